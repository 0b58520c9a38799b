import { describe, expect, test } from 'vitest';
import { seriousFaults } from './axe.ts';
import { screens } from './browser.ts';
import { journey } from './journey.ts';
import { call, createCompany } from './record-fixture.ts';

/** Anne receives the invoices of the workshop, Paul those of every site, and has no e-mail there. */
const there = journey(async (page) => {
  const company = await createCompany(page);
  const { items } = await call<{ items: { id: string; version: number; contact: string }[] }>(
    page,
    'GET',
    'account-contacts',
  );
  const tick = async (contact: string, values: object) => {
    const link = items.find((item) => item.contact === contact);
    await call(page, 'PATCH', `account-contacts/${link?.id}`, values, { 'If-Match': `"${link?.version}"` });
  };
  await tick(company.anne, { recvInvoice: true });
  await tick(company.paul, { recvInvoiceAllSites: true });
  await call(page, 'POST', 'site-contacts', { contact: company.anne, site: company.site });
  return company;
});

describe('a contact, from whom one receives to whom one has lost', () => {
  test('« Qui recevrait ? » tells who and why; declared lost, they leave it and the lists, and come back (F89–F93, F106, F117)', async () => {
    const { account, anne } = there.prepared;
    const page = await there.open(`/crm/accounts/${account}`);
    const ask = async () => {
      await page.getByRole('button', { name: 'Outil' }).click();
      await page.getByRole('menuitem', { name: /qui recevrait/ }).click();
      const dialog = page.getByRole('dialog', { name: /Qui recevrait/ });
      await dialog
        .getByRole('combobox', { name: 'Site' })
        .or(dialog.getByLabel('Site', { exact: true }))
        .first()
        .click();
      await page.getByRole('option', { name: 'Atelier de Voiron' }).click();
      return dialog;
    };
    const before = await ask();
    // The day is written as the application writes days, whatever the browser speaks.
    const day = before.getByRole('textbox', { name: 'Envoi le' });
    expect(await day.inputValue()).toMatch(/^\d\d\/\d\d\/\d{4}$/);
    await day.fill('31/02/2031');
    await day.blur();
    await before.getByText(/31\/02\/2031.*n’est pas une date du calendrier/).waitFor();
    await day.fill('28 février 2031');
    await before.getByText('Rattaché au site « Atelier de Voiron », case « Facture Vente »').waitFor();
    await before.getByText('Sans e-mail chez ce compte').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await before.getByText('Relance', { exact: true }).click();
    await before.getByText('Faute de contact destinataire').waitFor();
    await before.getByRole('button', { name: 'Fermer' }).click();

    await page.goto(`${there.carnet.url}/crm/contacts/${anne}`);
    await page.getByRole('button', { name: 'Edition' }).click();
    await page.getByRole('menuitem', { name: 'Déclarer le contact disparu' }).click();
    const dialog = page.getByRole('dialog', { name: /Déclarer le contact disparu/ });
    await dialog.getByText('Site : Atelier de Voiron').waitFor();
    await dialog.getByText('Facture Vente (Menuiserie Brunet)').waitFor();
    await dialog.getByRole('button', { name: 'Déclarer le contact disparu' }).click();
    await page.getByText(/Contact disparu, déclaré le/).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    // Who is lost gets no new link.
    const tree = page.getByRole('navigation', { name: /Anne Lefèvre/ });
    await tree.getByText('Atelier de Voiron').waitFor();
    expect(await tree.getByRole('button', { name: /^Ajouter/ }).count()).toBe(0);

    await page.goto(`${there.carnet.url}/crm/contacts?search=Lefèvre`);
    await page.getByRole('button', { name: 'Chercher : Disparu' }).click();
    await page.getByRole('link', { name: 'Lefèvre' }).waitFor();
    await page.goto(`${there.carnet.url}/crm/accounts/${account}`);
    const after = await ask();
    await after.getByText('Déclaré disparu').waitFor();

    await page.goto(`${there.carnet.url}/crm/contacts/${anne}`);
    await page.getByRole('button', { name: 'Réactiver' }).click();
    await page.getByText(/Contact disparu, déclaré le/).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Ajouter : Sites' }).waitFor();
  });

  test('on a phone, a site that goes to the trash asks for all whom « tous sites » still serves (A27)', async () => {
    const { account } = there.prepared;
    const page = await there.signedIn({ viewport: screens.phone, hasTouch: true, isMobile: true });
    const site = await call(page, 'POST', 'sites', { account, name: 'Dépôt de Rives' });
    for (const lastName of ['Gauthier', 'Masson'])
      await call(page, 'POST', 'contacts', {
        lastName,
        accountLinks: [{ account, isPrimary: true, recvInvoiceAllSites: true }],
        siteLinks: [{ site: site.id }],
      });
    const ticked = async () => {
      const filter = encodeURIComponent(JSON.stringify({ field: 'recvInvoiceAllSites', op: 'equals', value: true }));
      const { items } = await call<{ items: { title: string }[] }>(page, 'GET', `account-contacts?filter=${filter}`);
      return items.map(({ title }) => title).join();
    };
    await page.goto(`${there.carnet.url}/crm/sites/${site.id}`);
    await page.getByRole('button', { name: 'Autres actions' }).tap();
    await page.getByRole('menuitem', { name: 'Mettre à la corbeille' }).tap();
    await page.getByText(/Gauthier et Masson n’ont plus de site chez Menuiserie Brunet/).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(screens.phone.width);
    expect(await ticked()).toMatch(/Masson.*Gauthier/);
    await page.getByRole('button', { name: 'La décocher' }).tap();
    const done = page.getByRole('alert').filter({ hasText: 'Décoché' });
    await done.waitFor();
    expect(await ticked()).not.toMatch(/Gauthier|Masson/);
    await done.getByRole('button', { name: 'Annuler' }).tap();
    await page.getByText('C’est annulé.').waitFor();
    expect(await ticked()).toMatch(/Masson.*Gauthier/);
  });

  test('on a phone, the links to come are shown before a contact of a site is saved (F86)', async () => {
    const { account, site } = there.prepared;
    const page = await there.open(`/crm/contacts/new?account=${account}&link.siteLinks=${site}`, {
      viewport: screens.phone,
      hasTouch: true,
      isMobile: true,
    });
    const links = page.getByRole('complementary', { name: 'Sera rattaché à' });
    await links.getByText('Menuiserie Brunet').waitFor();
    await links.getByText('Atelier de Voiron').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.getByRole('textbox', { name: /^Nom/ }).first().fill('Roux');
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await page.getByRole('heading', { name: 'Roux' }).waitFor();
    await page.getByText('Réseaux professionnels').waitFor();
    expect(await page.getByRole('link', { name: /^LinkedIn/ }).getAttribute('href')).toContain(
      'keywords=Roux%20Menuiserie%20Brunet',
    );
  });
});
