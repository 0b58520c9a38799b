import { expect, test } from 'vitest';
import { seriousFaults } from './axe.ts';
import { screens } from './browser.ts';
import { journey } from './journey.ts';
import { call } from './record-fixture.ts';

const there = journey(async (page) => {
  const { id: account } = await call(page, 'POST', 'accounts', { legalName: 'Menuiserie Durand' });
  const deal = await call(page, 'POST', 'deals', { name: 'Atelier', account, amount: '1200' });
  await call(page, 'POST', 'deals', { name: 'Toiture', account, amount: '800', status: 'proposal' });
  await call(page, 'POST', 'contacts', { lastName: 'Petit', account });
  return { deal: deal.id };
});

test('a deal is dragged to another stage, whose total follows; someone else’s move is seen, and one’s own taken back', async () => {
  const page = await there.open('/crm/deals?layout=board', { viewport: screens.desk });
  const column = (key: string) => page.locator(`[data-column="${key}"]`);
  const card = page.getByRole('link', { name: /Atelier/ });
  await column('proposal').getByText('800,00').first().waitFor();
  const from = await card.boundingBox();
  const to = await column('proposal').boundingBox();
  if (!from || !to) throw new Error('not drawn');
  await page.mouse.move(from.x + 20, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 30, { steps: 3 });
  await page.mouse.move(to.x + 80, to.y + 160, { steps: 5 });
  await page.mouse.up();
  await column('proposal')
    .getByRole('link', { name: /Atelier/ })
    .waitFor();
  await column('proposal')
    .locator('header')
    .getByText(/2\s000,00/)
    .waitFor();
  await page.getByRole('button', { name: 'Annuler' }).click();
  await column('qualify')
    .getByRole('link', { name: /Atelier/ })
    .waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  // Shown at once, written after.
  await expect.poll(async () => (await call(page, 'GET', `deals/${there.prepared.deal}`)).status).toBe('qualify');
  const { version } = await call(page, 'GET', `deals/${there.prepared.deal}`);
  await call(page, 'PATCH', `deals/${there.prepared.deal}`, { status: 'won' }, { 'if-match': `"${version}"` });
  await column('won')
    .getByRole('link', { name: /Atelier/ })
    .waitFor();
});

test('on a phone a calendar begins as an agenda, and its day is in its address', async () => {
  const page = await there.open('/crm/deals?layout=calendar&on=createdAt', { viewport: screens.phone });
  await page.getByRole('link', { name: /Toiture/ }).waitFor();
  await page.getByRole('radio', { name: 'Mois' }).click();
  await page.waitForURL('**scale=month**');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(screens.phone.width);
  expect(await seriousFaults(page)).toEqual([]);
});

test('a contact is associated with a target made on the way', async () => {
  const page = await there.open('/crm/contacts', { viewport: screens.desk });
  await page.getByRole('row', { name: /Petit/ }).getByRole('checkbox').click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Associer à…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('À quoi').click();
  await page.getByRole('option', { name: 'Cible' }).click();
  await dialog.getByPlaceholder('Rechercher').fill('Salon');
  await page.getByText('Créer « Salon »…').click();
  await page.getByRole('textbox', { name: /^Code/ }).fill('S26');
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
  await dialog.getByText('Salon', { exact: true }).waitFor();
  await dialog.getByRole('button', { name: 'Associer', exact: true }).click();
  await page.getByText('Association').waitFor();
  const members = () => call<{ items: object[] }>(page, 'GET', 'target-members');
  await expect.poll(async () => (await members()).items).toHaveLength(1);
});
