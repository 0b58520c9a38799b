import fc from 'fast-check';
import ICAL from 'ical.js';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it } from 'vitest';
import { type CardColumn, cardColumns } from '../../../rules/vcard-card.ts';
import { cardSplitter, parseCard } from '../../../rules/vcard-lines.ts';
import { readRows, type SourceRow } from './source.ts';
import { collectRows, sourceFolder } from './source-fixture.ts';
import { cardBytes } from './vcard-bytes.ts';

const folder = sourceFolder();
afterAll(folder.remove);

const names = Object.keys(cardColumns) as CardColumn[];

/** The filled cells of a row, by column. */
function filled(row: SourceRow | undefined): Partial<Record<CardColumn, string>> {
  return Object.fromEntries(
    names.flatMap((name, index) => (row?.cells[index] == null ? [] : [[name, row.cells[index]]])),
  );
}

async function card(...lines: string[]): Promise<Partial<Record<CardColumn, string>>> {
  const rows = await folder.rows(`BEGIN:VCARD\r\n${lines.join('\r\n')}\r\nEND:VCARD\r\n`, 'a.vcf');
  return filled(rows[0]);
}

describe('reading cards', () => {
  it('has the same columns for every file, named for people', async () => {
    const { description } = await folder.describe('BEGIN:VCARD\nFN:A B\nEND:VCARD\n', 'a.vcf');
    expect(description.format).toBe('vcard');
    expect(description.columns[0]).toEqual({ index: 0, header: 'lastName', label: { fr: 'Nom', en: 'Last name' } });
    expect(description.columns.map(({ header }) => header)).toEqual(names);
  });

  it('reads a card of version 3.0 with folded lines, groups and escapes', async () => {
    const cells = await card(
      'VERSION:3.0',
      'N:Lefèvre;Éléonore;Marie;Mme;',
      'FN:Mme Éléonore Lefèvre',
      'ORG:Bœuf & Œillet\\, SARL;Achats',
      'TITLE:Directrice générale',
      'ADR;TYPE=HOME:;;1 rue privée;Nice;;06000;France',
      'ADR;TYPE=WORK:BP 12;Bât. B;12 bis\\, rue de l’Hôpital;Nice;PACA;06000;France',
      'TEL;TYPE=HOME:04 93 00 00 09',
      'item1.TEL;TYPE=WORK,VOICE:+33 4 93 00 00 01',
      'item1.X-ABLabel:Bureau',
      'TEL;TYPE=CELL:+33 6 12 34 56 78',
      'TEL;TYPE=WORK,FAX:+33 4 93 00 00 02',
      'EMAIL;TYPE=HOME:prive@example.fr',
      'EMAIL;TYPE=INTERNET,PREF:e.lefevre@example.fr',
      'URL:http\\://www.example.fr',
      'URL:https://www.linkedin.com/in/elefevre',
      'X-SKYPE:elefevre',
      'X-SIRET:732 829 320 00074',
      'NOTE:Rencontrée à Paris \\; à rappeler\\, « urg',
      ' ent »\\nligne 2',
    );
    expect(cells).toEqual({
      lastName: 'Lefèvre',
      firstName: 'Éléonore',
      middleName: 'Marie',
      prefix: 'Mme',
      fullName: 'Mme Éléonore Lefèvre',
      organisation: 'Bœuf & Œillet, SARL',
      department: 'Achats',
      jobTitle: 'Directrice générale',
      phone: '+33 4 93 00 00 01',
      phone2: '04 93 00 00 09',
      mobile: '+33 6 12 34 56 78',
      fax: '+33 4 93 00 00 02',
      email: 'e.lefevre@example.fr',
      email2: 'prive@example.fr',
      website: 'http://www.example.fr',
      linkedin: 'https://www.linkedin.com/in/elefevre',
      skype: 'elefevre',
      siret: '732 829 320 00074',
      street: '12 bis, rue de l’Hôpital',
      street2: 'Bât. B, BP 12',
      postcode: '06000',
      city: 'Nice',
      region: 'PACA',
      country: 'France',
      note: 'Rencontrée à Paris ; à rappeler, « urgent »\nligne 2',
      others: '1 rue privée, Nice, 06000, France',
    });
  });

  it('reads version 2.1: bare types, quoted-printable over several lines, its own charset', async () => {
    const cells = await card(
      'VERSION:2.1',
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lef=C3=A8vre;=C3=89lo=C3=AFse',
      'TEL;WORK;VOICE:04 93 00 00 01',
      'TEL;CELL:06 12 34 56 78',
      'EMAIL;INTERNET;PREF:e@example.fr',
      'ADR;WORK;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;12 rue de l=E2=80=99=',
      'H=C3=B4pital;Nice;;06000;France',
      'NOTE;ENCODING=QUOTED-PRINTABLE:ligne 1=0D=0Aligne 2',
      'URL:http://www.example.fr',
    );
    expect(cells).toMatchObject({
      lastName: 'Lefèvre',
      firstName: 'Éloïse',
      phone: '04 93 00 00 01',
      mobile: '06 12 34 56 78',
      email: 'e@example.fr',
      street: '12 rue de l’Hôpital',
      city: 'Nice',
      note: 'ligne 1\nligne 2',
      website: 'http://www.example.fr',
    });
  });

  it('reads version 4.0: numbers and addresses as URIs, quoted types, an extension', async () => {
    const cells = await card(
      'VERSION:4.0',
      'FN:Simon Perreault',
      'N:Perreault;Simon;;;ing. jr,M.Sc.',
      'TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+1-418-656-9254;ext=102',
      'TEL;VALUE=uri;TYPE="work,cell":tel:+1-418-262-6501',
      'EMAIL:mailto:s@example.ca',
      'IMPP:skype:simon.p',
    );
    expect(cells).toMatchObject({
      phone: '+1-418-656-9254',
      extension: '102',
      mobile: '+1-418-262-6501',
      email: 's@example.ca',
      skype: 'simon.p',
      suffix: 'ing. jr,M.Sc.',
    });
  });

  it('takes Windows-1252 for what is labelled ISO-8859-1, and UTF-8 for what is UTF-8 whatever its label', async () => {
    const text =
      'BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=ISO-8859-1:L’Haÿ;Zoé\r\nORG;CHARSET=ISO-8859-1:100 € – Cœur\r\nEND:VCARD\r\n';
    expect(filled((await folder.rows(iconv.encode(text, 'windows-1252'), 'a.vcf'))[0])).toMatchObject({
      lastName: 'L’Haÿ',
      organisation: '100 € – Cœur',
    });
    expect(filled((await folder.rows(text, 'a.vcf'))[0])).toMatchObject({
      lastName: 'L’Haÿ',
      organisation: '100 € – Cœur',
    });
    expect(filled((await folder.rows(iconv.encode(text, 'utf-16le', { addBOM: true }), 'a.vcf'))[0])).toMatchObject({
      lastName: 'L’Haÿ',
    });
  });

  it('reads several cards of mixed versions, without version, with any line end', async () => {
    const text =
      '\ufeffBEGIN:vCard\nN:Un;A\nEND:vCard\n\nbegin:vcard\rversion:2.1\rn:Deux;B\rend:vcard\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nFN:C Trois\r\nEND:VCARD';
    const rows = await folder.rows(text, 'a.vcf');
    expect(rows.map((row) => [row.line, filled(row).lastName, filled(row).firstName])).toEqual([
      [1, 'Un', 'A'],
      [5, 'Deux', 'B'],
      [9, 'Trois', 'C'],
    ]);
  });

  it('splits a name that comes in one piece, and knows a company from a person', async () => {
    expect(await card('FN:Jean DE LA TOUR')).toMatchObject({ lastName: 'DE LA TOUR', firstName: 'Jean' });
    expect(await card('FN:Durand, Claire')).toMatchObject({ lastName: 'Durand', firstName: 'Claire' });
    expect(await card('FN:Claire Durand')).toMatchObject({ lastName: 'Durand', firstName: 'Claire' });
    const company = await card('FN:Durand SARL', 'ORG:Durand SARL', 'TEL:0123456789');
    expect(company).toEqual({ fullName: 'Durand SARL', organisation: 'Durand SARL', phone: '0123456789' });
  });

  it('leaves photos out, counts them, and reads what follows them', async () => {
    const photo = 'QUJD'.repeat(40);
    const text = `BEGIN:VCARD\nVERSION:2.1\nPHOTO;JPEG;ENCODING=BASE64:${photo}\n${photo}\n\nN:Durand;Claire\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nPHOTO;ENCODING=b:${photo}\n ${photo}\nFN:Jean Martin\nEND:VCARD\n`;
    const { path, description } = await folder.describe(text, 'a.vcf');
    expect(description.warnings.map(({ code, message }) => [code, message.fr])).toEqual([
      ['photos-skipped', 'Photos laissées de côté\u00a0: 2.'],
    ]);
    expect((await collectRows(readRows(path, description))).map((row) => filled(row).lastName)).toEqual([
      'Durand',
      'Martin',
    ]);
  });

  it('flags a bad card and reads the others', async () => {
    const text =
      'BEGIN:VCARD\nN:Un;A\nBEGIN:VCARD\nFN\nN:Deux;B\nligne sans sens\nEND:VCARD\nBEGIN:VCARD\nREV:2020\nEND:VCARD\nBEGIN:VCARD\nN:Trois;C\n';
    const rows = await folder.rows(text, 'a.vcf');
    expect(rows.map((row) => [filled(row).lastName, row.problems?.map(({ code }) => code)])).toEqual([
      ['Un', ['card-not-closed']],
      ['Deux', ['card-line-unreadable']],
      [undefined, ['card-no-name']],
      ['Trois', ['card-not-closed']],
    ]);
    expect(rows[1]?.problems?.[0]?.message.fr).toBe(
      'Lignes de la carte non comprises\u00a0: 2 (première\u00a0: ligne 4).',
    );
    expect(await folder.refusal('rien', 'a.vcf')).toBe('no-cards');
  });

  it('keeps the card of an assistant out of the card it is in', async () => {
    const cells = await card(
      'VERSION:2.1',
      'N:Chef;Le',
      'AGENT:',
      'BEGIN:VCARD',
      'N:Assistant;L',
      'END:VCARD',
      'TEL;WORK:0123456789',
    );
    expect(cells).toEqual({ lastName: 'Chef', firstName: 'Le', phone: '0123456789' });
  });

  it('agrees with ical.js on the texts of well-formed cards', () => {
    // Not `;`: ical.js leaves `\\;` as it is outside structured values.
    const letter = fc.constantFrom('a', 'é', '’', '€', ' ', ',', '\\', '\n', ':', '"', '=', '東');
    const word = fc.string({ unit: letter, minLength: 1, maxLength: 60 }).filter((text) => text.trim() === text);
    const escaped = (text: string) => text.replace(/[\\,]/g, '\\$&').replaceAll('\n', '\\n');
    const folded = (line: string) =>
      [...line].map((character, index) => (index > 0 && index % 20 === 0 ? `\r\n ${character}` : character)).join('');
    fc.assert(
      fc.property(fc.constantFrom('3.0', '4.0'), word, word, (version, note, title) => {
        const text = [
          'BEGIN:VCARD',
          `VERSION:${version}`,
          'FN:A',
          folded(`NOTE:${escaped(note)}`),
          folded(`TITLE:${escaped(title)}`),
          'END:VCARD',
        ].join('\r\n');
        const jcard = new ICAL.Component(ICAL.parse(text) as unknown[]);
        const splitter = cardSplitter();
        const [first] = [...splitter.push(Buffer.from(text).toString('latin1')), ...splitter.end()];
        const parsed = parseCard(first ?? { line: 0, lines: [] }, 'utf-8', cardBytes);
        const open = (value: string | undefined) =>
          value?.replace(/\\([nN,;\\])/g, (_, code: string) => (/n/i.test(code) ? '\n' : code));
        for (const [name, expected] of [
          ['NOTE', note],
          ['TITLE', title],
        ] as const) {
          expect(open(parsed.properties.find((property) => property.name === name)?.value)).toBe(expected);
          expect(String(jcard.getFirstPropertyValue(name.toLowerCase()))).toBe(expected);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never throws, whatever stands between BEGIN and END', async () => {
    const piece = fc.constantFrom(
      'BEGIN:VCARD',
      'END:VCARD',
      'N:',
      'TEL;',
      'TYPE=',
      'ENCODING=QUOTED-PRINTABLE:',
      'PHOTO;ENCODING=b:',
      '=C3',
      '=',
      '"',
      ';',
      ':',
      ',',
      '\\',
      '\n',
      '\r\n',
      ' ',
      'é',
      'AGENT:',
      'CHARSET=x',
      '\0',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        const rows = await folder.rows(`BEGIN:VCARD\n${pieces.join('')}`, 'a.vcf');
        expect(rows.length).toBeGreaterThan(0);
        for (const row of rows) expect(row.cells).toHaveLength(names.length);
      }),
      { numRuns: 400 },
    );
  });
});
