/**
 * Takes the pictures of the guide and of the README anew, with the data of the example: `npm run screenshots`, or those
 * named alone: `npm run screenshots -- telephone`. They are 1280 × 800, light, in French, and are committed; that of the
 * telephone shows several screens of one side by side.
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

/** What the screens of a telephone show, from left to right. */
const telephone = {
  name: 'telephone',
  screens: [
    { address: '/' },
    { address: '/crm/contacts' },
    { first: 'deals?limit=1&sort=-amount', of: 'account', address: '/crm/accounts/' },
    { address: '/crm/events?layout=calendar&scale=agenda' },
  ],
};
const asked = process.argv.slice(2);
const isAsked = ({ name }) => asked.length === 0 || asked.includes(name);

/** Takes a PNG; returns it as WebP, of the best quality that weighs at most 120 kB. */
async function light(png) {
  for (const quality of [90, 80, 70, 60, 50, 40]) {
    const small = await sharp(png).webp({ quality }).toBuffer();
    if (small.length <= 120_000) return small;
  }
  throw new Error('A picture weighs more than 120 kB at any quality.');
}

/** Takes PNGs of one size; returns them beside each other. */
async function sideBySide(screens) {
  const { width, height } = await sharp(screens[0]).metadata();
  const gap = 24;
  return await sharp({
    create: { width: screens.length * (width + gap) - gap, height, channels: 3, background: '#e9ecef' },
  })
    .composite(screens.map((input, place) => ({ input, left: place * (width + gap), top: 0 })))
    .png()
    .toBuffer();
}

const company = await startSampleCompany();

/** Goes to what a picture shows; returns it. */
async function take(page, { address, first, of }) {
  const found = first ? (await company.read(page, first)).items[0] : null;
  const id = found ? (of ? (found[of]?.id ?? found[of]) : found.id) : '';
  await company.show(page, `${address}${id}`);
  return await page.screenshot();
}

async function keep(name, png) {
  const small = await light(png);
  writeFileSync(join(folder, `${name}.webp`), small);
  console.log(`${name}.webp: ${Math.round(small.length / 1000)} kB`);
}

try {
  mkdirSync(folder, { recursive: true });
  const page = await company.signIn({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  for (const picture of pictures.filter(isAsked)) await keep(picture.name, await take(page, picture));
  if (isAsked(telephone)) {
    const phone = await company.signIn({ viewport: { width: 390, height: 780 }, colorScheme: 'light', hasTouch: true });
    const screens = [];
    for (const screen of telephone.screens) screens.push(await take(phone, screen));
    await keep(telephone.name, await sideBySide(screens));
  }
} finally {
  await company.remove();
}
