import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousFaults } from './axe.ts';
import { screens } from './browser.ts';
import { journey } from './journey.ts';

const administrator = { email: 'martine@exemple.fr', password: 'cheval agrafe pile' };

const there = journey(undefined, {});
const open = there.openAsStranger;

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Adresse e-mail').fill(administrator.email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(administrator.password);
  await page.keyboard.press('Enter');
  await page.locator('#main').waitFor();
}

/** Makes a record through the API, as the person signed in on the page; returns its id. */
async function create(page: Page, collection: string, values: object): Promise<string> {
  return await page.evaluate(
    async ([path, body]) => {
      const headers = { 'Content-Type': 'application/json' };
      const answer = await fetch(`/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return (await answer.json()).id;
    },
    [collection, values] as const,
  );
}

const focusedText = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '');

describe('the first visit', () => {
  test('sets the company up, naming what is missing, and shows where to begin', async () => {
    const page = await open('/');
    await page.waitForURL('**/setup');
    await page.getByRole('button', { name: 'Créer mon espace' }).click();
    expect(await focused(page)).toBe('company');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByLabel('Nom de votre entreprise').fill('Durand & Fils');
    await page.getByLabel('Votre nom').fill('Martine Durand');
    await page.getByLabel('Adresse e-mail').fill(administrator.email);
    await page.getByLabel('Mot de passe', { exact: true }).fill(administrator.password);
    await page.getByRole('button', { name: 'Créer mon espace' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bonjour Martine' }).waitFor();
    await page.goto(`${there.carnet.url}/setup`);
    await page.getByRole('heading', { level: 1, name: 'Bonjour Martine' }).waitFor();
  });
});

describe('signing in', () => {
  test('says that a password is wrong, then leads back to the page that was wanted', async () => {
    const page = await open('/crm/contacts');
    await page.waitForURL('**/sign-in?back=**');
    await page.getByLabel('Adresse e-mail').fill(administrator.email);
    await page.getByLabel('Mot de passe', { exact: true }).fill('autre chose');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').textContent()).toMatch(/mot de passe/i);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByLabel('Mot de passe', { exact: true }).fill(administrator.password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/crm/contacts');
  });

  test('never leads out of the application', async () => {
    const page = await open('/sign-in?back=//exemple.org/');
    await signIn(page);
    await page.getByRole('heading', { level: 1, name: /^Bonjour/ }).waitFor();
    expect(new URL(page.url()).origin).toBe(there.carnet.url);
  });

  test('ends with the menu, and everything asks for it again', async () => {
    const page = await open('/operations');
    await signIn(page);
    await page.getByRole('button', { name: 'Menu de Martine Durand' }).click();
    await page.getByRole('menuitem', { name: 'Se déconnecter' }).click();
    await page.waitForURL('**/sign-in');
    await page.goto(`${there.carnet.url}/crm/accounts`);
    await page.waitForURL('**/sign-in?back=**');
  });
});

describe('finding one’s way', () => {
  test('follows Application > CRM > Compte in the navigation bar, by mouse and by keyboard alone (F42)', async () => {
    const page = await open('/operations');
    await signIn(page);
    const bar = page.getByRole('navigation', { name: 'Navigation principale' });
    await bar.getByRole('button', { name: 'Application' }).click();
    await page.getByRole('menuitem', { name: 'CRM' }).click();
    await page.getByRole('menuitem', { name: 'Compte', exact: true }).click();
    await page.waitForURL('**/crm/accounts');
    expect(await bar.getByRole('listitem').allTextContents()).toEqual(['Application', 'CRM', 'Comptes']);

    await bar.getByRole('button', { name: 'Application' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'CRM' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await expect.poll(() => focusedText(page)).toBe('CRM');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => focusedText(page)).toBe('Compte');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focusedText(page)).toBe('Contact');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/crm/contacts');
  });

  test('skips to the main content (F40), and puts the focus there on a new page', async () => {
    const page = await open('/operations');
    await signIn(page);
    await page.reload();
    await page.locator('#main').waitFor();
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('Passer au contenu principal');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('main');
    await page.getByRole('navigation', { name: 'Rubriques' }).getByRole('link', { name: 'Import' }).click();
    await page.waitForURL('**/import');
    await expect
      .poll(() => page.evaluate(() => document.querySelector('main')?.contains(document.activeElement)))
      .toBe(true);
  });

  test('says inside the frame that an address leads nowhere', async () => {
    const page = await open('/nulle-part');
    await signIn(page);
    await page.getByRole('heading', { name: 'Page introuvable' }).waitFor();
    await page.getByRole('link', { name: 'Revenir à l’accueil' }).click();
    await page.getByRole('heading', { level: 1, name: /^Bonjour/ }).waitFor();
  });
});

describe('the palette', () => {
  test('finds a record by any form of its number and opens it, by keyboard alone', async () => {
    const page = await open('/operations');
    await signIn(page);
    const account = await create(page, 'accounts', { legalName: 'Commune de Saint-Étienne' });
    const contact = await create(page, 'contacts', { lastName: 'Moreau', account, phone: '06 28 23 04 55' });
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: 'Rechercher ou lancer une commande' });
    await field.fill('+33628230455');
    await page.getByRole('option', { name: /Moreau/ }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/crm/contacts/${contact}`);

    await page.keyboard.press('Control+k');
    await field.fill('st etienne');
    await page.getByRole('option', { name: /^Commune de Saint-Étienne/ }).waitFor();
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'hidden' });
  });

  test('runs a command', async () => {
    const page = await open('/operations');
    await signIn(page);
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: 'Rechercher ou lancer une commande' }).fill('nouveau contact');
    await page.getByRole('option', { name: 'Nouveau contact' }).click();
    await page.waitForURL('**/crm/contacts/new');
  });

  test('says that nothing matches', async () => {
    const page = await open('/operations');
    await signIn(page);
    await page.getByRole('button', { name: 'Rechercher' }).click();
    await page.getByRole('combobox').fill('zzzzzz');
    await page.getByText('Rien ne correspond à « zzzzzz ».').waitFor();
  });
});

describe('one’s own menu', () => {
  test('changes the language, which stays with the person', async () => {
    const page = await open('/operations');
    await signIn(page);
    await page.getByRole('button', { name: 'Menu de Martine Durand' }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
    const elsewhere = await open('/operations');
    await signIn(elsewhere);
    await elsewhere.getByRole('navigation', { name: 'Main navigation' }).waitFor();
    await elsewhere.getByRole('button', { name: /Martine Durand/ }).click();
    await elsewhere.getByRole('menuitemradio', { name: 'Français' }).click();
    await elsewhere.getByRole('navigation', { name: 'Navigation principale' }).waitFor();
  });

  test('changes to dark at once, and the next visit begins dark', async () => {
    const page = await open('/operations', { colorScheme: 'light' });
    await signIn(page);
    const scheme = (): Promise<string | undefined> =>
      page.evaluate(() => document.documentElement.dataset.mantineColorScheme);
    expect(await scheme()).toBe('light');
    await page.getByRole('button', { name: 'Menu de Martine Durand' }).click();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('menuitemradio', { name: 'Sombre' }).click();
    await expect.poll(scheme).toBe('dark');
    await page.reload({ waitUntil: 'commit' });
    await expect.poll(scheme).toBe('dark');
  });

  test('lists the shortcuts, which « ? » does too', async () => {
    const page = await open('/operations');
    await signIn(page);
    await page.keyboard.press('?');
    await page
      .getByRole('dialog', { name: 'Raccourcis clavier' })
      .getByText('Rechercher ou lancer une commande')
      .waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });
});

describe.each(['light', 'dark'] as const)('on a phone, %s', (colorScheme) => {
  test('every place is under the thumb, and axe finds nothing serious', async () => {
    const page = await open('/operations', { viewport: screens.phone, colorScheme, hasTouch: true, isMobile: true });
    await signIn(page);
    const bar = page.getByRole('navigation', { name: 'Accès rapide' });
    await bar.getByRole('link', { name: 'Contacts' }).tap();
    await page.waitForURL('**/crm/contacts');
    await bar.getByRole('button', { name: 'Créer' }).tap();
    await page.getByRole('menuitem', { name: 'Nouveau compte' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await bar.getByRole('button', { name: 'Menu' }).tap();
    await page.getByRole('dialog').getByRole('link', { name: 'Opérations' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('link', { name: 'Opérations' }).tap();
    await page.waitForURL('**/operations');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(screens.phone.width);
  });
});

describe('a lost server', () => {
  test('is told for as long as it lasts', async () => {
    const page = await open('/operations');
    await signIn(page);
    const banner = page.getByText('Connexion au serveur perdue', { exact: false });
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await page.context().setOffline(true);
    await page.getByRole('combobox').fill('durand');
    await banner.waitFor();
    await page.context().setOffline(false);
    await banner.waitFor({ state: 'hidden', timeout: 40_000 });
  });
});
