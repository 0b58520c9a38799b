import { describe, expect, it } from 'vitest';
import { administratorPermissions } from '../../../meta/permissions.ts';
import { cardCells } from '../../../rules/vcard-card.ts';
import { standardModel } from '../../testing/mount.tsx';
import { readCard, readCards } from './card-list.ts';
import { foundOnCard } from './card-person.ts';

const contact = standardModel.record('contact');

async function found(...lines: string[]) {
  const file = await readCards(new Blob([['BEGIN:VCARD', ...lines, 'END:VCARD'].join('\r\n')]));
  const [card] = file.cards;
  if (!card) throw new Error('no card');
  return foundOnCard(contact, standardModel, administratorPermissions, 'fr', cardCells(await readCard(file, card)));
}

describe('what a card says', () => {
  it('goes to the fields of the person, of their company, and what is left to the comment', async () => {
    const { values, named, said } = await found(
      'VERSION:3.0',
      'N:Petit;Élodie;;Mme;',
      'FN:Élodie Petit',
      'ORG:Garage Martin SARL;Atelier',
      'TITLE:Responsable atelier',
      'TEL;TYPE=WORK,VOICE:04 72 00 00 01',
      'TEL;TYPE=CELL:06 00 00 00 02',
      'TEL;TYPE=CELL:07 00 00 00 03',
      'TEL;TYPE=WORK,FAX:04 72 00 00 04',
      'EMAIL;TYPE=WORK:elodie@garage-martin.fr',
      'EMAIL;TYPE=HOME:elodie@exemple.fr',
      'URL:https://garage-martin.fr',
      'ADR;TYPE=WORK:;;3 rue des Lilas;Lyon;;69003;France',
      'X-SIREN:732829320',
      'NOTE:Rencontrée au salon',
    );
    expect(values).toMatchObject({
      civility: 'Mme',
      lastName: 'Petit',
      firstName: 'Élodie',
      jobTitle: 'Responsable atelier',
      department: 'Atelier',
      phone: '04 72 00 00 01',
      mobile: '06 00 00 00 02',
      fax: '04 72 00 00 04',
      email: 'elodie@garage-martin.fr',
      comment: 'Rencontrée au salon\nMobile 2\u00a0: 07 00 00 00 03\nE-mail 2\u00a0: elodie@exemple.fr',
    });
    expect(named?.account).toEqual({
      text: 'Garage Martin SARL',
      filled: {
        website: 'https://garage-martin.fr',
        address: '3 rue des Lilas\n69003 Lyon, France',
        siren: '732829320',
      },
    });
    expect(said).toEqual({ source: 'phonebook' });
  });

  it('names no company where the card names none', async () => {
    const { values, named } = await found('VERSION:2.1', 'N:Seul;Jean', 'TEL;CELL:0612345678');
    expect(values).toEqual({ lastName: 'Seul', firstName: 'Jean', mobile: '0612345678' });
    expect(named).toEqual({});
  });
});
