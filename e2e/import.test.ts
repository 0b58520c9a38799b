import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousFaults } from './axe.ts';
import { screens } from './browser.ts';
import { journey } from './journey.ts';

const there = journey();
const { open } = there;

async function sendFile(page: Page, name: string, content: string): Promise<void> {
  await page.getByRole('button', { name: 'Choisir un fichier' }).waitFor();
  await page.getByTestId('import-file').setInputFiles({ name, mimeType: '', buffer: Buffer.from(content) });
}

const people = [
  'Nom;Prénom;Société;E-mail',
  'Durand;Éric;Ateliers Breizh;eric@exemple.fr',
  'Le Gall;Yann;Ateliers Breizh;yann@exemple',
].join('\r\n');

describe('a file of people', () => {
  test('is understood, checked, brought in with its companies, and given back as one (F35)', async () => {
    const page = await open('/import?record=contact');
    await sendFile(page, 'contacts.csv', people);
    const company = page.getByRole('combobox', { name: 'Champ pour la colonne « Société »' });
    await company.waitFor();
    expect(await company.inputValue()).toBe('Nom du compte *');
    expect(await seriousFaults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Vérifier le fichier' }).click();
    await page.getByRole('button', { name: 'Créer les comptes inconnus et vérifier de nouveau' }).click();
    await page.getByRole('button', { name: 'Importer la ligne' }).waitFor();
    expect(await page.getByRole('table').textContent()).toContain('yann@exemple');
    expect(await seriousFaults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Importer la ligne' }).click();
    await page.getByText('Import terminé').waitFor();
    await page.getByRole('tab', { name: 'Créées (1)' }).click();
    await page.getByRole('link', { name: 'Éric Durand' }).waitFor();

    // What one comes back to is the server's, not the page's.
    await page.reload();
    await page.getByRole('button', { name: 'Annuler l’import' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Annuler l’import' }).click();
    await page.getByText('Import annulé').waitFor();
    await page.goto(`${there.carnet.url}/operations`);
    await page.getByRole('listitem').filter({ hasText: 'contacts.csv' }).getByText('Annulée').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('that cannot be read is refused where it was dropped, with why and what to do', async () => {
    const page = await open('/import?record=contact', { viewport: screens.phone });
    await sendFile(page, 'vide.csv', '');
    expect(await page.getByRole('alert').textContent()).toContain('Le fichier est vide.');
    expect(await seriousFaults(page)).toEqual([]);
  });
});

describe('a file of cards', () => {
  test('lists its people, and opens the form filled in with the one chosen (A6)', async () => {
    const page = await open('/import?record=contact&from=vcard', { viewport: screens.phone });
    const card = (first: string, last: string) =>
      ['BEGIN:VCARD', 'VERSION:4.0', `FN:${first} ${last}`, `N:${last};${first};;;`, 'END:VCARD', ''].join('\r\n');
    await sendFile(page, 'repertoire.vcf', card('Zoé', 'Durand') + card('Léa', 'Martin'));
    await page.getByLabel('Rechercher une personne').fill('lea');
    await page.getByRole('checkbox', { name: 'Léa Martin' }).check();
    expect(await page.getByText('Zoé Durand').count()).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Compléter sa fiche' }).click();
    await page.waitForURL('**/crm/contacts/new*');
    await page.getByLabel(/^Nom(?! du)/).waitFor();
    expect(await page.getByLabel(/^Nom(?! du)/).inputValue()).toBe('Martin');
  });
});
