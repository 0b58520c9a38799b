import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousFaults } from './axe.ts';
import { screens } from './browser.ts';
import { journey } from './journey.ts';
import { call } from './record-fixture.ts';

const there = journey(fill);
const { open } = there;
let lyon = '';
let brest = '';

const people = 150;
const jobs = ['purchasing', 'marketing', 'accounting'];

/** The name of the contact at a place of the list sorted by name: « Nom 007 ». */
function nameAt(place: number): string {
  return `Nom ${String(place).padStart(3, '0')}`;
}

async function fill(page: Page): Promise<void> {
  const account = (legalName: string, city: string) =>
    call(page, 'POST', 'accounts', { legalName, accountType: 'client', address: { city, country: 'FR' } });
  lyon = (await account('Ateliers de Lyon', 'Lyon')).id;
  brest = (await account('Chantiers de Brest', 'Brest')).id;
  for (let place = 0; place < people; place++) {
    await call(page, 'POST', 'contacts', {
      lastName: nameAt(place),
      firstName: place % 2 === 0 ? 'Anne' : 'Paul',
      account: place % 3 === 0 ? brest : lyon,
      jobTitle: jobs[place % jobs.length],
      mobile: '06 28 23 04 55',
      email: `personne${place}@exemple.fr`,
    });
  }
}

const desk = (path: string) =>
  open(path).then(async (page) => {
    await page.locator('[data-row="0"] [data-open]').first().waitFor();
    return page;
  });

const cell = (page: Page, row: number, head: string) =>
  page
    .getByRole('columnheader', { name: head, exact: true })
    .getAttribute('data-head')
    .then((column) => page.locator(`[data-row="${row}"] [data-column="${column}"]`));

const results = (page: Page, count: number | string) => page.getByText(`${count} résultat`, { exact: false }).first();

/** Which cell has the focus: row and column. */
const focusPlace = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    return `${focused?.closest<HTMLElement>('[data-row]')?.dataset.row} ${focused?.closest<HTMLElement>('[data-column]')?.dataset.column}`;
  });

describe('the list of contacts', () => {
  test('shows every contact, one row each, in rows that a screen reader counts (F3, F43)', async () => {
    const page = await desk('/crm/contacts');
    await results(page, people).waitFor();
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(people + 1));
    expect(await page.locator('[data-row="7"]').getAttribute('aria-rowindex')).toBe('9');
    expect(await page.getByRole('row').count()).toBeLessThan(80);
    await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, grid.scrollHeight));
    await page.getByText(nameAt(people - 1)).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('filters by role, counts what is left, and clears (F22, F23)', async () => {
    const page = await desk('/crm/contacts');
    await page.getByRole('button', { name: 'Filtrer' }).click();
    await page.getByPlaceholder('Choisir un champ').fill('fonction');
    await page.getByRole('option', { name: 'Fonction', exact: true }).click();
    await page.getByRole('option', { name: 'Achats' }).click();
    await page.getByRole('button', { name: 'Voir 50 résultats' }).waitFor();
    await page.getByRole('option', { name: 'Marketing' }).click();
    await results(page, 100).waitFor();
    await page.keyboard.press('Escape');
    expect(new URL(page.url()).searchParams.get('filter')).toContain('jobTitle');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: /^Retirer le filtre/ }).click();
    await results(page, people).waitFor();
    expect(new URL(page.url()).searchParams.get('filter')).toBeNull();
  });

  test('filters through the company, its address and the links of a person (F116)', async () => {
    const filter = {
      or: [
        { field: 'account.address.city', op: 'contains', value: 'brest' },
        {
          and: [
            { field: 'anyAccount', op: 'in', value: [lyon] },
            { field: 'firstName', op: 'equals', value: 'Paul' },
          ],
        },
      ],
    };
    const page = await desk(`/crm/contacts?filter=${encodeURIComponent(JSON.stringify(filter))}`);
    await results(page, 100).waitFor();
    const chip = page.getByRole('list', { name: 'Filtres' }).getByRole('listitem');
    expect(await chip.count()).toBe(1);
    await page.getByText('Ateliers de Lyon', { exact: false }).first().waitFor();
  });

  test('sorts by a click on a head, by the date of the last change, and on several columns (F24)', async () => {
    const page = await desk('/crm/contacts');
    const head = (name: string) => page.getByRole('columnheader', { name, exact: true });
    await head('Modifié le').click();
    await page.waitForURL(/sort=updatedAt/);
    await head('Modifié le').click();
    await page.waitForURL(/sort=-updatedAt/);
    await page
      .locator('[data-row="0"]')
      .getByText(nameAt(people - 1))
      .waitFor();
    expect(await head('Modifié le').getAttribute('aria-sort')).toBe('descending');
    await head('Prénom').click();
    await head('Nom').click({ modifiers: ['Shift'] });
    await page.waitForURL(/sort=firstName%2ClastName/);
    await head('Prénom').click();
    await head('Prénom').click();
    await head('Prénom').click();
    await page.waitForURL((url) => url.searchParams.get('sort') === '');
  });

  test('opens a record by its name at one click, by a double click on its row, by Enter (F25, F45)', async () => {
    const page = await desk('/crm/contacts');
    const opens = async (gesture: () => Promise<void>) => {
      await gesture();
      await page.waitForURL(/\/crm\/contacts\/[0-9a-f-]{36}/);
      await page.goBack();
      await page.locator('[data-row="0"] [data-open]').first().waitFor();
    };
    await opens(() => page.locator('[data-row="1"] [data-open]').first().click());
    await opens(async () => (await cell(page, 2, 'Fonction')).dblclick());
    await opens(async () => {
      await (await cell(page, 3, 'Fonction')).click();
      await page.keyboard.press('Enter');
    });
    await (await cell(page, 3, 'Nom du compte')).getByRole('link').click();
    await page.waitForURL(/\/crm\/accounts\/[0-9a-f-]{36}/);
  });

  test('offers the ways of making a contact at the plus, the empty form of an account at once (F5, F46)', async () => {
    const page = await desk('/crm/contacts');
    await page.locator('main').getByRole('button', { name: 'Nouveau contact' }).click();
    await page.getByRole('menuitem', { name: /^Depuis le répertoire/ }).waitFor();
    await page.getByRole('menuitem', { name: /^Saisir/ }).click();
    await page.waitForURL('**/crm/contacts/new');
    await page.goto(`${there.carnet.url}/crm/accounts`);
    await page.locator('main').getByRole('button', { name: 'Nouveau compte' }).click();
    await page.waitForURL('**/crm/accounts/new');
  });

  test('is gone through and chosen from by keyboard alone', async () => {
    const page = await desk('/crm/contacts');
    await (await cell(page, 0, 'Prénom')).click();
    for (let press = 0; press < 40; press++) await page.keyboard.press('ArrowDown');
    expect(await focusPlace(page)).toBe('40 2');
    await page.keyboard.press('Control+Home');
    expect(await focusPlace(page)).toBe('0 0');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('3 fiches sélectionnées').waitFor();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Modifier en masse' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => focusPlace(page)).toBe('2 0');
    await page.keyboard.press('Control+a');
    await page.getByText(`${people} fiches sélectionnées`).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('toolbar').waitFor({ state: 'detached' });
  });
});

describe('the columns and the views of a list', () => {
  test('a view keeps columns, filter and sort, is renamed, and the standard view comes back unchanged (F44, A12)', async () => {
    const page = await desk('/crm/contacts');
    const heads = () => page.getByRole('columnheader').allInnerTexts();
    const standard = await heads();
    await page.getByRole('columnheader', { name: 'Fonction', exact: true }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Masquer la colonne' }).click();
    await page.waitForURL(/columns=/);
    await page.getByRole('columnheader', { name: 'E-mail', exact: true }).click();
    await page.waitForURL(/sort=email/);
    await page.getByRole('button', { name: /^Vue/ }).click();
    await page.getByRole('menuitem', { name: 'Enregistrer comme nouvelle vue…' }).click();
    await page.getByLabel('Nom de la vue').fill('Par e-mail');
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await page.waitForURL(/view=[0-9a-f-]{36}$/);
    await page.getByRole('button', { name: /^Vue.*Par e-mail$/ }).click();
    await page.getByRole('menuitem', { name: 'Tous les contacts' }).click();
    await page.waitForURL((url) => url.search === '');
    expect(await heads()).toEqual(standard);
    await page.goBack();
    await page.waitForURL(/view=/);
    await page.getByRole('columnheader', { name: 'Fonction', exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Vue/ }).click();
    await page.getByRole('menuitem', { name: 'Renommer ou partager…' }).click();
    await page.getByLabel('Nom de la vue').fill('Courriels');
    await page.getByLabel('Partager avec tous les utilisateurs').check();
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await page.getByRole('button', { name: /^Vue.*Courriels$/ }).click();
    await page.getByRole('menuitem', { name: 'Supprimer la vue' }).click();
    await page.waitForURL((url) => url.search === '');
  });

  test('a column is widened and moved by keyboard, and keeps its width', async () => {
    const page = await desk('/crm/contacts');
    const head = page.getByRole('columnheader', { name: 'E-mail', exact: true });
    const width = () => head.evaluate((element) => element.getBoundingClientRect().width);
    const before = await width();
    await head.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Élargir' }).click();
    await expect.poll(width).toBeGreaterThan(before);
    const wide = await width();
    await page.getByRole('menuitem', { name: 'Déplacer à gauche' }).click();
    await page.waitForURL(/columns=.*email%2Cmobile/);
    await page.reload();
    await head.waitFor();
    expect(await width()).toBe(wide);
  });
});

describe('values changed in the list', () => {
  test('a cell is edited in its place, and what is refused says why and stays', async () => {
    const page = await desk('/crm/contacts');
    await (await cell(page, 5, 'Mobile')).click();
    await page.keyboard.press('F2');
    await page.getByRole('textbox', { name: 'Mobile' }).fill('12');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: '« 12 »' }).waitFor();
    await page.getByRole('textbox', { name: 'Mobile' }).fill('07 11 22 33 44');
    await page.keyboard.press('Enter');
    await (await cell(page, 5, 'Mobile')).getByText('07 11 22 33 44').waitFor();
    await expect.poll(() => focusPlace(page)).toMatch(/^6 /);
    await (await cell(page, 11, 'Fonction')).click();
    await page.keyboard.press('F2');
    await page.getByRole('option', { name: 'Technique' }).click();
    await (await cell(page, 11, 'Fonction')).getByText('Technique').waitFor();
  });

  test('two people on one value: the second gets both values, and chooses', async () => {
    const page = await desk('/crm/contacts');
    const other = await there.signedIn();
    const { items } = await call<{ items: { id: string; version: number }[] }>(
      other,
      'GET',
      'contacts?sort=lastName&limit=10',
    );
    const target = items[8];
    await (await cell(page, 8, 'E-mail')).click();
    await page.keyboard.press('F2');
    await page.getByRole('textbox', { name: 'E-mail' }).fill('second@exemple.fr');
    const changed = { email: 'premier@exemple.fr' };
    await call(other, 'PATCH', `contacts/${target?.id}`, changed, { 'If-Match': `"${target?.version}"` });
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('premier@exemple.fr').waitFor();
    await dialog.getByText('second@exemple.fr').first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: /^Enregistrer/ }).click();
    await (await cell(page, 8, 'E-mail')).getByText('second@exemple.fr').waitFor();
  });

  test('a change made elsewhere appears by itself, and what is looked at stays in its place', async () => {
    const page = await desk('/crm/contacts');
    await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, 50 * 36));
    await page.getByText(nameAt(55), { exact: true }).waitFor();
    const place = () =>
      page.getByText(nameAt(55), { exact: true }).evaluate((element) => element.getBoundingClientRect().top);
    const before = await place();
    const other = await there.signedIn();
    const made = await call(other, 'POST', 'contacts', { lastName: 'Aaa Premier', account: lyon });
    await results(page, people + 1).waitFor();
    expect(await place()).toBe(before);
    await call(other, 'DELETE', `contacts/${made.id}`, undefined, { 'Content-Type': 'text/plain' });
    await results(page, people).waitFor();
    expect(await place()).toBe(before);
  });
});

describe('gestures on many records', () => {
  test('a bulk edit shows what changes, runs, and is taken back', async () => {
    const page = await desk('/crm/contacts');
    await (await cell(page, 0, 'Prénom')).click();
    await (await cell(page, 3, 'Prénom')).click({ modifiers: ['Shift'] });
    await page.getByText('4 fiches sélectionnées').waitFor();
    await page.getByRole('toolbar').getByRole('button', { name: 'Modifier en masse' }).click();
    const dialog = page.getByRole('dialog', { name: 'Modifier 4 fiches' });
    await dialog.getByPlaceholder('Choisir un champ').fill('Service');
    await page.getByRole('option', { name: 'Service', exact: true }).click();
    await dialog.getByLabel('Service').fill('Ventes');
    await dialog.getByRole('button', { name: 'Aperçu' }).click();
    await dialog.getByRole('cell', { name: 'Ventes' }).first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Modifier 4 fiches' }).click();
    const done = page.getByText('Terminé : 4 fiches.');
    await done.waitFor();
    const found = async () =>
      (
        await call<{ items: unknown[] }>(
          page,
          'GET',
          `contacts?filter=${encodeURIComponent('{"field":"department","op":"equals","value":"Ventes"}')}`,
        )
      ).items.length;
    expect(await found()).toBe(4);
    await page.getByRole('button', { name: 'Annuler', exact: true }).click();
    await expect.poll(found, { timeout: 20_000 }).toBe(0);
  });

  test('what is put in the trash is found there and restored', async () => {
    const page = await desk('/crm/contacts');
    await (await cell(page, 1, 'Prénom')).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Mettre à la corbeille' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Mettre à la corbeille' }).click();
    await results(page, people - 1).waitFor();
    await page.getByRole('button', { name: /^Vue/ }).click();
    await page.getByRole('menuitem', { name: 'Corbeille' }).click();
    await page.waitForURL(/trash=true/);
    await page.getByText(nameAt(1), { exact: true }).waitFor();
    await (await cell(page, 0, 'Prénom')).click();
    await page.getByRole('toolbar').getByRole('button', { name: 'Rétablir' }).click();
    await page.getByText(nameAt(1), { exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Quitter la corbeille' }).click();
    await results(page, people).waitFor();
  });

  test('what is chosen is exported with the columns shown', async () => {
    const page = await desk('/crm/contacts?columns=lastName,email');
    await (await cell(page, 0, 'Nom')).locator('..').getByRole('checkbox').click();
    await page.getByRole('toolbar').getByRole('button', { name: 'Exporter' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'CSV', exact: true }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
    const lines = Buffer.concat(chunks).toString('utf8').trim().split(/\r?\n/);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/Nom.*E-mail/);
    expect(lines[1]).toContain(nameAt(0));
  });
});

describe('a list with nothing to show', () => {
  test('says why and what to do', async () => {
    const page = await open('/crm/contacts?search=introuvable');
    await page.getByText('Aucun résultat').waitFor();
    await page.getByRole('button', { name: 'Effacer la recherche et les filtres' }).click();
    await results(page, people).waitFor();
    await page.goto(`${there.carnet.url}/crm/teams`);
    await page.getByText('Aucune fiche pour l’instant').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });
});

describe('on a phone', () => {
  const phone: BrowserContextOptions = { viewport: screens.phone, hasTouch: true, isMobile: true, colorScheme: 'dark' };

  test('the list is cards with a call and a mail, opened by a touch, filtered in a sheet', async () => {
    const page = await open('/crm/contacts', phone);
    const card = page.getByRole('listitem').filter({ hasText: nameAt(2) });
    expect(await card.getByRole('link', { name: /^Appeler/ }).getAttribute('href')).toBe('tel:0628230455');
    expect(await card.getByRole('link', { name: /^Écrire/ }).getAttribute('href')).toContain('mailto:');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Filtrer' }).tap();
    await page.getByPlaceholder('Choisir un champ').fill('fonction');
    await page.getByRole('option', { name: 'Fonction', exact: true }).tap();
    await page.getByLabel('Achats').tap();
    await page.getByRole('button', { name: 'Voir 50 résultats' }).tap();
    await results(page, 50).waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: nameAt(3) })
      .tap({ position: { x: 150, y: 50 } });
    await page.waitForURL(/\/crm\/contacts\/[0-9a-f-]{36}/);
  });

  test('a long touch chooses, touches then add to it', async () => {
    const page = await open('/crm/contacts', phone);
    const box = await page
      .getByRole('listitem')
      .filter({ hasText: nameAt(2) })
      .boundingBox();
    if (!box) throw new Error('The card is not shown');
    const touch = await page.context().newCDPSession(page);
    const touchPoints = [{ x: box.x + 150, y: box.y + 40 }];
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await page.getByText('1 fiche sélectionnée').waitFor();
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await page
      .getByRole('listitem')
      .filter({ hasText: nameAt(4) })
      .tap({ position: { x: 150, y: 40 } });
    await page.getByText('2 fiches sélectionnées').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('a card pushed aside shows what can be done; what it puts in the trash comes back', async () => {
    const page = await open('/crm/contacts', phone);
    const card = page.getByRole('listitem').filter({ hasText: nameAt(5) });
    const box = await card.boundingBox();
    if (!box) throw new Error('The card is not shown');
    const touch = await page.context().newCDPSession(page);
    const push = async (from: number, to: number) => {
      const at = (x: number) => [{ x, y: box.y + 40 }];
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(from) });
      for (const part of [0.25, 0.5, 0.75, 1])
        await touch.send('Input.dispatchTouchEvent', {
          type: 'touchMove',
          touchPoints: at(from + (to - from) * part),
        });
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    await push(60, 220);
    expect(await card.getByRole('link', { name: 'Appeler', exact: true }).getAttribute('href')).toMatch(/^tel:/);
    await push(220, 60);
    await push(330, 170);
    expect(await seriousFaults(page)).toEqual([]);
    // The browser takes a tap on the heels of a push for the end of that push: as a person would, one taps again.
    const trash = card.getByRole('button', { name: 'Corbeille' });
    await expect
      .poll(
        async () => {
          await trash.tap({ timeout: 1_000 }).catch(() => undefined);
          return await card.count();
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe(0);
    await page.getByRole('button', { name: 'Annuler' }).tap();
    await card.waitFor();
  });
});
