import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { screens } from './browser.ts';
import { journey } from './journey.ts';

const there = journey(undefined, {});

/** A page that counts every click made on it, those that lead elsewhere included. */
async function countingPage(): Promise<{ page: Page; clicks: () => number }> {
  const context = await there.browser.newContext({ viewport: screens.desk, locale: 'fr-FR' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  let count = 0;
  await page.exposeFunction('countClick', () => {
    count++;
  });
  await page.addInitScript(() => {
    document.addEventListener(
      'pointerdown',
      () => (globalThis as unknown as { countClick: () => void }).countClick(),
      true,
    );
  });
  return { page, clicks: () => count };
}

test('makes an account and a contact linked to it in at most 12 clicks from a fresh set-up, and finds both (F80)', async () => {
  const { page, clicks } = await countingPage();
  await page.goto(there.carnet.url);
  await page.waitForURL('**/setup');
  await page.locator('#company').click();
  await page.keyboard.type('Exemple SAS');
  await page.getByLabel('Votre nom').click();
  await page.keyboard.type('Martine Noël');
  await page.getByLabel('Adresse e-mail').click();
  await page.keyboard.type('martine@exemple.fr');
  await page.getByLabel('Mot de passe', { exact: true }).click();
  await page.keyboard.type('cheval agrafe pile');
  await page.getByRole('button', { name: 'Créer mon espace' }).click();
  await page.getByRole('heading', { level: 1, name: 'Bonjour Martine' }).waitFor();
  await page
    .getByRole('button', { name: 'Nouveau compte' })
    .or(page.getByRole('link', { name: 'Nouveau compte' }))
    .first()
    .click();
  await page.getByLabel(/^Raison sociale/).fill('Menuiserie Brunet');
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
  await page.getByRole('heading', { name: 'Menuiserie Brunet' }).waitFor();
  await page.getByRole('tab', { name: /^Contact/ }).click();
  await page.getByRole('tabpanel').getByRole('button', { name: 'Ajouter', exact: true }).first().click();
  await page.getByRole('menuitem', { name: /Créer/ }).click();
  await page.getByRole('textbox', { name: 'Nom (obligatoire)', exact: true }).fill('Lefèvre');
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
  await page.getByText('« Lefèvre » a été ajouté.').waitFor();
  expect(clicks()).toBeLessThanOrEqual(12);
  expect(clicks()).toBeGreaterThan(5);
  await page.goto(`${there.carnet.url}/crm/contacts`);
  await page.getByRole('row', { name: /Lefèvre.*Menuiserie Brunet/ }).waitFor();
  await page.context().close();
});

test('shows in an open list what another person makes, without a reload', async () => {
  const context = await there.browser.newContext({ viewport: screens.desk, locale: 'fr-FR' });
  const [watching, writing] = [await context.newPage(), await context.newPage()];
  await watching.goto(there.carnet.url);
  const post = (path: string, body: object) =>
    writing.evaluate(
      async ([address, values]) =>
        (
          await fetch(address, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(values),
          })
        ).status,
      [`/api/v1/${path}`, body] as const,
    );
  await writing.goto(`${there.carnet.url}/sign-in`);
  await post('session', { email: 'martine@exemple.fr', password: 'cheval agrafe pile' });
  const listening = watching.waitForResponse((response) => response.url().endsWith('/api/v1/live'));
  await watching.goto(`${there.carnet.url}/crm/accounts`);
  await Promise.all([watching.getByRole('row', { name: /Menuiserie Brunet/ }).waitFor(), listening]);
  expect(await post('accounts', { legalName: 'Ateliers du Rhône' })).toBe(201);
  await watching.getByRole('row', { name: /Ateliers du Rhône/ }).waitFor({ timeout: 10_000 });
  await context.close();
});
