/**
 * Measures the scanner of business cards through the very interface: Chromium gives each of the sixty cards of
 * `bench/cards` to the page « Scan a business card » of a Carnet that this starts (built before: `npm run build`),
 * waits for the form, and compares what stands in its fields with what is printed on the card. Prints a table a set, and
 * how well the mark « to check » tells what was misread from what was read well.
 *
 *   node bench/cards.mjs [--half tuning|held-out|third] [--faults] [--only NAME] [--cards FILE --pictures FOLDER]
 *
 * `--faults` names what was read otherwise (of the held-out half only where `--half held-out` says so); `--cards` takes
 * other cards: a module that exports `cards` as `bench/cards/cards.mjs` does, their pictures by name in the folder. The
 * fonts are fetched once by Debian's `apt-get download`. Seconds are those from the picture being chosen to the form.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { chromiumArguments } from '../scripts/chromium-arguments.mjs';
import { findChromium } from '../scripts/system-packages.mjs';
import { cards as ownCards } from './cards/cards.mjs';
import { makePictures } from './cards/make.mjs';
import { cards as thirdCards } from './cards/third-cards.mjs';
import { start } from './server.mjs';
import { quantile, table } from './statistics.mjs';

const { values: options } = parseArgs({
  options: {
    half: { type: 'string' },
    faults: { type: 'boolean', default: false },
    only: { type: 'string' },
    cards: { type: 'string' },
    pictures: { type: 'string' },
    port: { type: 'string', default: '4150' },
  },
});

/** Fields of the contact's form, by their label; those of the account are in the dialog that makes it. */
const labels = {
  firstName: 'First name',
  lastName: /^Last name/,
  phone: 'Landline',
  extension: 'Extension',
  mobile: 'Mobile',
  fax: 'Fax',
  email: 'E-mail',
  linkedin: 'LinkedIn',
};
const accountLabels = {
  company: /^Legal name/,
  website: 'Website',
  street: 'Number and street',
  postcode: 'Postcode',
  city: 'City',
  siren: 'SIREN',
  siret: 'SIRET',
  vatNumber: 'VAT number',
};

/** Words that are the same but for case, accents of capitals, and the sign of an apostrophe. */
function plain(name, text) {
  const folded = text.normalize('NFC').replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim().toLowerCase();
  if (/phone|mobile|fax/.test(name))
    return folded
      .replace(/\(0\)/, '')
      .replace(/^(?:\+|00)33\s*/, '0')
      .replace(/[^\d+]/g, '');
  if (/siren|siret|vat|postcode/.test(name)) return folded.replace(/\s/g, '');
  return name === 'website' || name === 'linkedin' ? folded.replace(/^https?:\/\/|\/$/g, '') : folded;
}

/** What stands in a form, by the names of the truths; which of it is marked as unsure. */
async function readForm(page) {
  const read = {};
  const unsure = new Set();
  const take = async (scope, name, label) => {
    const field = scope.getByLabel(label, { exact: true }).first();
    if ((await field.count()) === 0) return;
    read[name] = await field.inputValue();
    const described = (await field.getAttribute('aria-describedby')) ?? '';
    if (described.includes('-note')) unsure.add(name);
  };
  for (const [name, label] of Object.entries(labels)) await take(page, name, label);
  const comment = await page.getByRole('textbox', { name: 'Comments' }).first().inputValue();
  await take(page, 'listed', 'Job title');
  if (unsure.delete('listed')) unsure.add('position');
  // The words of the card, kept beside the value of the list where they are not the same.
  read.position = /Function on the card: (.*)/.exec(comment)?.[1] ?? read.listed;
  const create = page.getByRole('button', { name: /^New account: / });
  if ((await create.count()) > 0) {
    const said = await create.locator('xpath=ancestor::*[contains(@id, "-note")]').first().textContent();
    if (/to be checked/.test(said)) unsure.add('company');
    await create.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(accountLabels.company).waitFor();
    for (const [name, label] of Object.entries(accountLabels)) await take(dialog, name, label);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
  }
  return { read, unsure };
}

async function scan(page, path) {
  await page.goto(`${url}/cards/scan?record=contact`);
  const input = page.getByTestId('card-file');
  await input.waitFor({ state: 'attached' });
  const began = performance.now();
  await input.setInputFiles(path);
  await page.waitForURL('**/crm/contacts/new', { timeout: 120_000 });
  const took = (performance.now() - began) / 1000;
  await page.getByLabel(labels.lastName).first().waitFor();
  return { took, ...(await readForm(page)) };
}

const all = options.cards ? (await import(resolve(options.cards))).cards : [...ownCards, ...thirdCards];
const wanted = all.filter(
  ({ half, name }) => (!options.half || half === options.half) && (!options.only || name.includes(options.only)),
);
const folder = resolve(options.pictures ?? join(tmpdir(), 'carnet-cards', 'pictures'));
const paths = options.cards
  ? new Map(wanted.map(({ name }) => [name, join(folder, `${name}.jpg`)]))
  : await makePictures(folder, wanted);
const dataFolder = mkdtempSync(join(tmpdir(), 'carnet-bench-cards-'));
const carnet = await start(dataFolder, Number(options.port));
const { url } = carnet;
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: chromiumArguments,
});
const results = [];
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' });
  page.setDefaultTimeout(60_000);
  await page.goto(`${url}/sign-in`);
  await page.evaluate(
    ({ email, password }) =>
      fetch('/api/v1/session', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ email, password }),
      }),
    carnet.administrator,
  );
  for (const card of wanted) results.push({ card, ...(await scan(page, paths.get(card.name))) });
} finally {
  await browser.close();
  await carnet.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}

const isRight = ({ card, read }, name) => plain(name, read[name] ?? '') === plain(name, card.truth[name]);
/** What must not stand in a field that the card says nothing of. */
const madeUp = ({ card, read }) =>
  ['phone', 'mobile', 'fax', 'email', 'siret', 'vatNumber'].filter((name) => read[name] && !card.truth[name]);
const addressParts = new Set(['street', 'postcode', 'city']);
/** The parts of an address are marked together. */
const isMarked = ({ unsure }, name) =>
  unsure.has(name) || (addressParts.has(name) && [...addressParts].some((part) => unsure.has(part)));
const groups = [
  ['e-mails', '95 %', ['email']],
  ['telephone numbers', '95 %', ['phone', 'mobile', 'fax']],
  ['names', '85 %', ['firstName', 'lastName']],
  ['companies', '85 %', ['company']],
  ['positions', '85 %', ['position']],
  ['sites, profiles', '', ['website', 'linkedin']],
  ['postal addresses', '', ['street', 'postcode', 'city']],
  ['SIREN, SIRET, VAT, extension', '', ['siren', 'siret', 'vatNumber', 'extension']],
];
for (const half of [...new Set(wanted.map((card) => card.half))]) {
  const of = results.filter(({ card }) => card.half === half);
  const rows = groups.map(([title, budget, names]) => {
    const truths = of.flatMap((result) =>
      names.filter((name) => result.card.truth[name]).map((name) => [result, name]),
    );
    const right = truths.filter(([result, name]) => isRight(result, name));
    const wrong = truths.filter(([result, name]) => !isRight(result, name));
    const told = wrong.filter(([result, name]) => isMarked(result, name) || !result.read[name]);
    const needless = right.filter(([result, name]) => isMarked(result, name));
    const share = truths.length === 0 ? '' : `${((right.length / truths.length) * 100).toFixed(1)} %`;
    return [
      title,
      budget,
      `${right.length} of ${truths.length}`,
      share,
      `${told.length} of ${wrong.length}`,
      `${needless.length} of ${right.length}`,
    ];
  });
  console.log(`\n${half}: ${of.length} cards\n`);
  console.log(
    table(['field', 'wanted', 'right', '', 'misread: marked or left empty', 'right: marked needlessly'], rows),
  );
  const seconds = of.map(({ took }) => took);
  const extra = of.flatMap((result) =>
    madeUp(result).map((name) => `${result.card.name}: ${name} ${result.read[name]}`),
  );
  console.log(
    `\nseconds a card: median ${quantile(seconds, 0.5).toFixed(1)}, most ${Math.max(...seconds).toFixed(1)}; put where the card says nothing: ${extra.length}`,
  );
  if (options.faults && (half !== 'held-out' || options.half === half)) {
    for (const result of of)
      for (const name of Object.keys(result.card.truth))
        if (!isRight(result, name))
          console.log(
            `  ${result.card.name}: ${name} « ${result.read[name] ?? ''} » for « ${result.card.truth[name]} »${result.unsure.has(name) ? ' (marked)' : ''}`,
          );
    for (const line of extra) console.log(`  ${line}`);
  }
}
