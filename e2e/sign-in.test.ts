import { generate } from 'otplib';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { providerClient, startProvider } from '../src/server/testing/identity-provider.ts';
import { seriousFaults } from './axe.ts';
import { journey } from './journey.ts';
import { withAdministrator } from './record-fixture.ts';

// The provider of the third journey is on this machine.
const there = journey(undefined, { ...withAdministrator, CARNET_ALLOWED_HOSTS: '127.0.0.1' });
const password = () => withAdministrator.CARNET_ADMIN_PASSWORD ?? '';

/** Gives the browser of a page an authenticator that checks its holder, as a telephone does. */
async function addAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function firstStep(page: Page): Promise<void> {
  await page.getByLabel('Adresse e-mail').fill(withAdministrator.CARNET_ADMIN_EMAIL ?? '');
  await page.getByLabel('Mot de passe', { exact: true }).fill(password());
  await page.keyboard.press('Enter');
}

/** Proves in the dialog that it is oneself. */
async function prove(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Confirmez que c’est vous' });
  await dialog.getByLabel('Mot de passe', { exact: true }).fill(password());
  await page.keyboard.press('Enter');
}

test('codes are set up with a square and a first code; then a code is asked for, and a used one is refused', async () => {
  const page = await there.open('/settings/account');
  await page.getByRole('button', { name: 'Configurer' }).click();
  await prove(page);
  await page.getByRole('img', { name: 'Carré à scanner' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  const secret = ((await page.getByRole('dialog').locator('code').textContent()) ?? '').replace(/\s/g, '');
  const used = await generate({ secret });
  await page.getByLabel('Code affiché par l’application').fill(used);
  const codes = page.getByRole('list', { name: 'Vos codes de secours' }).getByRole('listitem');
  await codes.first().waitFor();
  const backup = (await codes.allTextContents())[0] ?? '';
  await page.getByRole('button', { name: 'Je les ai gardés' }).click();
  await page.getByText('Il vous reste 10 codes de secours.').waitFor();

  const elsewhere = await there.openAsStranger('/crm/contacts');
  await firstStep(elsewhere);
  await elsewhere.getByLabel('Code de votre application').fill(used);
  await elsewhere.getByText('il a déjà servi').waitFor();
  expect(await seriousFaults(elsewhere)).toEqual([]);
  await elsewhere.getByRole('button', { name: 'Utiliser un code de secours' }).click();
  await elsewhere.getByLabel('Code de secours').fill(backup);
  await elsewhere.keyboard.press('Enter');
  await elsewhere.waitForURL('**/crm/contacts');

  await page.getByRole('button', { name: 'Désactiver' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Désactiver' }).click();
  await page.getByText('Pas encore configurée.').waitFor();
});

test('a passkey is made and named, then signs in by itself where it is offered', async () => {
  // By its name: a passkey is made for no address of numbers.
  const named = there.carnet.url.replace('127.0.0.1', 'localhost');
  const page = await there.openAsStranger(`${named}/settings/account`);
  await addAuthenticator(page);
  await firstStep(page);
  await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
  await prove(page);
  await page.getByRole('textbox', { name: 'Nom de la clé' }).fill('Portable de bureau');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByRole('cell', { name: 'Portable de bureau', exact: true }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.context().clearCookies();
  // Offered where the address is typed: this authenticator takes what it is offered.
  await page.goto(`${named}/sign-in?back=/operations`);
  await page.waitForURL('**/operations');
});

test('the company’s provider is set, and someone it knows comes in by its button to the page they wanted', async () => {
  const provider = await startProvider(`${there.carnet.url}/api/v1/session/single-sign-on/callback`);
  try {
    const page = await there.open('/settings/single-sign-on');
    await page.getByLabel('Adresse du fournisseur (issuer)').fill(provider.issuer);
    await page.getByRole('button', { name: 'Vérifier' }).click();
    await page.getByText(`Le fournisseur répond : ${provider.issuer}`).waitFor();
    await page.getByLabel('Identifiant du client').fill(providerClient.id);
    await page.getByLabel('Secret du client', { exact: true }).fill(providerClient.secret);
    await page.getByLabel('Créer les utilisateurs inconnus').check();
    await page.getByLabel('Leur rôle').selectOption({ label: 'Commercial' });
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('La connexion unique est enregistrée.').waitFor();

    provider.person = { sub: 'zoe', email: 'zoe@exemple.fr', email_verified: true, name: 'Zoé Lambert' };
    const stranger = await there.openAsStranger('/crm/contacts');
    await stranger.getByRole('link', { name: 'Se connecter avec mon entreprise' }).click();
    await stranger.waitForURL('**/crm/contacts');
    await stranger.getByRole('button', { name: 'Menu de Zoé Lambert' }).waitFor();
  } finally {
    await provider.close();
  }
});
