/**
 * Takes the pictures of the guide and of the README anew, with the data of the example: `npm run screenshots`. They are
 * 1280 × 800, light, in French, and are committed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { startSampleCompany } from './sample-company.mjs';
import { root } from './sources.mjs';

const folder = join(root, 'docs', 'guide', 'images');

/** What each picture shows; `first` names a collection whose first record is shown. */
const pictures = [
  { name: 'accueil', address: '/' },
  { name: 'listes', address: '/crm/contacts' },
  { name: 'groupee', address: '/crm/deals?layout=groups' },
  { name: 'kanban', address: '/crm/deals?layout=board' },
  { name: 'calendrier', address: '/crm/events?layout=calendar&scale=month' },
  { name: 'fiche', first: 'deals?limit=1&sort=-amount', of: 'account', address: '/crm/accounts/' },
  { name: 'operations', address: '/operations' },
  { name: 'mon-compte', address: '/settings/account' },
  { name: 'utilisateurs', address: '/settings/users' },
  { name: 'roles', address: '/settings/roles' },
  { name: 'parametres', address: '/settings/records/account' },
];

/** Takes a PNG; returns it as WebP, of the best quality that weighs at most 120 kB. */
async function light(png) {
  for (const quality of [90, 80, 70, 60, 50, 40]) {
    const small = await sharp(png).webp({ quality }).toBuffer();
    if (small.length <= 120_000) return small;
  }
  throw new Error('A picture weighs more than 120 kB at any quality.');
}

const company = await startSampleCompany();
try {
  mkdirSync(folder, { recursive: true });
  const page = await company.signIn({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  for (const { name, address, first, of } of pictures) {
    const found = first ? (await company.read(page, first)).items[0] : null;
    const id = found ? (of ? (found[of]?.id ?? found[of]) : found.id) : '';
    await company.show(page, `${address}${id}`);
    const small = await light(await page.screenshot());
    writeFileSync(join(folder, `${name}.webp`), small);
    console.log(`${name}.webp: ${Math.round(small.length / 1000)} kB`);
  }
} finally {
  await company.remove();
}
