import { expect, test } from 'vitest';
import { extensionOf, longestFileName, safeFileName, shortenedName } from './file-name.ts';

test('a name that climbs folders becomes one that leads nowhere', () => {
  expect(safeFileName('../../etc/passwd')).toBe('etc_passwd');
  expect(safeFileName('..\\..\\Windows\\système.ini')).toBe('Windows_système.ini');
  expect(safeFileName('/')).toBe('');
  expect(safeFileName('..')).toBe('');
  expect(safeFileName('.htaccess')).toBe('htaccess');
});

test('a name of three hundred characters keeps its beginning, its end and its extension', () => {
  const name = safeFileName(`../${'a'.repeat(290)}-final.pdf`);
  expect([...name]).toHaveLength(longestFileName);
  expect(name).toMatch(/^a+…a*-final\.pdf$/);
});

test('signs that are not seen or turn the text round are left out', () => {
  expect(safeFileName('facture\u202efdp.exe')).toBe('facturefdp.exe');
  expect(safeFileName('a\u0000b\u200b.txt')).toBe('ab.txt');
  expect(safeFileName('devis\ud83d.txt')).toBe('devis.txt');
  expect(safeFileName('devis 🚀.txt')).toBe('devis 🚀.txt');
});

test('accents written in two signs are written in one, and a short name stays as it is', () => {
  expect(safeFileName('re\u0301sume\u0301.docx')).toBe('résumé.docx');
  expect(shortenedName('devis.pdf', 20)).toBe('devis.pdf');
  expect(shortenedName('un-nom-de-fichier-bien-long.pdf', 20)).toBe('un-nom-de…n-long.pdf');
  expect([extensionOf('a.tar.gz'), extensionOf('.env'), extensionOf('Fin.')]).toEqual(['.gz', '', '']);
});
