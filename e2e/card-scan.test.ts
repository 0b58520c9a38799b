import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { seriousFaults } from './axe.ts';
import { screens } from './browser.ts';
import { journey } from './journey.ts';
import { call } from './record-fixture.ts';

const there = journey();
const { open } = there;

/** The photo of a card, turned on a dark desk. */
async function cardPhoto(): Promise<Buffer> {
  const page = await there.browser.newPage({ viewport: { width: 1400, height: 1100 } });
  await page.setContent(`<body style="margin:0;background:#434a52;font:30px 'DejaVu Sans'">
    <div style="position:absolute;left:170px;top:200px;box-sizing:border-box;width:1060px;height:680px;padding:60px;background:#fdfdfb;color:#222;transform:rotate(-9deg);line-height:1.5">
      <b style="font-size:44px;color:#0b6e8f">GARAGE LE GALL</b>
      <p style="margin:50px 0 0"><b style="font-size:42px">Yann Le Gall</b><br>Directeur commercial</p>
      <p style="margin:70px 0 0">Tél. 02 98 00 00 01<br>Mob. 06 00 00 00 02<br>yann@garage-legall.fr<br>3 rue du Port - 29200 Brest</p>
    </div></body>`);
  const photo = await page.screenshot({ type: 'jpeg', quality: 90 });
  await page.close();
  return photo;
}

const give = (page: Page, name: string, buffer: Buffer, mimeType = 'image/jpeg') =>
  page.getByTestId('card-file').setInputFiles({ name, mimeType, buffer });

const named = (page: Page, label: string | RegExp) => page.getByLabel(label, { exact: true });

test('a card is photographed, read on the device, checked and added with its picture (F5, F20)', async () => {
  const page = await open('/crm/contacts');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.getByRole('button', { name: 'Nouveau contact' }).first().click();
  await page.getByRole('menuitem', { name: /^Scanner une carte de visite/ }).waitFor();
  expect(await page.getByRole('menuitem').count()).toBe(3);
  await page.getByRole('menuitem', { name: /^Scanner une carte de visite/ }).click();
  await page.waitForURL('**/cards/scan?record=contact');

  await give(page, 'notes.jpg', Buffer.from('rien'));
  await page.getByText('« notes.jpg » n’est pas une photo que ce navigateur sait lire').waitFor();
  await give(
    page,
    'IMG_1.heic',
    Buffer.from('\u0000\u0000\u0000\u0018ftypheic\u0000\u0000\u0000\u0000', 'latin1'),
    'image/heic',
  );
  await page.getByText('« IMG_1.heic » est une photo HEIC').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  // What reads cards is asked for when a card is read, not before.
  expect(asked.filter((address) => address.includes('card-reader'))).toEqual([]);

  // The network fails while the reader loads: the photo stays, nothing is lost.
  const photo = await cardPhoto();
  await page.route('**/card-reader*/fra.traineddata.gz', (route) => route.abort());
  await give(page, 'carte.jpg', photo);
  await page.getByText('Le lecteur de cartes n’a pas pu être chargé').waitFor();
  await page.unroute('**/card-reader*/fra.traineddata.gz');
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Réessayer' }).click();

  await page.waitForURL('**/crm/contacts/new', { timeout: 60_000 });
  await named(page, /^Nom(?! du)/).waitFor();
  expect(await named(page, /^Nom(?! du)/).inputValue()).toBe('Le Gall');
  expect(await named(page, 'Prénom').inputValue()).toBe('Yann');
  expect(await named(page, 'Téléphone fixe').inputValue()).toBe('02 98 00 00 01');
  expect(await named(page, 'Mobile').inputValue()).toBe('06 00 00 00 02');
  expect(await named(page, 'E-mail').inputValue()).toBe('yann@garage-legall.fr');
  await page.getByText('à vérifier : lu « Directeur commercial »').waitFor();
  // Every request was to Carnet itself, and none carried the photo.
  expect(asked.every((address) => address.startsWith(there.carnet.url) || address.startsWith('blob:'))).toBe(true);
  expect((await call<{ items: unknown[] }>(page, 'GET', 'contacts')).items).toEqual([]);
  expect(await seriousFaults(page)).toEqual([]);

  await page.getByRole('button', { name: 'Nouveau compte : GARAGE LE GALL' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByLabel('Code postal').inputValue()).toBe('29200');
  await dialog.getByRole('button', { name: 'Ajouter' }).click();
  await dialog.waitFor({ state: 'detached' });
  const keep = page.getByLabel('Garder cette image comme « Carte de visite »');
  await keep.click();
  await expect.poll(() => keep.isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
  await page.waitForURL(/\/crm\/contacts\/[0-9a-f-]{36}$/);
  const { items } = await call<{ items: Record<string, unknown>[] }>(page, 'GET', 'contacts');
  expect(items).toMatchObject([
    { lastName: 'Le Gall', source: 'card', cardImage: expect.stringMatching(/^[0-9a-f-]{36}$/) },
  ]);
});

test('on a phone without a camera it is said, a photo is taken instead, its corners are moved by keys', async () => {
  const page = await open('/cards/scan?record=contact', { viewport: screens.phone, hasTouch: true, isMobile: true });
  await page.getByText(/Aucune caméra n’a été trouvée|La caméra n’est pas autorisée/).waitFor();
  await page.route('**/card-reader*/fra.traineddata.gz', (route) => route.abort());
  await give(page, 'carte.jpg', await cardPhoto());
  await page.getByText('Le lecteur de cartes n’a pas pu être chargé').waitFor();
  const corner = page.getByRole('button', { name: 'Coin 1 de la carte' });
  const before = await corner.boundingBox();
  await corner.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await corner.boundingBox())?.x).toBeGreaterThan(before?.x ?? 0);
  await page.unroute('**/card-reader*/fra.traineddata.gz');
  // Without reading, the form opens empty, the photo beside it.
  await page.getByRole('button', { name: 'Saisir sans lire' }).click();
  await page.waitForURL('**/crm/contacts/new');
  await page.getByRole('img', { name: 'L’image lue, pour vérifier la saisie' }).waitFor();
  expect(await named(page, /^Nom(?! du)/).inputValue()).toBe('');
  expect(await seriousFaults(page)).toEqual([]);
});
