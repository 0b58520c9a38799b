import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { startCarnet } from './carnet.ts';
import { journey } from './journey.ts';
import { focusSaid, goTo, pressOn, typeIn } from './keys.ts';
import { createCompany } from './record-fixture.ts';

const there = journey(createCompany);
const { open } = there;

const said = (page: Page) => expect.poll(() => focusSaid(page));

/** No pointer is ever used here: what a journey needs is reached with keys, and the focus is never lost on the way. */
describe('by keyboard alone', () => {
  test('from the set-up to a first account with its contact, signed out and in again', async () => {
    const own = await startCarnet();
    try {
      const page = await there.openAsStranger(own.url);
      await page.waitForURL('**/setup');
      await typeIn(page, /^input .*entreprise/i, 'Exemple SAS');
      await typeIn(page, /^input Votre nom/, 'Martine Durand');
      await typeIn(page, /^input Adresse e-mail/, 'martine@exemple.fr');
      await typeIn(page, /^input Mot de passe/, 'cheval agrafe pile');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Bonjour Martine' }).waitFor();

      await pressOn(page, /^a Comptes/, { key: 'Shift+Tab' });
      await page.waitForURL('**/crm/accounts');
      await page.getByRole('heading', { level: 1, name: 'Comptes' }).waitFor();
      await page.keyboard.press('n');
      await page.waitForURL('**/crm/accounts/new');
      await said(page).toMatch(/^input Raison sociale/);
      await page.keyboard.type('Menuiserie Brunet');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('heading', { name: 'Menuiserie Brunet' }).waitFor();

      await goTo(page, /^tab Général/);
      await goTo(page, /^tab Contact/, { key: 'ArrowRight', most: 20 });
      await page.getByRole('tabpanel').getByRole('button', { name: 'Ajouter', exact: true }).first().waitFor();
      await pressOn(page, /^button Ajouter$/);
      await said(page).toMatch(/^menuitem/);
      await pressOn(page, /^menuitem Créer/, { key: 'ArrowDown', most: 5 });
      await page.waitForURL('**/crm/contacts/new?**');
      await typeIn(page, /^input Nom\*? ?\(obligatoire\)/, 'Lefèvre');
      await page.keyboard.press('Control+Enter');
      await page.getByText('« Lefèvre » a été ajouté.').waitFor();

      await pressOn(page, /^button Menu de Martine Durand/);
      await said(page).toMatch(/^menuitem/);
      await pressOn(page, /^menuitem Se déconnecter/, { key: 'ArrowDown', most: 12 });
      await page.waitForURL('**/sign-in**');
      await typeIn(page, /^input Adresse e-mail/, 'martine@exemple.fr');
      await typeIn(page, /^input Mot de passe/, 'cheval agrafe pile');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Bonjour Martine' }).waitFor();
    } finally {
      await own.remove();
    }
  });

  test('a list is searched, filtered, sorted, chosen from, changed in its place, and its columns with it', async () => {
    const page = await open('/crm/contacts');
    await page.locator('[data-row="1"] [data-open]').first().waitFor();
    await pressOn(page, /^button Filtrer/);
    await said(page).toMatch(/champ/i);
    await page.keyboard.type('fonction');
    await page.getByRole('option', { name: 'Fonction', exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: 'Comptabilité' }).waitFor();
    await page.keyboard.type('compta');
    await page.keyboard.press('Enter');
    await page.waitForURL(/filter=/);
    await page.getByText('1 résultat', { exact: false }).first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await said(page).toMatch(/^button 1 filtre|^button Filtre/);
    await pressOn(page, /^button Retirer le filtre/);
    await page.getByText('2 résultats').first().waitFor();

    await goTo(page, /^columnheader|^gridcell|^rowheader/);
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowRight');
    await said(page).toBe('columnheader Nom');
    await page.keyboard.press('Enter');
    await page.waitForURL(/sort=-lastName/);
    await page.keyboard.press('Alt+ArrowDown');
    await said(page).toMatch(/^menuitem/);
    await pressOn(page, /^menuitem Déplacer à droite/, { key: 'ArrowDown', most: 12 });
    await page.waitForURL(/columns=firstName%2ClastName/);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[role="grid"]') !== null)).toBe(true);

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press(' ');
    await page.getByText('1 fiche sélectionnée').waitFor();
    await page.keyboard.press('Shift+F10');
    await said(page).toMatch(/^menuitem Ouvrir/);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[data-row]') !== null)).toBe(true);
    await pressOn(page, /^button Exporter/);
    await said(page).toMatch(/^menuitem CSV/);
    await page.keyboard.press('Escape');
    await said(page).toMatch(/^button Exporter/);
    await pressOn(page, /^button .*sélection/i);
    await page.getByRole('toolbar').waitFor({ state: 'detached' });
    // What was pressed is gone: the focus goes back to the list.
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[role="grid"]') !== null)).toBe(true);

    await page.keyboard.press('Home');
    const mobile = Number(
      await page.getByRole('columnheader', { name: 'Mobile', exact: true }).getAttribute('data-head'),
    );
    for (let column = 0; column < mobile; column++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('F2');
    await said(page).toBe('input Mobile');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('07 11 22 33 44');
    await page.keyboard.press('Enter');
    await page.getByText('07 11 22 33 44').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[data-row]') !== null)).toBe(true);

    await pressOn(page, /^button Colonnes/, { key: 'Shift+Tab' });
    await said(page).toMatch(/^input .*colonne/i);
    await page.keyboard.type('fax');
    await goTo(page, /^input Fax/, { most: 4 });
    await page.keyboard.press(' ');
    await page.getByRole('columnheader', { name: 'Fax', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await said(page).toMatch(/^button Colonnes/);
    await pressOn(page, /^button Vue/, { key: 'Shift+Tab' });
    await said(page).toMatch(/^menuitem/);
    await pressOn(page, /^menuitem Enregistrer comme/, { key: 'ArrowDown', most: 8 });
    await said(page).toMatch(/^input Nom de la vue/);
    await page.keyboard.type('Au clavier');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Vue.*Au clavier/ }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => focusSaid(page)).not.toBe('');
  });

  test('a record is read tab by tab, changed, given up, and given back from its trail', async () => {
    const page = await open(`/crm/contacts/${there.prepared.paul}`);
    await page.getByRole('tab').first().waitFor();
    await pressOn(page, /^button Modifier : Nom$/);
    await said(page).toMatch(/^input Nom/);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Brunet-Martin');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Paul Brunet-Martin' }).waitFor();
    await said(page).toMatch(/^button Modifier : Nom$/);

    await pressOn(page, /^button Modifier$/, { key: 'Shift+Tab' });
    await page.getByRole('form', { name: 'Modification de la fiche' }).waitFor();
    await said(page).toMatch(/^(input|button|textarea) /);
    await goTo(page, /^input Prénom/);
    await page.keyboard.press('End');
    await page.keyboard.type('-Émile');
    await page.keyboard.press('Escape');
    await said(page).toMatch(/^button /);
    await pressOn(page, /^button Abandonner/, { most: 6 });
    await page.getByRole('form', { name: 'Modification de la fiche' }).waitFor({ state: 'detached' });
    await said(page).not.toBe('');

    await goTo(page, /^tab Informations générales/);
    await goTo(page, /^tab Système/, { key: 'ArrowRight', most: 20 });
    await page.getByText('Modifié par').first().waitFor();
    await pressOn(page, /^button Outil/, { key: 'Shift+Tab' });
    await said(page).toMatch(/^menuitem/);
    await pressOn(page, /^menuitem Audit Trail/, { key: 'ArrowDown', most: 8 });
    await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    await pressOn(page, /^button Restaurer cette valeur : Nom/);
    await page.getByRole('heading', { name: 'Paul Brunet', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await said(page).toMatch(/^button Outil/);

    await goTo(page, /^link|^a Menuiserie Brunet/);
    await goTo(page, /^button .*Ajouter/);
  });

  test('a file is brought in', async () => {
    const page = await open('/import?record=account');
    // Asked for early: the browser has to be told before the key is pressed.
    const opening = page.waitForEvent('filechooser');
    await pressOn(page, /^button Choisir un fichier/);
    const chooser = await opening;
    const file = 'Raison sociale;Ville\r\nAu Clavier SARL;Lyon\r\n';
    await chooser.setFiles({ name: 'comptes.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
    await page.getByRole('button', { name: 'Vérifier le fichier' }).waitFor();
    await said(page).not.toBe('');
    await pressOn(page, /^button Vérifier le fichier/);
    await page
      .getByRole('button', { name: /^Importer/ })
      .last()
      .waitFor();
    await pressOn(page, /^button Importer/);
    await page.getByText('Import terminé').waitFor();
    await said(page).not.toBe('');
    await goTo(page, /^a .*Au Clavier SARL|^tab Créées/);
  });

  test('a custom field is made, a role, a user of it', async () => {
    const page = await open('/operations');
    await pressOn(page, /^a Paramètres/);
    await page.waitForURL('**/settings**');
    await page.getByRole('button', { name: 'Ajouter un champ' }).waitFor();
    await pressOn(page, /^a Contact$/);
    await page.waitForURL('**/settings/records/contact');
    await pressOn(page, /^button Ajouter un champ/);
    await page.getByRole('dialog').waitFor();
    await said(page).not.toBe('');
    await pressOn(page, /^button Texte/);
    await typeIn(page, /^input (Nom|Libellé|Intitulé)/, 'Club d’entreprises', { most: 6 });
    await pressOn(page, /^button (Ajouter|Créer|Enregistrer)/);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Club d’entreprises/ }).waitFor();
    await said(page).not.toBe('');

    // The menu of the settings, not the place of the same name at the left.
    await pressOn(page, /^a Rôles/, { key: 'Shift+Tab' });
    await page.waitForURL('**/settings/roles');
    await pressOn(page, /^button Ajouter un rôle/);
    await page.waitForURL('**/settings/roles/*-*');
    await goTo(page, /^input Nom/);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Standard téléphonique');
    await pressOn(page, /^button Enregistrer/, { most: 300 });
    await page.getByRole('heading', { name: 'Standard téléphonique' }).waitFor();

    // The page of the settings first, then the list at the left.
    await pressOn(page, /^a Utilisateurs$/, { key: 'Shift+Tab' });
    await page.waitForURL('**/settings/users');
    await page.keyboard.press('Shift+Tab');
    await pressOn(page, /^a Utilisateurs$/, { key: 'Shift+Tab' });
    await page.waitForURL('**/crm/users**');
    await page.getByRole('button', { name: 'Nouvel utilisateur' }).waitFor();
    await page.keyboard.press('n');
    await page.waitForURL('**/crm/users/new');
    await said(page).toMatch(/^input/);
    await page.keyboard.type('Nadia Petit');
    await typeIn(page, /^input .*E-mail/, 'nadia@exemple.fr');
    await typeIn(page, /^(combobox|input) Rôle/, 'standard');
    // Not waited for: Enter takes what was typed once it is found.
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByLabel(/^Rôle/).inputValue()).toBe('Standard téléphonique');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Nadia Petit' }).waitFor();
  });

  test('anything is found and any command run', async () => {
    const page = await open('/operations');
    await page.keyboard.press('Control+k');
    await said(page).toMatch(/Rechercher/);
    await page.keyboard.type('lefevre');
    // Enter is pressed before the answer is there: it waits for it, and opens what the words meant.
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/crm/contacts/${there.prepared.anne}`);
    await page.getByRole('heading', { name: 'Anne Lefèvre' }).waitFor();
    await said(page).not.toBe('');
    await page.keyboard.press('Control+k');
    await said(page).toMatch(/Rechercher/);
    await page.keyboard.type('nouveau compte');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/crm/accounts/new');
    await said(page).toMatch(/^input Raison sociale/);
    await page.keyboard.press('Control+k');
    await said(page).toMatch(/Rechercher/);
    await page.keyboard.press('Escape');
    await said(page).toMatch(/^input Raison sociale/);
  });
});
