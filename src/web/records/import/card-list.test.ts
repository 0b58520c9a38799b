import { describe, expect, test } from 'vitest';
import { fileOfCards, readCards } from './card-list.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');

describe('the people of a vCard file', () => {
  test('are named, with what tells them apart', () => {
    const [one, two] = readCards(
      bytes(
        card('VERSION:4.0', 'FN:Zoé Durand', 'ORG:Dupont\\; Fils;Achats', 'TITLE:Acheteuse', 'EMAIL:zoe@dupont.fr') +
          card('VERSION:3.0', 'N:Martin;Léa;;;', 'item1.TEL;TYPE=cell:06 12 34 56 78'),
      ),
    );
    expect(one).toMatchObject({
      name: 'Zoé Durand',
      details: 'Acheteuse · Dupont; Fils, Achats',
      reach: ['zoe@dupont.fr'],
    });
    expect(two).toMatchObject({ name: 'Léa Martin', reach: ['06 12 34 56 78'] });
  });

  test('are read from quoted-printable lines in an old encoding, cut over two lines', () => {
    const text = card('VERSION:2.1', 'FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Zo=E9 =', 'Durand');
    expect(readCards(bytes(text))[0]?.name).toBe('Zoé Durand');
  });

  test('are read from folded lines, a letter of two bytes cut in the middle', () => {
    const [before, after] = [bytes('BEGIN:VCARD\r\nFN:Zo'), bytes(' Durand\r\nEND:VCARD\r\n')];
    const cut = Uint8Array.from([...before, 0xc3, 13, 10, 32, 0xa9, ...after]);
    expect(readCards(cut)[0]?.name).toBe('Zoé Durand');
  });

  test('keep a card within a card as part of it', () => {
    const text = card('FN:Patron', 'AGENT:', 'BEGIN:VCARD', 'FN:Adjoint', 'END:VCARD') + card('FN:Autre');
    expect(readCards(bytes(text)).map(({ name }) => name)).toHaveLength(2);
  });

  test('are sent byte for byte, those chosen alone', async () => {
    const kept = card('FN:Zoé', 'NOTE:é');
    const cards = readCards(bytes(kept + card('FN:Léa')));
    expect(await fileOfCards(cards.slice(0, 1), 'x.vcf').text()).toBe(`${kept}\r\n`);
  });

  test('are none where the file is no vCard', () => {
    expect(readCards(bytes('Nom;Prénom\nDurand;Zoé'))).toEqual([]);
  });
});
