import { expect, it } from 'vitest';
import { type Card, vcardText } from './vcard.ts';

const card: Card = {
  id: '0190f5a0-7c5e-7000-8000-0123456789ab',
  fullName: 'Marie Durand',
  name: { last: 'Durand', first: 'Marie', prefix: 'Mme' },
  company: 'Œuvres, Fils; & Cie',
  department: 'Achats',
  isCompany: false,
  phones: [
    { kind: 'voice', number: '04 78 00 00 00' },
    { kind: 'cell', number: '06 01 02 03 04' },
  ],
  emails: ['m@exemple.fr'],
  links: [],
  addresses: [{ street: '3, rue de la Paix', postcode: '01400', city: 'Châtillon' }],
  note: 'une\nnote',
  others: { 'X-SIREN': '552100554' },
  revision: '2026-11-22T10:00:00.000Z',
};

it('writes what a card holds, its separators escaped', () => {
  expect(vcardText(card).split('\r\n')).toEqual([
    'BEGIN:VCARD',
    'VERSION:4.0',
    'UID:urn:uuid:0190f5a0-7c5e-7000-8000-0123456789ab',
    'FN:Marie Durand',
    'N:Durand;Marie;;Mme;',
    'ORG:Œuvres\\, Fils\\; & Cie;Achats',
    'TEL;TYPE="work,voice":04 78 00 00 00',
    'TEL;TYPE=cell:06 01 02 03 04',
    'EMAIL;TYPE=work:m@exemple.fr',
    'ADR;TYPE=work:;;3\\, rue de la Paix;Châtillon;;01400;',
    'NOTE:une\\nnote',
    'X-SIREN:552100554',
    'REV:20261122T100000Z',
    'END:VCARD',
    '',
  ]);
});

it('folds long lines at 75 bytes, never inside a character', () => {
  const lines = vcardText({ ...card, note: 'é'.repeat(200) }).split('\r\n');
  for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(lines.join('\r\n').replace(/\r\n /g, '')).toContain('é'.repeat(200));
});

it('writes version 3.0 for those that read nothing newer', () => {
  expect(vcardText(card, '3.0').split('\r\n')).toEqual([
    'BEGIN:VCARD',
    'VERSION:3.0',
    'UID:urn:uuid:0190f5a0-7c5e-7000-8000-0123456789ab',
    'FN:Marie Durand',
    'N:Durand;Marie;;Mme;',
    'ORG:Œuvres\\, Fils\\; & Cie;Achats',
    'TEL;TYPE=WORK,VOICE:04 78 00 00 00',
    'TEL;TYPE=CELL:06 01 02 03 04',
    'EMAIL;TYPE=INTERNET,WORK:m@exemple.fr',
    'ADR;TYPE=WORK:;;3\\, rue de la Paix;Châtillon;;01400;',
    'NOTE:une\\nnote',
    'X-SIREN:552100554',
    'REV:2026-11-22T10:00:00Z',
    'END:VCARD',
    '',
  ]);
  const { name: _name, ...company } = { ...card, isCompany: true };
  expect(vcardText(company, '3.0')).toContain('\r\nX-ABShowAs:COMPANY\r\nN:;;;;\r\n');
});
