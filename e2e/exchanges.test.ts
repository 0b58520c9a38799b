import { expect, test } from 'vitest';
import { seriousFaults } from './axe.ts';
import { screens } from './browser.ts';
import { journey } from './journey.ts';
import { call, createCompany } from './record-fixture.ts';

const there = journey(async (page) => {
  const company = await createCompany(page);
  const deal = await call(page, 'POST', 'deals', {
    name: 'Escalier du musée',
    account: company.account,
    amount: '12500',
    probability: '40',
  });
  const dueAt = new Date(Date.now() - 3 * 86_400_000).toISOString();
  await call(page, 'POST', 'events', { kind: 'task', subject: 'Envoyer le métré', dueAt, account: company.account });
  return { ...company, deal: deal.id };
});
const { open } = there;

for (const [name, viewport] of Object.entries(screens))
  test(`an exchange is logged from the company’s page, found in its person’s too, and narrowed by kind, ${name} (F33, F49, F54, F55)`, async () => {
    const page = await open(`/crm/accounts/${there.prepared.account}?tab=timeline`, { viewport });
    await page.getByRole('button', { name: 'Action', exact: true }).click();
    const form = page.getByRole('dialog', { name: 'Nouvelle action' });
    await form.getByLabel('Objet').fill(`Point sur le devis, ${name}`);
    await form.getByLabel('Contact').fill('lefevre');
    await page.getByRole('option', { name: /Anne Lefèvre/ }).click();
    await form.getByRole('button', { name: 'Ajouter' }).click();
    const line = page.getByRole('listitem').filter({ hasText: `Point sur le devis, ${name}` });
    await line.getByText('par', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Visite', exact: true }).click();
    await page.getByText('Aucun échange ne correspond à ce filtre.').waitFor();
    await page.getByRole('button', { name: 'Appel', exact: true }).click();
    await line.getByRole('link', { name: 'Anne Lefèvre' }).click();
    await page.getByRole('heading', { level: 1, name: 'Anne Lefèvre' }).waitFor();
    await page.getByRole('tab', { name: 'Interactions' }).click();
    await line.waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });

test('what is late stays planned until it is marked done, on the page and on the home page (F34)', async () => {
  const page = await open('/');
  const day = page.getByRole('region', { name: 'Ma journée' });
  await day.getByRole('heading', { name: 'En retard' }).waitFor();
  await day.getByRole('link', { name: 'Menuiserie Brunet' }).click();
  await page.getByRole('tab', { name: 'Programmés' }).click();
  const line = page.getByRole('listitem').filter({ hasText: 'Envoyer le métré' });
  await line.getByText('En retard').waitFor();
  await line.getByRole('button', { name: /Marquer comme fait/ }).click();
  await page.getByText('Rien n’est programmé').waitFor();
  await page.goto(new URL('/', page.url()).href);
  await page.getByText('Rien de prévu aujourd’hui').waitFor();
  await page
    .getByRole('region', { name: 'Fiches récentes' })
    .getByRole('link', { name: 'Menuiserie Brunet' })
    .waitFor();
});

test('a contact is made from a deal with the short form: linked to it and to its company (F81, F83)', async () => {
  const page = await open(`/crm/deals/${there.prepared.deal}?tab=contacts`, { viewport: screens.phone });
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Créer : contact' }).click();
  const form = page.getByRole('dialog', { name: 'Nouveau contact' });
  await form.getByLabel('Fonction').waitFor();
  const asked = await form.locator('label').allTextContents();
  expect(asked.map((label) => label.split('*')[0]?.trim())).toEqual([
    'Nom',
    'Prénom',
    'Fonction',
    'Téléphone fixe',
    'Mobile',
    'E-mail',
  ]);
  await form.getByLabel('Nom', { exact: false }).first().fill('Ferrand');
  await form.getByRole('button', { name: 'Ajouter' }).click();
  await page.getByRole('link', { name: 'Ferrand' }).first().click();
  await page.getByText('Origine').locator('xpath=..').getByText('Affaire').waitFor();
  await page.getByRole('heading', { level: 1, name: 'Ferrand' }).waitFor();
  await page.getByRole('link', { name: 'Menuiserie Brunet' }).first().waitFor();
  await page.getByRole('tab', { name: /^Affaire/ }).click();
  await page.getByRole('link', { name: 'Escalier du musée' }).first().waitFor();
});
