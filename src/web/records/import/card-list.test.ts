import { describe, expect, test } from 'vitest';
import { fileOfCards, readCards } from './card-list.ts';

const people = async (...parts: BlobPart[]) => (await readCards(new Blob(parts))).cards;
const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');

describe('the people of a vCard file', () => {
  test('are named, with what tells them apart', async () => {
    const [one, two] = await people(
      card('VERSION:4.0', 'FN:Zoé Durand', 'ORG:Dupont\\; Fils;Achats', 'TITLE:Acheteuse', 'EMAIL:zoe@dupont.fr'),
      card('VERSION:3.0', 'N:Martin;Léa;;;', 'item1.TEL;TYPE=cell:06 12 34 56 78'),
    );
    expect(one).toMatchObject({
      name: 'Zoé Durand',
      details: 'Acheteuse · Dupont; Fils',
      reach: ['zoe@dupont.fr'],
    });
    expect(two).toMatchObject({ name: 'Léa Martin', reach: ['06 12 34 56 78'] });
  });

  test('are read from quoted-printable lines in an old encoding, cut over two lines', async () => {
    const text = card('VERSION:2.1', 'FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Zo=E9 =', 'Durand');
    expect((await people(text))[0]?.name).toBe('Zoé Durand');
  });

  test('are read from folded lines, a letter of two bytes cut in the middle', async () => {
    const cut = Uint8Array.from([0xc3, 13, 10, 32, 0xa9]);
    const [one] = await people('BEGIN:VCARD\r\nFN:Zo', cut, ' Durand\r\nEND:VCARD\r\n');
    expect(one?.name).toBe('Zoé Durand');
  });

  test('keep a card within a card as part of it', async () => {
    const text = card('FN:Patron', 'AGENT:', 'BEGIN:VCARD', 'FN:Adjoint', 'END:VCARD') + card('FN:Autre');
    expect((await people(text)).map(({ name }) => name)).toEqual(['Patron', 'Autre']);
  });

  test('are sent byte for byte, those chosen alone', async () => {
    const kept = card('FN:Zoé', 'NOTE:é');
    const file = await readCards(new Blob([card('FN:Léa'), kept, card('FN:Zoé')]));
    expect(await fileOfCards(file, file.cards.slice(1, 2), 'x.vcf').text()).toBe(`${kept}\r\n`);
  });

  test('are none where the file is no vCard', async () => {
    expect(await people('Nom;Prénom\nDurand;Zoé')).toEqual([]);
  });
});
