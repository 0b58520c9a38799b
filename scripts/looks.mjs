/**
 * Takes a picture of every screen in both widths, light and dark, in French and in English, with the data of the
 * example, and a page to look at them one by one: `npm run looks -- FOLDER`. `--only /crm/deals` takes one address alone,
 * `--language fr`, `--width phone` and `--scheme dark` one language, width or scheme.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { beyondEdge } from './beyond-edge.mjs';
import { startSampleCompany } from './sample-company.mjs';

const option = { type: 'string' };
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { only: option, language: option, width: option, scheme: option },
});
const [folder] = positionals;
if (!folder) {
  console.error(
    'npm run looks -- FOLDER [--only ADDRESS] [--language fr|en] [--width desk|phone] [--scheme light|dark]',
  );
  process.exit(2);
}

const widths = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const schemes = ['light', 'dark'];
/** Takes all there are and the one wanted; returns what is taken. */
const wanted = (all, one) => (one === undefined ? all : all.filter((name) => name === one));
const lists = [
  'accounts',
  'contacts',
  'sites',
  'deals',
  'actions',
  'events',
  'projects',
  'targets',
  'users',
  'teams',
  'extranet-users',
  'collaborators',
];
const tabs = {
  accounts: ['timeline', 'planned', 'contacts', 'comments', 'documents', 'system'],
  contacts: ['timeline', 'planned', 'comments', 'documents', 'system'],
};
const settings = [
  'records/account',
  'lists',
  'names',
  'roles',
  'users',
  'teams',
  'networks',
  'portal',
  'address-book',
  'mail',
  'single-sign-on',
  'backup',
  'history',
  'access-log',
  'account',
  'api-keys',
];

/** Every address that shows a screen of its own. */
async function addressesOf(company, page) {
  const addresses = ['/'];
  for (const collection of lists) {
    const { items } = await company.read(page, `${collection}?limit=1`);
    addresses.push(`/crm/${collection}`, `/crm/${collection}/new`);
    if (items[0]) addresses.push(`/crm/${collection}/${items[0].id}`);
    if (items[0])
      for (const tab of tabs[collection] ?? []) addresses.push(`/crm/${collection}/${items[0].id}?tab=${tab}`);
  }
  addresses.push('/crm/contacts/duplicates', '/crm/accounts/duplicates');
  addresses.push('/crm/deals?layout=groups', '/crm/deals?layout=board', '/crm/accounts?trash=true');
  for (const scale of ['month', 'week', 'day', 'agenda']) addresses.push(`/crm/events?layout=calendar&scale=${scale}`);
  addresses.push('/phone-book?record=contact', '/cards/scan?record=contact');
  addresses.push('/import', '/operations', '/pending', '/help', '/help/listes', '/no-such-page', '/settings');
  return [...addresses, ...settings.map((name) => `/settings/${name}`)];
}

/** Takes an address; returns a name for a file. */
const fileName = (address) =>
  address
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'one')
    .replace(/[^a-z]+/gi, '-')
    .slice(1) || 'home';

const company = await startSampleCompany();
const place = resolve(folder);
mkdirSync(place, { recursive: true });
const taken = [];
try {
  for (const language of wanted(['fr', 'en'], values.language))
    for (const width of wanted(Object.keys(widths), values.width)) {
      const viewport = widths[width];
      const page = await company.signIn({ viewport, hasTouch: width === 'phone' });
      await company.speak(page, language);
      const addresses = values.only ? [values.only] : await addressesOf(company, page);
      for (const address of addresses) {
        await page.emulateMedia({ colorScheme: 'light' });
        await company.show(page, address);
        for (const colorScheme of wanted(schemes, values.scheme)) {
          await page.emulateMedia({ colorScheme });
          await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
          const name = `${fileName(address)}.${width}.${colorScheme}.${language}.png`;
          // A screen wider than the window is a fault, and so is what hangs over its edge: said beside its picture.
          const wide =
            (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)) ||
            (await page.evaluate(beyondEdge)).length > 0;
          writeFileSync(join(place, name), await page.screenshot({ animations: 'disabled' }));
          taken.push({ name, address, wide });
        }
      }
      await page.context().close();
      console.log(`${language}, ${width}: ${addresses.length}`);
    }
} finally {
  await company.remove();
}
const figures = taken.map(
  ({ name, address, wide }) =>
    `<figure><figcaption>${address}, ${name}${wide ? ' — WIDER THAN THE WINDOW' : ''}</figcaption><img loading="lazy" src="${name}" alt=""></figure>`,
);
writeFileSync(
  join(place, 'index.html'),
  `<!doctype html><meta charset="utf-8"><title>Looks</title><style>body{font:14px system-ui;margin:24px}img{max-width:100%;border:1px solid #999}figure{margin:0 0 32px}</style>\n${figures.join('\n')}\n`,
);
const wide = taken.filter((one) => one.wide);
console.log(`${taken.length} pictures, ${wide.length} wider than their window: ${join(place, 'index.html')}`);
