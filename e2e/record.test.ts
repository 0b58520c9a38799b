import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousFaults } from './axe.ts';
import { screens } from './browser.ts';
import { journey } from './journey.ts';
import { call, createCompany } from './record-fixture.ts';

const there = journey(createCompany);
const { open } = there;

/** The value shown beside a label among the facts of the page. */
function fact(page: Page, label: string) {
  return page
    .locator('dl > div')
    .filter({ has: page.getByText(label, { exact: true }) })
    .locator('dd');
}

async function pencil(page: Page): Promise<void> {
  await page
    .getByRole('banner')
    .getByRole('button', { name: 'Modifier', exact: true })
    .or(page.locator('main header').getByRole('button', { name: 'Modifier', exact: true }))
    .first()
    .click();
  await page.getByRole('form', { name: 'Modification de la fiche' }).waitFor();
}

describe('the page of a contact', () => {
  test('shows who it is, how to reach them, every stored field, and begins with « Informations générales » (F21, F26)', async () => {
    const page = await open(`/crm/contacts/${there.prepared.anne}`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Anne Lefèvre');
    expect(await page.getByRole('tab').first().textContent()).toBe('Informations générales');
    expect(await fact(page, 'Fonction').textContent()).toBe('Comptabilité');
    expect(await fact(page, 'Nom du compte').getByRole('link').getAttribute('href')).toBe(
      `/crm/accounts/${there.prepared.account}`,
    );
    await page.getByRole('button', { name: /Afficher tout/ }).click();
    expect(await fact(page, 'Fax').textContent()).toContain('Vide');
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('calls, writes and opens the profiles (F9, F11, F12, F27, F67)', async () => {
    const page = await open(`/crm/contacts/${there.prepared.anne}`);
    const facts = page.getByRole('tabpanel');
    const address = (label: string) => fact(page, label).getByRole('link').first().getAttribute('href');
    expect(await address('Téléphone fixe')).toBe('tel:0476123457,412');
    expect(await address('Mobile')).toBe('tel:0628230455');
    expect(await address('E-mail')).toBe('mailto:anne@brunet.exemple.fr');
    expect(await address('Skype')).toBe('skype:anne.lefevre?chat');
    const profile = facts.getByRole('link', { name: 'anne-lefevre', exact: true });
    expect(await profile.getAttribute('target')).toBe('_blank');
    expect(await profile.getAttribute('rel')).toContain('noopener');
    await page.getByRole('button', { name: 'Appeler' }).first().click();
    await expect.poll(() => page.getByRole('menuitem').count()).toBe(2);
    const other = await open(`/crm/contacts/${there.prepared.paul}`);
    expect(await other.getByRole('button', { name: 'Appeler' }).first().isDisabled()).toBe(true);
  });

  test('changes one value in its place, refuses what is none and keeps what was typed (F32, F62)', async () => {
    const page = await open(`/crm/contacts/${there.prepared.anne}`);
    await fact(page, 'Mobile').hover();
    await page.getByRole('button', { name: 'Modifier : Mobile' }).click();
    const input = page.getByRole('textbox', { name: 'Mobile' });
    await input.fill('12');
    await input.press('Enter');
    await page.getByRole('alert').filter({ hasText: '12' }).waitFor();
    expect(await input.inputValue()).toBe('12');
    await input.fill('06 11 22 33 44');
    await input.press('Enter');
    await expect.poll(() => fact(page, 'Mobile').textContent()).toMatch(/06\s11\s22\s33\s44/);
  });

  test('notes the day of the last follow-up by one button (F95, F96)', async () => {
    const page = await open(`/crm/contacts/${there.prepared.anne}`);
    await fact(page, 'Dernier suivi le').getByRole('button', { name: 'Aujourd’hui' }).click();
    await expect.poll(() => fact(page, 'Dernier suivi le').textContent()).toMatch(/\d\d\/\d\d\/\d{4}/);
    await page.reload();
    await expect.poll(() => fact(page, 'Dernier suivi le').textContent()).toMatch(/\d\d\/\d\d\/\d{4}/);
  });

  test('is changed whole by the pencil, then says who changed it and how to go back (F32, F57–F59, F75)', async () => {
    const page = await open(`/crm/contacts/${there.prepared.paul}`);
    await pencil(page);
    await page.getByRole('textbox', { name: 'Nom (obligatoire)', exact: true }).fill('Brunet-Martin');
    await page.getByRole('textbox', { name: 'Commentaires' }).fill('À rappeler');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Paul Brunet-Martin');
    await page.getByRole('tab', { name: 'Système' }).click();
    expect(await fact(page, 'Modifié par').textContent()).toContain('claire');
    expect(await fact(page, 'Créé le').textContent()).toMatch(/\d\d\/\d\d\/\d{4} \d\d:\d\d/);
    await page.getByRole('button', { name: 'Outil' }).first().click();
    await page.getByRole('menuitem', { name: 'Audit Trail' }).click();
    const trail = page.getByRole('dialog');
    const last = trail.getByRole('listitem').first();
    expect(await last.textContent()).toMatch(/Brunet[\s\S]*Brunet-Martin/);
    expect(await seriousFaults(page)).toEqual([]);
    await last.getByRole('button', { name: 'Restaurer cette valeur : Nom' }).click();
    await expect.poll(() => page.locator('h1').textContent()).toBe('Paul Brunet');
  });

  test('keeps what is being changed through a reload, and asks before it is given up', async () => {
    const page = await open(`/crm/contacts/${there.prepared.paul}`);
    await pencil(page);
    await page.getByRole('textbox', { name: 'Prénom' }).fill('Paul-Émile');
    await page.reload();
    await page.getByText('Votre saisie a été reprise').waitFor();
    expect(await page.getByRole('textbox', { name: 'Prénom' }).inputValue()).toBe('Paul-Émile');
    await page.getByRole('textbox', { name: 'Prénom' }).press('Escape');
    await page.getByRole('button', { name: 'Abandonner' }).click();
    await page.getByRole('form', { name: 'Modification de la fiche' }).waitFor({ state: 'detached' });
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Paul Brunet');
  });

  test('shows what it is linked to in the tree, and links it to another company (F107, F110)', async () => {
    const page = await open(`/crm/contacts/${there.prepared.anne}`);
    const tree = page.getByRole('navigation', { name: 'Liens de Anne Lefèvre' });
    await tree.getByRole('link', { name: 'Menuiserie Brunet' }).waitFor();
    await tree.getByRole('button', { name: 'Ajouter : Tiers' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: /Nom du compte/ }).fill('alpin');
    await page.getByRole('option', { name: /Groupe Alpin/ }).click();
    await dialog.getByRole('textbox', { name: 'Mobile' }).fill('07 11 11 11 11');
    await dialog.getByRole('checkbox', { name: 'Factures tous sites' }).check();
    await dialog.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await tree.getByRole('link', { name: 'Groupe Alpin' }).waitFor();
    await page.getByRole('tab', { name: /Comptes/ }).click();
    await page
      .getByRole('row', { name: /Groupe Alpin/ })
      .getByText('07 11 11 11 11')
      .waitFor();
    // The primary one is first, and says so.
    await page.getByRole('row').nth(1).getByRole('img', { name: 'Compte principal' }).waitFor();
    expect(await page.getByRole('row').nth(1).textContent()).toContain('Menuiserie Brunet');
    await tree.getByRole('link', { name: 'Groupe Alpin' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Retirer le rattachement' }).click();
    await tree.getByRole('link', { name: 'Groupe Alpin' }).waitFor({ state: 'detached' });
  });

  test('is put in a target from the right click on its name in the tree (F109)', async () => {
    const page = await open(`/crm/contacts/${there.prepared.anne}`);
    await call(page, 'POST', 'targets', { code: 'V26', name: 'Vœux 2026' });
    const tree = page.getByRole('navigation', { name: 'Liens de Anne Lefèvre' });
    await tree.getByRole('button', { name: 'Anne Lefèvre', exact: true }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Associer à…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByPlaceholder('Rechercher').fill('Vœux');
    await page.getByRole('option', { name: /Vœux 2026/ }).click();
    await dialog.getByRole('button', { name: /^Associer/ }).click();
    await tree.getByRole('link', { name: 'Vœux 2026' }).waitFor();
  });

  test('never loses its last company: a message says why (F82)', async () => {
    const page = await open(`/crm/contacts/${there.prepared.paul}?tab=accounts`);
    await page
      .getByRole('button', { name: /Actions sur Menuiserie Brunet/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Retirer le rattachement' }).click();
    await page.getByRole('alert').waitFor();
    expect((await page.getByRole('alert').textContent())?.length).toBeGreaterThan(10);
  });
});

describe('the page of an account', () => {
  test('shows its contacts by interlocutor type under « Général », updated at once (F101, F102)', async () => {
    const page = await open(`/crm/accounts/${there.prepared.account}?tab=contacts`);
    await page
      .getByRole('button', { name: /Actions sur Anne Lefèvre/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Modifier le rattachement' }).click();
    await page.getByRole('dialog').getByRole('checkbox', { name: 'Décideur' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'Général' }).click();
    const groups = page.getByRole('region', { name: 'Type d’interlocuteur' });
    expect(await groups.textContent()).toMatch(/Décideur\s*Anne Lefèvre/);
  });

  test('moves « Interlocuteur principal » to another contact once that is confirmed (A28)', async () => {
    const page = await open(`/crm/accounts/${there.prepared.account}?tab=contacts`);
    const links = await call<{ items: { id: string; version: number; titles: { contact: string } }[] }>(
      page,
      'GET',
      `account-contacts?filter=${encodeURIComponent(JSON.stringify({ field: 'account', op: 'in', value: [there.prepared.account] }))}`,
    );
    const held = links.items.find(({ titles }) => !titles.contact.includes('Lefèvre'));
    expect(held).toBeDefined();
    await call(
      page,
      'PATCH',
      `account-contacts/${held?.id}`,
      { interlocutorTypes: ['main'] },
      {
        'If-Match': `"${held?.version}"`,
      },
    );
    const edit = async () => {
      await page
        .getByRole('button', { name: /Actions sur Anne Lefèvre/ })
        .first()
        .click();
      await page.getByRole('menuitem', { name: 'Modifier le rattachement' }).click();
      await page.getByRole('dialog').getByRole('checkbox', { name: 'Interlocuteur principal' }).check();
      await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click();
    };
    await edit();
    const question = page.getByRole('dialog', { name: /Déplacer « Interlocuteur principal » de .+ vers Anne Lefèvre/ });
    await question.getByRole('button', { name: 'Déplacer' }).click();
    await page.getByRole('dialog').first().waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'Général' }).click();
    const groups = page.getByRole('region', { name: 'Type d’interlocuteur' });
    await expect.poll(() => groups.textContent()).toMatch(/Interlocuteur principal\s*Anne Lefèvre/);
  });

  test('marks a link past its exit date as ended and keeps it (F100)', async () => {
    const page = await open(`/crm/contacts/${there.prepared.anne}`);
    await call(page, 'POST', 'site-contacts', {
      contact: there.prepared.anne,
      site: there.prepared.site,
      exitDate: '2020-06-30',
    });
    await page.getByRole('tab', { name: /Sites/ }).click();
    await page
      .getByRole('row', { name: /Atelier de Voiron/ })
      .getByText('Terminé')
      .waitFor();
  });

  test('starts a contact already linked, stores it once, and shows it at once (F16, F18, F47, F81)', async () => {
    const page = await open(`/crm/accounts/${there.prepared.account}?tab=contacts`);
    await page.getByRole('tabpanel').getByRole('button', { name: 'Ajouter', exact: true }).click();
    await page.getByRole('menuitem', { name: /Créer/ }).click();
    await page.waitForURL('**/crm/contacts/new?**');
    await expect
      .poll(() => page.getByRole('textbox', { name: /Nom du compte/ }).inputValue())
      .toBe('Menuiserie Brunet');
    await page.getByRole('textbox', { name: 'Nom (obligatoire)', exact: true }).fill('Unique');
    await page.getByRole('button', { name: 'Ajouter', exact: true }).dblclick();
    await page.getByText('« Unique » a été ajouté.').waitFor();
    await page
      .getByRole('navigation', { name: /Liens de/ })
      .getByRole('link', { name: 'Unique' })
      .waitFor();
    const { items } = await call<{ items: unknown[] }>(page, 'GET', 'contacts?search=unique');
    expect(items).toHaveLength(1);
  });

  test('tells two people who change the same value of each other, and lets the second choose', async () => {
    const page = await open(`/crm/accounts/${there.prepared.group}`);
    await pencil(page);
    await page.getByRole('textbox', { name: /Raison sociale/ }).fill('Groupe Alpin Participations');
    const { version } = await call(page, 'GET', `accounts/${there.prepared.group}`);
    const meanwhile = { legalName: 'Groupe Alpes', fax: '04 76 00 00 00' };
    await call(page, 'PATCH', `accounts/${there.prepared.group}`, meanwhile, { 'If-Match': `"${version}"` });
    await page.getByText('Modifié par').first().waitFor();
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: /changé entre-temps/ });
    expect(await dialog.textContent()).toMatch(/Groupe Alpin[\s\S]*Groupe Alpes[\s\S]*Groupe Alpin Participations/);
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Enregistrer ces choix' }).click();
    await expect.poll(() => page.locator('h1').textContent()).toBe('Groupe Alpin Participations');
    expect((await call(page, 'GET', `accounts/${there.prepared.group}`)).fax).toBe('04 76 00 00 00');
  });

  test('goes to the trash, says so, and comes back with its links', async () => {
    const page = await open('/crm/accounts');
    const { id } = await call(page, 'POST', 'accounts', { legalName: 'À jeter' });
    await page.goto(`${there.carnet.url}/crm/accounts/${id}`);
    await page.getByRole('button', { name: 'Edition' }).first().click();
    await page.getByRole('menuitem', { name: 'Mettre à la corbeille' }).click();
    await page.waitForURL('**/crm/accounts');
    await page.goto(`${there.carnet.url}/crm/accounts/${id}`);
    await page.getByText('Cette fiche est dans la corbeille').waitFor();
    expect(await page.getByRole('button', { name: 'Modifier', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Restaurer' }).click();
    await page.getByText('Cette fiche est dans la corbeille').waitFor({ state: 'detached' });
  });

  test('is duplicated into a form not saved yet, called a copy (F71)', async () => {
    const page = await open(`/crm/accounts/${there.prepared.account}`);
    await page.getByRole('button', { name: 'Outil' }).first().click();
    await page.getByRole('menuitem', { name: 'Dupliquer' }).click();
    await page.waitForURL('**/crm/accounts/new?**');
    await expect
      .poll(() => page.getByRole('textbox', { name: /Raison sociale/ }).inputValue())
      .toBe('Menuiserie Brunet (copie)');
    expect(await page.getByRole('textbox', { name: 'SIREN' }).inputValue()).toMatch(/732/);
  });
});

test('a record is printed whole: every tab, one below the other', async () => {
  const page = await open(`/crm/contacts/${there.prepared.anne}?tab=system`);
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '');
  });
  await page.getByRole('button', { name: 'Outil' }).first().click();
  await page.getByRole('menuitem', { name: 'Imprimer' }).click();
  await page.locator('[data-printed]').waitFor();
  await page.emulateMedia({ media: 'print' });
  const heads = page.locator('main h2:visible');
  expect(await heads.allTextContents()).toEqual(
    expect.arrayContaining(['Informations générales', 'Comptes', 'Système']),
  );
  await page.getByRole('row', { name: /Menuiserie Brunet/ }).waitFor();
  expect(await page.getByRole('tablist').isVisible()).toBe(false);
  expect(await page.getByRole('tabpanel').isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.getByRole('heading', { level: 2, name: 'Informations générales' }).waitFor({ state: 'detached' });
});

describe('the form of a new record', () => {
  test('marks what is required, names what is wrong, goes to it and keeps the rest (F2, F16, F60, F61, F64, F65)', async () => {
    const page = await open('/crm/accounts/new');
    const name = page.getByRole('textbox', { name: 'Raison sociale (obligatoire)' });
    await expect.poll(() => name.evaluate((element) => element === document.activeElement)).toBe(true);
    await name.fill('   ');
    await page.getByLabel('E-mail', { exact: true }).fill('a@x.fr, b@x.fr');
    await page.getByLabel('Site web').fill('javascript:alert(1)');
    await page.getByLabel('Téléphone', { exact: true }).fill('0476 12 34 56');
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    expect(await page.getByRole('alert').count()).toBe(3);
    expect(await name.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await name.getAttribute('aria-describedby')).toBeTruthy();
    expect(await page.getByLabel('E-mail', { exact: true }).inputValue()).toBe('a@x.fr, b@x.fr');
    expect(await seriousFaults(page)).toEqual([]);
    await name.fill('Société nouvelle');
    await page.getByLabel('E-mail', { exact: true }).fill('a@x.fr');
    await page.getByLabel('Site web').fill('www.exemple.fr');
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await expect.poll(() => page.locator('h1').textContent()).toBe('Société nouvelle');
    expect(await fact(page, 'Site web').getByRole('link').first().getAttribute('href')).toBe('https://www.exemple.fr');
  });

  test('refuses a contact without an account, and makes the account on the way (F2, F66, F80)', async () => {
    const page = await open('/crm/contacts/new');
    await page.getByRole('textbox', { name: 'Nom (obligatoire)', exact: true }).fill('Passage');
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    const account = page.getByRole('textbox', { name: /Nom du compte/ });
    await page.getByText('« Nom du compte » est obligatoire.').waitFor();
    await account.fill('Neuve et Cie');
    await page.getByRole('option', { name: 'Créer « Neuve et Cie »…' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('textbox', { name: /Raison sociale/ }).inputValue()).toBe('Neuve et Cie');
    await dialog.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await expect.poll(() => account.inputValue()).toBe('Neuve et Cie');
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await expect.poll(() => page.locator('h1').textContent()).toBe('Passage');
    expect(await fact(page, 'Nom du compte').textContent()).toContain('Neuve et Cie');
  });

  test('takes up what was typed after a reload, and asks before one leaves', async () => {
    const page = await open('/crm/accounts/new');
    await page.getByRole('textbox', { name: /Raison sociale/ }).fill('Presque saisie');
    await page.reload();
    await page.getByText('Votre saisie a été reprise').waitFor();
    expect(await page.getByRole('textbox', { name: /Raison sociale/ }).inputValue()).toBe('Presque saisie');
    await page.getByRole('link', { name: 'Sites' }).first().click();
    await page
      .getByRole('dialog', { name: 'Quitter sans enregistrer ?' })
      .getByRole('button', { name: 'Continuer la saisie' })
      .click();
    expect(page.url()).toContain('/crm/accounts/new');
    await page.getByRole('button', { name: 'Repartir de zéro' }).click();
    expect(await page.getByRole('textbox', { name: /Raison sociale/ }).inputValue()).toBe('');
  });
});

describe('a photo', () => {
  test('is cut square, shown and removed from the record; what is no photo is said (F17)', async () => {
    const page = await open(`/crm/contacts/${there.prepared.paul}`);
    await page.getByRole('button', { name: 'Changer la photo' }).click();
    const dialog = page.getByRole('dialog', { name: 'Photo' });
    const choose = async (name: string, buffer: Buffer) => {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        dialog.getByRole('button', { name: /Choisir un fichier|Une autre photo/ }).click(),
      ]);
      await chooser.setFiles({ name, mimeType: 'image/png', buffer });
    };
    await choose('tableau.png', Buffer.from('pas une image'));
    await dialog
      .getByRole('alert')
      .getByText(/tableau\.png/)
      .waitFor();
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(16)]);
    await choose('IMG_0412.heic', heic);
    await dialog.getByRole('alert').getByText(/HEIC/).waitFor();
    const red = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
    await choose('paul.png', Buffer.from(red, 'base64'));
    await dialog.getByRole('application', { name: 'Cadrage de la photo' }).press('+');
    await expect.poll(() => dialog.getByRole('slider').inputValue()).toBe('1.1');
    await dialog.getByRole('button', { name: 'Utiliser cette photo' }).click();
    const picture = page.getByRole('button', { name: 'Changer la photo' }).locator('img');
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Changer la photo' }).click();
    await dialog.getByRole('button', { name: 'Retirer la photo' }).click();
    await picture.waitFor({ state: 'detached' });
  });
});

describe('on a phone', () => {
  const phone: BrowserContextOptions = { viewport: screens.phone, hasTouch: true, isMobile: true };

  test('the record fits, its actions stay under the thumb, the tree comes as a sheet', async () => {
    const page = await open(`/crm/contacts/${there.prepared.anne}`, phone);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.getByRole('button', { name: 'Autres actions' }).click();
    await page.getByRole('menuitem', { name: 'Afficher les liens' }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Menuiserie Brunet' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).click();
    await page.getByRole('button', { name: 'Modifier', exact: true }).last().click();
    await page.getByRole('form', { name: 'Modification de la fiche' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await seriousFaults(page)).toEqual([]);
  });
});

test('from a list, a record leads to the one before and the one after, by button and by key', async () => {
  const page = await open('/crm/contacts');
  await page.getByRole('link', { name: 'Lefèvre' }).first().click();
  await page.waitForURL(`**/crm/contacts/${there.prepared.anne}**`);
  const names = [await page.locator('h1').textContent()];
  const go = page
    .getByRole('button', { name: 'Fiche suivante' })
    .or(page.getByRole('button', { name: 'Fiche précédente' }));
  await go.and(page.locator(':enabled')).first().click();
  await expect.poll(() => page.locator('h1').textContent()).not.toBe(names[0]);
  await page.keyboard.press('Control+ArrowUp');
  await page.keyboard.press('Control+ArrowDown');
  expect(await page.getByText(/^\d+ sur \d+$/).count()).toBe(1);
});

test('a record that does not exist is said not to, with a way back', async () => {
  const page = await open('/crm/accounts/0190f5a0-7c5e-7000-8000-0123456789ab');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Page introuvable');
});

test('every field type is shown in every state on the page for builders', async () => {
  const page = await open('/dev/fields');
  await page.getByRole('heading', { name: /Structure/ }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
});
