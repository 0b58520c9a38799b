import { expect, test } from 'vitest';
import { seriousFaults } from './axe.ts';
import { screens } from './browser.ts';
import { journey } from './journey.ts';
import { call } from './record-fixture.ts';

const password = 'une phrase pour le portail';

const there = journey(async (page) => {
  await call(page, 'PUT', 'settings/portal', { enabled: true, profiles: { standard: ['contact', 'site'] } });
  const account = await call(page, 'POST', 'accounts', { legalName: 'Ateliers Morvan', roles: ['client'] });
  const contact = (values: object) => call(page, 'POST', 'contacts', { account: account.id, ...values });
  await contact({ lastName: 'Bernard', firstName: 'Claire', email: 'claire@exemple.fr', mobile: '06 12 34 56 78' });
  await contact({ lastName: 'Sansmail', firstName: 'Luc' });
  const hidden = await contact({ lastName: 'Cache', firstName: 'Zoé' });
  const links = await call<{ items: { id: string; version: number }[] }>(
    page,
    'GET',
    `account-contacts?filter=${encodeURIComponent(JSON.stringify({ field: 'contact', op: 'equals', value: hidden.id }))}`,
  );
  await page.evaluate(async ({ id, version }) => {
    await fetch(`/api/v1/account-contacts/${id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'if-match': `"${version}"` },
      body: JSON.stringify({ hideFromCrm: true }),
    });
  }, links.items[0] ?? { id: '', version: 0 });
  return { hidden: hidden.id };
});

test('contacts become collaborators from a selection; one is invited, searches the portal and finds none that is hidden (F103, F104, F112, F114)', async () => {
  const page = await there.open('/crm/contacts');
  await page
    .getByRole('checkbox', { name: /Tout|Select/i })
    .first()
    .click();
  await page.getByRole('grid').getByText('Bernard').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Créer des collaborateurs externes' }).click();
  const dialog = page.getByRole('dialog', { name: /^Créer des collaborateurs externes/ });
  await dialog.getByRole('radio', { name: /^Lien d’invitation/ }).check();
  await dialog.getByText('Pas d’e-mail : 2').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Créer (1)' }).click();
  await dialog.getByText('1 créé, 2 laissés de côté').waitFor();
  await dialog.getByRole('button', { name: 'Afficher les accès (1)' }).click();
  const link = await dialog.getByRole('textbox', { name: 'Lien de Claire Bernard' }).inputValue();

  const visitor = await there.openAsStranger(link, { viewport: screens.phone });
  await visitor.getByRole('heading', { name: 'Bienvenue' }).waitFor();
  expect(await seriousFaults(visitor)).toEqual([]);
  await visitor.getByLabel('Mot de passe', { exact: true }).fill(password);
  await visitor.getByRole('button', { name: 'Choisir ce mot de passe' }).click();
  const search = visitor.getByRole('searchbox', { name: 'Rechercher' });
  await search.fill('ber');
  await visitor.getByRole('link', { name: /^Claire Bernard/ }).click();
  await visitor.getByRole('heading', { name: 'Claire Bernard' }).waitFor();
  await visitor.getByRole('link', { name: '06 12 34 56 78' }).waitFor();
  expect(await seriousFaults(visitor)).toEqual([]);
  await visitor.getByRole('link', { name: 'Ateliers Morvan' }).click();
  await visitor.getByRole('link', { name: 'Luc Sansmail' }).waitFor();
  expect(await visitor.getByText('Cache').count()).toBe(0);
  await visitor.getByRole('link', { name: 'Rechercher' }).click();
  await visitor.getByRole('link', { name: /^Claire Bernard/ }).waitFor();
  expect(await search.inputValue()).toBe('ber');
  await visitor.goto(`${there.carnet.url}/portail/fiche/contacts/${there.prepared.hidden}`);
  await visitor.getByRole('heading', { name: 'Fiche introuvable' }).waitFor();
  // A session of the portal opens nothing of Carnet.
  await visitor.goto(`${there.carnet.url}/crm/contacts`);
  await visitor.getByRole('button', { name: 'Se connecter' }).waitFor();
  await visitor.goto(`${there.carnet.url}/portail`);

  await dialog.getByRole('button', { name: 'Tout annuler' }).click();
  await page.getByText('Tout a été annulé').waitFor();
  await expect
    .poll(() => visitor.evaluate(async () => (await fetch('/portail/api/session')).status), { timeout: 15_000 })
    .toBe(401);
  await visitor.getByRole('searchbox').fill('morvan');
  await visitor.getByText('Votre session est terminée. Connectez-vous de nouveau.').waitFor();
  await visitor.getByLabel('Adresse e-mail').fill('claire@exemple.fr');
  await visitor.getByLabel('Mot de passe', { exact: true }).fill(password);
  await visitor.getByRole('button', { name: 'Se connecter' }).click();
  await visitor.getByText('L’adresse e-mail ou le mot de passe n’est pas le bon.').waitFor();
});
