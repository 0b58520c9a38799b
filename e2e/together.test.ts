import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { seriousFaults } from './axe.ts';
import { screens } from './browser.ts';
import { journey } from './journey.ts';
import { call } from './record-fixture.ts';

const password = 'un mot de passe de vente';

const there = journey(async (page) => {
  const roles = await call<{ items: { id: string; name: string }[] }>(page, 'GET', 'roles');
  const role = roles.items.find(({ name }) => name === 'Commercial')?.id;
  const lea = await call(page, 'POST', 'users', { name: 'Léa Roux', email: 'lea@exemple.fr', role });
  await call(page, 'PUT', `users/${lea.id}/password`, { password });
  const { id } = await call(page, 'POST', 'accounts', { legalName: 'Menuiserie Durand' });
  return { account: id };
});

async function openAsLea(path: string): Promise<Page> {
  const page = await there.openAsStranger('/sign-in', { viewport: screens.phone });
  await page.getByLabel('E-mail').fill('lea@exemple.fr');
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByRole('button', { name: /^Notifications/ }).waitFor();
  if (path !== '/') await page.goto(`${there.carnet.url}${path}`);
  return page;
}

test('two people work on one record: one mentions the other, who hears of it at once, opens it and answers', async () => {
  const lea = await openAsLea('/');
  const page = await there.open(`/crm/accounts/${there.prepared.account}?tab=comments`);
  const area = page.getByRole('textbox', { name: 'Votre commentaire' });
  await area.pressSequentially('Tu relis le devis, @lé');
  await page.getByRole('option', { name: /Léa Roux/ }).waitFor();
  await area.press('Enter');
  await page.getByRole('button', { name: 'Partager la fiche avec Léa Roux' }).click();
  await page.getByText('Léa Roux voit maintenant cette fiche.').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Publier' }).click();
  await page.getByRole('article', { name: /^Commentaire de/ }).waitFor();
  await lea.getByRole('button', { name: 'Notifications : 1 non lue' }).click();
  await lea.getByRole('link', { name: /vous mentionne/ }).waitFor();
  expect(await seriousFaults(lea)).toEqual([]);
  await lea.getByRole('link', { name: /vous mentionne/ }).click();
  await lea.getByText('@Léa Roux').waitFor();
  await lea.getByRole('textbox', { name: 'Votre commentaire' }).fill('C’est relu.');
  await lea.getByRole('button', { name: 'Publier' }).click();
  // Without a reload on either side.
  await page.getByRole('article', { name: 'Commentaire de Léa Roux' }).waitFor();
});

test('files are dropped on a record, one again as its next version; it is looked at, thrown away and taken back', async () => {
  const page = await there.open(`/crm/accounts/${there.prepared.account}?tab=documents`);
  const choose = async (text: string) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Ajouter des fichiers' }).click();
    await (await chooser).setFiles([{ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from(text) }]);
  };
  await choose('première visite');
  await page.getByText('notes.txt est joint.').waitFor();
  await choose('seconde visite');
  await page.getByRole('button', { name: 'Version 2' }).waitFor();
  await page.getByRole('button', { name: 'notes.txt', exact: true }).click();
  await page.getByText('seconde visite').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Actions sur notes.txt' }).click();
  await page.getByRole('menuitem', { name: 'Supprimer' }).click();
  await page.getByText('Aucun document').waitFor();
  await page.getByRole('button', { name: 'Annuler' }).click();
  await page.getByRole('button', { name: 'notes.txt', exact: true }).waitFor();
});
