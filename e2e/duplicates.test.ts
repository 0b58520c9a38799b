import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousFaults } from './axe.ts';
import { journey } from './journey.ts';
import { call } from './record-fixture.ts';

const there = journey(async (page) => {
  const { id: account } = await call(page, 'POST', 'accounts', { legalName: 'Garage Martin' });
  const person = { firstName: 'Frédéric', lastName: 'Lefèvre', account, email: 'f.lefevre@exemple.fr' };
  const { id: known } = await call(page, 'POST', 'contacts', person);
  for (const firstName of ['Karine', 'Karinne'])
    await call(page, 'POST', 'contacts', { firstName, lastName: 'Vasseur', account });
  return { account, known };
});

const warning = (page: Page) => page.getByRole('status').filter({ hasText: 'ressemble' });

async function type(page: Page, firstName: string, lastName: string): Promise<void> {
  await page.getByLabel('Nom', { exact: false }).first().fill(lastName);
  await page.getByLabel('Prénom').fill(firstName);
}

describe('Duplicates', () => {
  test('are told of while typing, asked about once when name and e-mail are the same, then met as a pair and dismissed', async () => {
    const { account, known } = there.prepared;
    const page = await there.open(`/crm/contacts/new?account=${account}`);
    await type(page, 'FREDERIC', 'lefevre');
    await page.getByText('Frédéric Lefèvre (même nom').waitFor();
    await warning(page).getByRole('button', { name: 'Voir' }).click();
    const link = warning(page).getByRole('link', { name: 'Frédéric Lefèvre, ouvrir dans un nouvel onglet' });
    expect(await link.getAttribute('href')).toBe(`/crm/contacts/${known}`);
    expect(await seriousFaults(page)).toEqual([]);

    await page.getByLabel('E-mail').fill('F.Lefevre@exemple.fr');
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    const question = page.getByRole('dialog', { name: 'Cette fiche existe sans doute déjà' });
    await question.getByRole('button', { name: 'Annuler' }).click();
    await question.waitFor({ state: 'hidden' });
    expect(await page.getByLabel('E-mail').inputValue()).toBe('F.Lefevre@exemple.fr');
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await question.getByRole('button', { name: 'Enregistrer quand même' }).click();
    await page.getByText('« FREDERIC lefevre » a été ajouté.').waitFor();

    await page.goto(`${there.carnet.url}/crm/contacts`);
    await page.getByRole('button', { name: 'Autres actions' }).click();
    await page.getByRole('menuitem', { name: 'Doublons' }).click();
    const pair = (name: string) => page.getByRole('article', { name });
    const [same, close] = ['Frédéric Lefèvre et FREDERIC lefevre', 'Karine Vasseur et Karinne Vasseur'];
    await pair(same).getByText('même nom, même e-mail, même nom du compte', { exact: false }).waitFor();
    await pair(close).getByText('noms à une faute de frappe près', { exact: false }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('j');
    await page.keyboard.press('n');
    await pair(close).waitFor({ state: 'hidden' });
    await page.getByText('Écartées').click();
    await pair(close).getByRole('button', { name: 'Peut-être un doublon' }).click();
    await pair(close).waitFor({ state: 'hidden' });
    await page.getByText('À examiner', { exact: true }).click();
    await page.getByRole('combobox', { name: 'Raison' }).selectOption('close-name');
    await pair(same).waitFor({ state: 'hidden' });
    await pair(close).getByRole('button', { name: 'Fusionner' }).click();
    await page.getByRole('dialog', { name: 'Fusionner 2 fiches' }).getByRole('button', { name: 'Annuler' }).click();
  });

  test('are told of on a phone, and by the small form of a field, which takes the one that is there', async () => {
    const page = await there.open('/crm/actions/new', { viewport: { width: 390, height: 844 } });
    const picker = page.getByLabel('Contact', { exact: true });
    await picker.fill('Karine Vaseur');
    await page.getByRole('option', { name: /Créer/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Voir' }).click();
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Utiliser cette fiche' }).first().click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await picker.inputValue()).toMatch(/^Karinn?e Vasseur/);

    await page.goto(`${there.carnet.url}/crm/accounts/duplicates`);
    await page.getByText('Aucun doublon en vue').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
