import { describe, expect, test } from 'vitest';
import { seriousFaults } from './axe.ts';
import { screens } from './browser.ts';
import { journey } from './journey.ts';
import { call } from './record-fixture.ts';

const there = journey();
const { open } = there;

describe.each([
  ['desk', screens.desk],
  ['phone', screens.phone],
] as const)('on a %s, the API keys', (_name, viewport) => {
  test('are made, shown once, listed and revoked', async () => {
    const page = await open('/settings/api-keys', { viewport });
    await page.getByRole('button', { name: 'Créer une clé' }).click();
    const dialog = page.getByRole('dialog', { name: 'Créer une clé' });
    await dialog.getByRole('textbox', { name: /À quoi sert-elle/ }).fill('Standard');
    await dialog.getByRole('button', { name: 'Créer', exact: true }).click();
    const key = await dialog.getByRole('textbox', { name: 'Votre nouvelle clé' }).inputValue();
    expect(key).toMatch(/^carnet_[A-Za-z0-9_-]{43}$/);
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Je l’ai copiée' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('cell', { name: 'Standard', exact: true }).waitFor();
    expect(await page.content()).not.toContain(key);
    expect(await seriousFaults(page)).toEqual([]);
    const works = await fetch(`${there.carnet.url}/api/v1/me`, { headers: { authorization: `Bearer ${key}` } });
    expect(works.status).toBe(200);
    await page.getByRole('button', { name: 'Révoquer Standard' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Révoquer' }).click();
    await page.getByText('Aucune clé').waitFor();
    await expect
      .poll(
        async () =>
          (await fetch(`${there.carnet.url}/api/v1/me`, { headers: { authorization: `Bearer ${key}` } })).status,
      )
      .toBe(401);
  });
});

test('the backup says what is in it and, once it was taken, when and by whom', async () => {
  const page = await open('/settings/backup');
  await page.getByText('Aucune sauvegarde n’a encore été téléchargée d’ici.').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Télécharger la sauvegarde' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^carnet-\d{4}-\d{2}-\d{2}\.tar\.gz$/);
  await page.getByText(/Dernière sauvegarde téléchargée d’ici/).waitFor();
});

test('custom fields are put in order by keyboard, and the button that was pressed keeps the focus', async () => {
  const page = await open('/settings/records/account');
  for (const fr of ['Étage', 'Quai', 'Gardien'])
    await call(page, 'POST', 'settings/records/account/fields', { type: 'text', label: { fr }, section: 'details' });
  await page.reload();
  const shown = async () =>
    (await page.getByRole('button', { name: /^(Étage|Quai|Gardien)$/ }).allTextContents()).join(' ');
  await page.getByRole('button', { name: 'Monter Gardien' }).waitFor();
  expect(await shown()).toBe('Étage Quai Gardien');
  await page.getByRole('button', { name: 'Monter Gardien' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(shown).toBe('Étage Gardien Quai');
  await page.keyboard.press('Enter');
  await expect.poll(shown).toBe('Gardien Étage Quai');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await expect.poll(focused).toBe('Descendre Gardien');
  expect(await page.getByRole('button', { name: 'Monter Gardien' }).isDisabled()).toBe(true);
  expect(await seriousFaults(page)).toEqual([]);
});

test('someone invited by link chooses a password and is in; the administrator sees as them, and leaves', async () => {
  const email = 'claire.petit@exemple.fr';
  const page = await open('/settings/users');
  await page.getByRole('button', { name: 'Inviter', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Inviter des personnes' });
  await dialog.getByRole('textbox', { name: /Adresses e-mail/ }).fill(`Claire Petit <${email}>`);
  await dialog.getByRole('combobox', { name: 'Rôle' }).click();
  await page.getByRole('option', { name: 'Commercial', exact: true }).click();
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Inviter', exact: true }).click();
  const link = await dialog.getByRole('textbox', { name: `Lien pour ${email}` }).inputValue();
  await dialog.getByRole('button', { name: 'Terminé' }).click();
  await page.getByText('Invité', { exact: true }).first().waitFor();

  const guest = await there.openAsStranger(link, { viewport: screens.phone });
  await guest.getByText(email).waitFor();
  await guest.getByRole('textbox', { name: 'Mot de passe' }).fill('une phrase que Claire connaît');
  expect(await seriousFaults(guest)).toEqual([]);
  await guest.getByRole('button', { name: 'Choisir ce mot de passe' }).click();
  await guest.waitForURL(({ pathname }) => pathname !== '/welcome');
  await guest.getByRole('navigation').first().waitFor();
  await guest.goto(link);
  await guest.getByText('Lien non valable').waitFor();

  await page.reload();
  await page
    .getByRole('row', { name: new RegExp(email) })
    .getByRole('button', { name: /^Actions pour/ })
    .click();
  await page.getByRole('menuitem', { name: 'Voir comme' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Voir comme' }).click();
  const banner = page.getByRole('region', { name: 'Vous voyez Carnet comme Claire Petit, en lecture seule.' });
  await banner.waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(await call(page, 'POST', 'accounts', { legalName: 'Non' }).catch((error) => String(error))).toContain(
    'viewing-as',
  );
  await banner.getByRole('button', { name: 'Quitter' }).click();
  await page.getByRole('heading', { level: 1, name: 'Utilisateurs' }).waitFor();
  expect(await banner.count()).toBe(0);
});
