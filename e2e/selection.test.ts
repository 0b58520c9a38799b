import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { seriousFaults } from './axe.ts';
import { screens } from './browser.ts';
import { journey } from './journey.ts';
import { call, createCompany } from './record-fixture.ts';

const there = journey(async (page) => {
  const company = await createCompany(page);
  const lists = await call<{ items: { name: string; values: object[] }[] }>(page, 'GET', 'settings/lists');
  const values = lists.items.find(({ name }) => name === 'jobTitle')?.values ?? [];
  await call(page, 'PUT', 'settings/lists/jobTitle', { values: [...values, { label: { fr: 'Dir. commercial' } }] });
  const add = (lastName: string, firstName: string, more = {}) =>
    call(page, 'POST', 'contacts', { lastName, firstName, account: company.group, ...more });
  await add('DE  LA TOUR', 'JEAN-PIERRE', { jobTitle: 'dirCommercial' });
  await add('MACDONALD', 'IAN');
  return company;
});

async function names(page: Page): Promise<string[]> {
  const { items } = await call<{ items: { title: string }[] }>(page, 'GET', 'contacts?sort=lastName');
  return items.map(({ title }) => title);
}

test('a search’s result is made uniform from the right click, as shown before, and given back as one', async () => {
  const page = await there.open('/crm/contacts?search=alpin');
  const first = page.getByRole('row', { name: /MACDONALD/ });
  await first.getByRole('checkbox').click();
  await page.keyboard.press('Control+a');
  await first.getByRole('gridcell', { name: 'IAN', exact: true }).click({ button: 'right' });
  const menu = page.getByRole('menu');
  for (const gesture of ['Modifier en masse', 'Associer à…', 'Uniformiser', 'Exporter vCard 3'])
    await menu.getByRole('menuitem', { name: gesture }).waitFor();
  await menu.getByRole('menuitem', { name: 'Uniformiser' }).click();
  const dialog = page.getByRole('dialog', { name: 'Uniformiser 2 fiches' });
  await dialog.getByText('Noms (4)').waitFor();
  expect(await dialog.getByRole('checkbox', { name: 'Nom de IAN MACDONALD', exact: true }).isChecked()).toBe(false);
  expect(await dialog.getByRole('checkbox', { name: /^Nom de JEAN-PIERRE/ }).isChecked()).toBe(true);
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByText('Variantes (1)').click();
  expect(await dialog.getByRole('checkbox', { name: 'Remplacer Dir. commercial' }).isChecked()).toBe(true);
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Changer 4 valeurs' }).click();
  await page.getByText('Terminé : 2 fiches.').waitFor();
  expect(await names(page)).toEqual(expect.arrayContaining(['Jean-Pierre de La Tour', 'Ian MACDONALD']));
  await page.getByRole('button', { name: 'Annuler', exact: true }).click();
  await expect.poll(() => names(page), { timeout: 20_000 }).toContain('JEAN-PIERRE DE  LA TOUR');
});

test('on a phone contacts are associated with a company and its site, told first what becomes of each', async () => {
  const page = await there.open('/crm/contacts', { viewport: screens.phone, hasTouch: true });
  const { account, anne } = there.prepared;
  const card = (name: RegExp) => page.locator('[data-front]').filter({ hasText: name });
  await card(/Anne/).click({ delay: 900 });
  await card(/IAN/).click();
  await page.getByText('2 fiches sélectionnées').waitFor();
  await page.getByRole('toolbar').getByRole('button', { name: 'Associer à…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('À quoi').click();
  await page.getByRole('option', { name: 'Compte (et site)' }).click();
  await dialog.getByLabel('Compte', { exact: true }).fill('Brunet');
  await page.getByRole('option', { name: /Menuiserie Brunet/ }).click();
  await dialog.getByText('1 lien à créer · 1 déjà associé').waitFor();
  await dialog.getByPlaceholder('Sites (facultatif)').click();
  await page.getByRole('option', { name: 'Atelier de Voiron' }).click();
  await dialog.getByText('3 liens à créer').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(screens.phone.width);
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Associer (3 liens)' }).click();
  await page.getByText(/Association\s: 3 liens créés/).waitFor();
  const sites = await call<{ items: { contact: string }[] }>(page, 'GET', 'site-contacts');
  expect(sites.items).toHaveLength(2);
  expect(sites.items.map(({ contact }) => contact)).toContain(anne);
  const filter = encodeURIComponent(JSON.stringify({ field: 'account', op: 'equals', value: account }));
  const links = await call<{ items: object[] }>(page, 'GET', `account-contacts?filter=${filter}`);
  expect(links.items).toHaveLength(3);
});

test('by keyboard, what a search finds joins an event made on the spot, told on both sides, and leaves it as one (F115)', async () => {
  const page = await there.open('/crm/contacts?search=brunet');
  const first = page.getByRole('row', { name: /Anne/ });
  await first.getByRole('gridcell', { name: 'Anne', exact: true }).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Shift+F10');
  const entry = page.getByRole('menuitem', { name: 'Associer à…' });
  await entry.waitFor();
  for (let steps = 0; steps < 12 && !(await entry.evaluate((one) => one === document.activeElement)); steps++)
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Associer 2 fiches à…' });
  await dialog.getByLabel('À quoi').click();
  await page.getByRole('option', { name: 'Événement' }).click();
  await dialog.getByLabel('Événement', { exact: true }).fill('Visite de l’atelier');
  await page.getByRole('option', { name: /Créer/ }).click();
  const form = page.getByRole('dialog', { name: 'Nouvel événement' });
  await form.getByRole('button', { name: 'Ajouter' }).click();
  await dialog.getByText('2 liens à créer').waitFor();
  await dialog.getByRole('button', { name: 'Associer (2 liens)' }).click();
  const toast = page.getByRole('alert').filter({ hasText: 'Association' });
  await toast.getByText(/2 liens créés/).waitFor();
  const links = async () => {
    const { items } = await call<{ items: { titles: Record<string, string> }[] }>(page, 'GET', 'event-contacts');
    return items.map(({ titles }) => `${titles.contact} ${titles.event}`).sort();
  };
  expect(await links()).toEqual(['Anne Lefèvre Visite de l’atelier', 'Paul Brunet Visite de l’atelier']);
  await page.goto(`${there.carnet.url}/crm/contacts/${there.prepared.anne}`);
  await page.getByRole('navigation', { name: /Anne/ }).getByText('Visite de l’atelier').waitFor();
  await page.goto(`${there.carnet.url}/operations`);
  const line = page.getByRole('listitem').filter({ hasText: 'Association · contacts' }).first();
  await line.getByRole('button', { name: 'Annuler' }).click();
  const asked = page.getByRole('dialog', { name: /Association/ });
  await asked.getByRole('button', { name: 'Ne rien changer' }).waitFor();
  await asked.getByRole('button', { name: 'Annuler l’opération' }).click();
  await page.getByText('Annulation (association) · contacts').waitFor();
  await expect.poll(links, { timeout: 20_000 }).toEqual([]);
});

test('on a phone, extranet users are made of a selection: who has no e-mail is named, and all is undone (F113)', async () => {
  const page = await there.open('/crm/contacts?search=brunet', { viewport: screens.phone, hasTouch: true });
  const card = (name: RegExp) => page.locator('[data-front]').filter({ hasText: name });
  await card(/Anne/).click({ delay: 900 });
  await page.getByRole('button', { name: /^Tout \(2\)/ }).click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Plus' }).click();
  await page.getByRole('menuitem', { name: 'Créer des utilisateurs extranet' }).click();
  const dialog = page.getByRole('dialog', { name: 'Créer des utilisateurs extranet (2)' });
  await dialog.getByText('Pas d’e-mail : 1').waitFor();
  expect(await dialog.getByRole('row', { name: /Paul Brunet.*Pas d’e-mail/ }).count()).toBe(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(screens.phone.width);
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Créer (1)' }).click();
  await dialog.getByText('1 créé, 1 laissé de côté').waitFor();
  const users = async () => (await call<{ items: object[] }>(page, 'GET', 'extranet-users')).items.length;
  expect(await users()).toBe(1);
  await dialog.getByRole('button', { name: 'Tout annuler' }).click();
  await page.getByText('Tout a été annulé').waitFor();
  expect(await users()).toBe(0);
});
