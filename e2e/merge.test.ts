import { expect, test } from 'vitest';
import { seriousFaults } from './axe.ts';
import { screens } from './browser.ts';
import { journey } from './journey.ts';
import { call } from './record-fixture.ts';

const there = journey(async (page) => {
  const account = await call(page, 'POST', 'accounts', { legalName: 'Verger Martin' });
  const add = (values: object) => call(page, 'POST', 'contacts', { account: account.id, ...values });
  const kept = await add({ lastName: 'ZAFIRA', firstName: 'Helene', phone: '01 02 03 04 05' });
  const merged = await add({ lastName: 'Zafira', firstName: 'Hélène', email: 'helene@exemple.fr' });
  await call(page, 'POST', 'comments', { about: { record: 'contact', id: merged.id }, text: 'Préfère le matin' });
  return { kept: kept.id, merged: merged.id };
});

test('two rows of a list become one with the best of both, the old address opens the kept one, and all is given back', async () => {
  const { kept, merged } = there.prepared;
  const page = await there.open('/crm/contacts?search=zafira', { viewport: screens.desk });
  for (const name of ['ZAFIRA', 'Zafira'])
    await page
      .getByRole('row')
      .filter({ has: page.getByText(name, { exact: true }) })
      .getByRole('checkbox')
      .check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Plus', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Fusionner les doublons' }).click();
  const dialog = page.getByRole('dialog', { name: 'Fusionner 2 fiches' });
  const choice = (field: string, place: number) =>
    dialog.getByRole('radiogroup', { name: field }).getByRole('radio').nth(place);
  await choice('Prénom', 0).waitFor();
  expect(await choice('Prénom', 1).isChecked()).toBe(true);
  expect(await choice('Téléphone fixe', 0).isChecked()).toBe(true);
  await dialog.getByText('Commentaire : 1').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await choice('Nom', 1).check();
  await dialog.getByRole('button', { name: 'Fusionner', exact: true }).click();
  await page
    .getByText(/Fusion de doublons/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Annuler', exact: true }).waitFor();

  const old = await there.open(`/crm/contacts/${merged}`);
  await old.waitForURL(`**/crm/contacts/${kept}**`);
  await old.getByRole('heading', { name: 'Hélène Zafira' }).waitFor();
  await old.getByRole('tab', { name: /Commentaires 1/ }).waitFor();

  await page.getByRole('button', { name: 'Annuler', exact: true }).click();
  await page.getByText('ZAFIRA', { exact: true }).waitFor();
  await page.getByText('Zafira', { exact: true }).waitFor();
});

test('on a phone, a record is merged with another looked for from its menu', async () => {
  const { kept } = there.prepared;
  const page = await there.open(`/crm/contacts/${kept}`, { viewport: screens.phone });
  await page.getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: 'Fusionner avec un doublon' }).click();
  const pick = page.getByRole('dialog', { name: /^Fusionner « / });
  await pick.getByLabel('Le doublon').fill('helene@exemple.fr');
  await page.getByRole('option', { name: 'Hélène Zafira' }).click();
  const dialog = page.getByRole('dialog', { name: 'Fusionner 2 fiches' });
  await dialog.getByRole('radiogroup', { name: 'E-mail' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Fusionner', exact: true }).click();
  await page.getByRole('button', { name: 'Annuler', exact: true }).waitFor();
  await page.getByText('helene@exemple.fr').first().waitFor();
});
