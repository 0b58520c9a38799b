import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousFaults } from './axe.ts';
import { screens } from './browser.ts';
import { journey } from './journey.ts';
import { call } from './record-fixture.ts';

const there = journey(async (page) => {
  await call(page, 'POST', 'accounts', { legalName: 'Ateliers Breizh' });
});
const { open } = there;

const card = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n');
const addressBook = [
  card('N:Durand;Zoé;;;', 'FN:Zoé Durand', 'ORG:Boulangerie Durand'),
  card(
    'N:Le Gall;Yann;;M.;',
    'FN:Yann Le Gall',
    'ORG:Garage Le Gall SARL',
    'TITLE:Chef d’atelier',
    'TEL;TYPE=WORK,VOICE:02 98 00 00 01',
    'TEL;TYPE=CELL:06 00 00 00 02',
    'TEL;TYPE=WORK,FAX:02 98 00 00 03',
    'EMAIL:yann@legall.exemple.fr',
  ),
].join('');

const named = (page: Page, label: string | RegExp) => page.getByLabel(label, { exact: true });

async function contactsNamed(page: Page, lastName: string): Promise<Record<string, unknown>[]> {
  const filter = encodeURIComponent(JSON.stringify({ field: 'lastName', op: 'equals', value: lastName }));
  return (await call<{ items: Record<string, unknown>[] }>(page, 'GET', `contacts?filter=${filter}`)).items;
}

describe('a person of the telephone', () => {
  test('is found in a file, checked in the form, and added once (F5, F16, F18, F19)', async () => {
    const page = await open('/crm/contacts', { viewport: screens.phone });
    await page.getByRole('navigation').getByRole('button', { name: 'Créer' }).click();
    await page.getByRole('menuitem', { name: 'Nouveau contact' }).click();
    await page.getByRole('menuitem', { name: /^Saisir/ }).waitFor();
    expect(await page.getByRole('menuitem').count()).toBe(3);
    await page.getByRole('menuitem', { name: /^Depuis le répertoire du téléphone/ }).click();

    await page.getByTestId('phone-book-file').setInputFiles({
      name: 'notes.vcf',
      mimeType: 'text/vcard',
      buffer: Buffer.from('rien'),
    });
    await page.getByText('« notes.vcf » n’est pas un fichier de contacts').waitFor();
    await page.getByTestId('phone-book-file').setInputFiles({
      name: 'repertoire.vcf',
      mimeType: 'text/vcard',
      buffer: Buffer.from(addressBook),
    });
    await page.getByRole('option', { name: /Zoé Durand/ }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('combobox', { name: 'Rechercher une personne' }).fill('garage');
    await page.getByText('1 sur 2').waitFor();
    await page.keyboard.press('Enter');

    await page.waitForURL('**/crm/contacts/new');
    // Nothing of the person stands in the address, and a reload loses nothing.
    await page.reload();
    await named(page, /^Nom(?! du)/).waitFor();
    expect(await named(page, /^Nom(?! du)/).inputValue()).toBe('Le Gall');
    expect(await named(page, 'Téléphone fixe').inputValue()).toBe('02 98 00 00 01');
    expect(await named(page, 'Mobile').inputValue()).toBe('06 00 00 00 02');
    expect(await named(page, 'Fax').inputValue()).toBe('02 98 00 00 03');
    await page.getByText('lu « Chef d’atelier », qui n’est pas dans la liste').waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Nouveau compte : Garage Le Gall SARL' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ajouter' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Ajouter', exact: true }).dblclick();
    await page.getByText('« Yann Le Gall » a été ajouté.').waitFor();
    await page.waitForURL(/\/crm\/contacts\/[0-9a-f-]{36}$/);
    expect(await contactsNamed(page, 'Le Gall')).toMatchObject([{ source: 'phonebook', mobile: '06 00 00 00 02' }]);

    // Back to the address book for the next one, not to a form that is saved.
    await page.goBack();
    await page.getByRole('button', { name: 'Choisir un fichier' }).waitFor();
  });

  // No browser here has the Contact Picker API: what it gives is played, all that follows is real.
  test('is picked from the device where the browser opens its address book, or it says why not', async () => {
    const page = await open('/');
    await page.addInitScript(() => {
      let refused = false;
      const select = async () => {
        refused = !refused;
        if (refused) throw new DOMException('no', 'SecurityError');
        const address = [{ organization: 'ATELIERS BREIZH' }];
        return [{ name: ['Anaïs Kervella'], tel: ['0298000009', '0600000008'], email: ['a@exemple.fr'], address }];
      };
      Object.defineProperty(navigator, 'contacts', { value: { select } });
    });
    await page.goto(`${there.carnet.url}/phone-book?record=contact`);
    const pick = page.getByRole('button', { name: 'Choisir dans le répertoire' });
    await pick.click();
    await page.getByText('Le téléphone n’a pas donné accès à son répertoire').waitFor();
    await pick.click();
    await page.waitForURL('**/crm/contacts/new');
    await expect.poll(() => named(page, /^Nom du compte/).inputValue()).toBe('Ateliers Breizh');
    expect(await named(page, 'Mobile').inputValue()).toBe('0600000008');
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await page.getByText('« Anaïs Kervella » a été ajouté.').waitFor();
    expect(await contactsNamed(page, 'Kervella')).toHaveLength(1);
  });
});
