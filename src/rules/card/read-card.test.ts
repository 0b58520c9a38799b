import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { CardReading } from './card-reading.ts';
import { readCard } from './read-card.ts';

/** What a card of these lines says, certainties left out. */
function said(...lines: string[]): Record<string, unknown> {
  const { others: _, ...fields } = readCard(lines.map((text) => ({ text })));
  const found = Object.entries(fields).filter(([, field]) => field !== undefined);
  return Object.fromEntries(found.map(([name, field]) => [name, (field as { value: unknown }).value]));
}

describe('the person of a card', () => {
  it.each([
    [['JEAN MARTIN', 'jean.martin@acme.fr'], 'JEAN', 'MARTIN'],
    [['Martin Jean', 'jmartin@acme.fr'], 'Jean', 'Martin'],
    [['LE GOFF Yannick'], 'Yannick', 'LE GOFF'],
    [['Bruno VASSEUR'], 'Bruno', 'VASSEUR'],
    [['Dupont Sylvie', 's.dupont@acme.fr'], 'Sylvie', 'Dupont'],
    [['Jean-Pierre de La Tour'], 'Jean-Pierre', 'de La Tour'],
    [['M. Paul DE LA TOUR'], 'Paul', 'DE LA TOUR'],
    [['Dr Anne-Sophie MEUNIER'], 'Anne-Sophie', 'MEUNIER'],
    [['Maître Hélène d’ARGENSON'], 'Hélène', 'd’ARGENSON'],
    [['Marie Claire Dubois'], 'Marie Claire', 'Dubois'],
    [['Dr. Emily Hargreaves, PhD'], 'Emily', 'Hargreaves'],
    [['Thomas & Léa Girard', 'Artisans boulangers'], 'Thomas & Léa', 'Girard'],
    [['Stéphane', 'PETITJEAN', 'stephane.petitjean@acme.fr'], 'Stéphane', 'PETITJEAN'],
    [['Lucas Petit — Développeur web'], 'Lucas', 'Petit'],
    [['Sarah O’Connor, VP Sales'], 'Sarah', 'O’Connor'],
  ])('%j is read as first name « %s », last name « %s »', (lines, firstName, lastName) => {
    expect(said(...lines)).toMatchObject({ firstName, lastName });
  });

  it('keeps the form of address', () => {
    expect(said('Mme Claire Dupuis')).toMatchObject({ civility: 'Mme', firstName: 'Claire', lastName: 'Dupuis' });
    expect(said('Monsieur Paul Durand')).toMatchObject({ civility: 'M.', lastName: 'Durand' });
  });

  it('is guessed from the e-mail address where no line is a name, and marked unsure', () => {
    const reading = readCard([{ text: 'claire.morin@acme.fr' }]);
    expect(reading.lastName).toEqual({ value: 'Morin', certainty: 0.4 });
    expect(said('contact@acme.fr')).not.toHaveProperty('lastName');
  });

  it('is not the company that bears a name', () => {
    expect(
      said('Dupont & Fils', 'Pierre Dupont', 'Gérant', 'contact@dupontetfils.fr', 'www.dupontetfils.fr'),
    ).toMatchObject({ company: 'Dupont & Fils', firstName: 'Pierre', lastName: 'Dupont' });
  });
});

describe('the numbers of a card', () => {
  it.each([
    ['Tél. : 04 78 42 16 90', { phone: '04 78 42 16 90' }],
    ['Téléphone o1 42 68 53 07 — Télécopie o1 42 68 53 10', { phone: '01 42 68 53 07', fax: '01 42 68 53 10' }],
    ['T.04 78 42 16 90 F.04 78 42 16 91', { phone: '04 78 42 16 90', fax: '04 78 42 16 91' }],
    ['Tél: O4.78.42.l6.90', { phone: '04.78.42.16.90' }],
    ['06 I2 34 S6 78', { mobile: '06 12 34 56 78' }],
    ['06 77 3159 82', { mobile: '06 77 31 59 82' }],
    ['Port : 06-12-34-56-78 / Bureau : 01 02 03 04 05', { mobile: '06-12-34-56-78', phone: '01 02 03 04 05' }],
    ['03 80 41 27 96 • 06 25 83 40 17', { phone: '03 80 41 27 96', mobile: '06 25 83 40 17' }],
    ['M +33 (0)6 82 19 47 30', { mobile: '+33 (0)6 82 19 47 30' }],
    ['0 06 12 34 56 78', { mobile: '06 12 34 56 78' }],
    ['Mobile: +44 7700 900417', { mobile: '+44 7700 900417' }],
    ['Direct +1 415 555 0137', { phone: '+1 415 555 0137' }],
    ['03 88 60 74 15 (poste 212)', { phone: '03 88 60 74 15', extension: '212' }],
    ['01 23 45 67 89 ext. 12', { phone: '01 23 45 67 89', extension: '12' }],
    ['0 800 123 456', { phone: '0 800 123 456' }],
  ])('« %s » is told apart', (line, expected) => {
    expect(said(line)).toEqual(expected);
  });

  it('takes one’s own line before the switchboard, and the switchboard before the secretary', () => {
    expect(said('Standard : 05 61 23 84 70', 'Ligne directe : 05 61 23 84 99').phone).toBe('05 61 23 84 99');
    expect(said('Standard : 05 61 23 84 70', 'Secrétariat : 05 61 23 84 72').phone).toBe('05 61 23 84 70');
  });

  it.each(['SIRET 788 499 945 00012', 'RCS Brest 444 547 319', 'capital de 80 000 000 €', 'n° 12345', '69005 Lyon'])(
    'takes « %s » for no telephone',
    (line) => {
      expect(said(line)).not.toHaveProperty('phone');
      expect(said(line)).not.toHaveProperty('mobile');
    },
  );
});

describe('the registration of a company', () => {
  it.each([
    ['SIRET 788 499 945 00012', { siret: '78849994500012' }],
    ['SIRET : 788 499 945 OOOl2', { siret: '78849994500012' }],
    [
      'SARL au capital de 80 000 € - RCS Brest 444 547 319 - TVA FR27444547319',
      { siren: '444547319', vatNumber: 'FR27444547319' },
    ],
    ['N° TVA intracommunautaire : FR 27 444 547 319', { vatNumber: 'FR27444547319' }],
  ])('« %s » is read', (line, expected) => {
    expect(said(line)).toEqual(expected);
  });

  it('is left out where its key is wrong', () => {
    expect(said('SIRET 788 499 945 00013')).toEqual({});
    expect(said('TVA FR28444547319')).toEqual({});
  });
});

describe('the addresses of a card', () => {
  it.each([
    ['E: jean . martin@acme.fr', 'jean.martin@acme.fr'],
    ['jean.martin @ acme. fr', 'jean.martin@acme.fr'],
    ['jean,martin@acme,fr', 'jean.martin@acme.fr'],
    ['E-mail : jean-martin©acme.corn', 'jean-martin@acme.com'],
    ['jean.martin@acme fr', 'jean.martin@acme.fr'],
    ['jean.martinæacme-conseil.fr', 'jean.martin@acme-conseil.fr'],
    ['jean.martin@acme-conseil. .com', 'jean.martin@acme-conseil.com'],
    ['jean.martin@acme -conseil.com', 'jean.martin@acme-conseil.com'],
    ['mail : j.martin@acme.co.uk Mobile : 06 12 34 56 78', 'j.martin@acme.co.uk'],
  ])('« %s » is an e-mail address', (line, email) => {
    expect(said(line).email).toBe(email);
  });

  it('joins an address that was broken at the end of a line', () => {
    expect(said('E: emily.hargreaves@northgate-', 'consulting.com').email).toBe(
      'emily.hargreaves@northgate-consulting.com',
    );
  });

  it.each([
    ['www.acme.fr', 'www.acme.fr'],
    ['www, acme.fr', 'www.acme.fr'],
    ['www .acme -conseil.fr', 'www.acme-conseil.fr'],
    ['https://acme.fr/equipe', 'acme.fr/equipe'],
    ['acme-conseil.com', 'acme-conseil.com'],
  ])('« %s » is a site', (line, website) => {
    expect(said(line).website).toBe(website);
  });

  it('has no accents where it was read, and its own where it was given', () => {
    const read = (certainty: number) => readCard([{ text: 'p.nguyen@delta-mécanique.fr', certainty }]).email?.value;
    expect(read(0.9)).toBe('p.nguyen@delta-mecanique.fr');
    expect(read(1)).toBe('p.nguyen@delta-mécanique.fr');
  });

  it('agrees with the site where one of the two was misread, and is marked', () => {
    const reading = readCard([
      { text: 'Novalpes Energies', certainty: 0.9 },
      { text: 'j.marchetti@novalpes-energles.fr', certainty: 0.9 },
      { text: 'www.novalpes-energies.fr', certainty: 0.9 },
    ]);
    expect(reading.email).toEqual({ value: 'j.marchetti@novalpes-energies.fr', certainty: 0.7 });
    expect(reading.website).toEqual({ value: 'www.novalpes-energies.fr', certainty: 0.9 });
  });

  it('is mended by a name of the card that is a letter away, and marked; a given text is left alone', () => {
    const read = (certainty: number) =>
      readCard([{ text: 'Oliver Whitcombe' }, { text: 'oliver.whitconbe@acme.fr', certainty }]).email;
    expect(read(0.9)).toEqual({ value: 'oliver.whitcombe@acme.fr', certainty: 0.7 });
    expect(read(1)).toEqual({ value: 'oliver.whitconbe@acme.fr', certainty: 1 });
  });

  it('has a point behind an initial where a dash was read, and is marked', () => {
    const read = (certainty: number) => readCard([{ text: 'p-dhauteville@acme.fr', certainty }]).email;
    expect(read(0.9)).toEqual({ value: 'p.dhauteville@acme.fr', certainty: 0.7 });
    expect(read(1)).toEqual({ value: 'p-dhauteville@acme.fr', certainty: 1 });
  });

  it('is sure where every look at it gave the same, marked where one did not', () => {
    const read = (...alone: string[]) =>
      readCard([{ text: 'E-mail : lea.morel@acme.fr', certainty: 0.6, alone }]).email;
    expect(read('E-maillea.morel@acme.fr', 'lea.morel@acme.fr')).toEqual({
      value: 'lea.morel@acme.fr',
      certainty: 0.9,
    });
    expect(read('lea.morei@acme.fr', 'lea.morel@acme.fr')).toEqual({ value: 'lea.morel@acme.fr', certainty: 0.6 });
  });

  it('is marked where a point may have been lost behind an initial', () => {
    const reading = readCard([{ text: 'Paul Durand' }, { text: 'pdurand@acme.fr', certainty: 0.9 }]);
    expect(reading.email).toEqual({ value: 'pdurand@acme.fr', certainty: 0.7 });
  });

  it('is the likelier of two readings, and marked', () => {
    const reading = readCard([
      { text: 'Christophe Lambertin' },
      { text: 'clambertin@valmont.eu', otherwise: 'c lambertin@valmont.eu' },
    ]);
    expect(reading.email).toMatchObject({ value: 'c.lambertin@valmont.eu', certainty: 0.7 });
  });

  it('knows a profile from a site', () => {
    expect(said('linkedin.com/in/jean-martin')).toEqual({ linkedin: 'linkedin.com/in/jean-martin' });
  });

  it.each([
    [['12 rue de la Paix', '75002 Paris'], { street: '12 rue de la Paix', postcode: '75002', city: 'Paris' }],
    [['21 rue Saint-Éloi - 49100 Angers'], { street: '21 rue Saint-Éloi', postcode: '49100', city: 'Angers' }],
    [['9, rue de Miromesnil, 75008 PARIS'], { street: '9, rue de Miromesnil', postcode: '75008', city: 'PARIS' }],
    [
      ['45 rue de l’Industrie', 'BP 2041', '34060 Montpellier Cedex 2'],
      { street: '45 rue de l’Industrie', street2: 'BP 2041', postcode: '34060', city: 'Montpellier Cedex 2' },
    ],
    [
      ['27 Redchurch Street', 'London E2 7DJ'],
      { street: '27 Redchurch Street', postcode: 'E2 7DJ', city: 'London', country: 'GB' },
    ],
    [['CH-1201 Genève'], { postcode: '1201', city: 'Genève', country: 'CH' }],
  ])('%j is a postal address', (lines, address) => {
    expect(said(...lines).address).toEqual(address);
  });
});

describe('function and company', () => {
  it.each([
    [
      ['Marie Durand', 'Responsable Ressources Humaines', 'INNOVATECH'],
      'Responsable Ressources Humaines',
      'INNOVATECH',
    ],
    [
      ['KERBRAT architectes', 'Gwenaëlle Kerbrat', 'Architecte DPLG', 'gk@kerbrat-architectes.com'],
      'Architecte DPLG',
      'KERBRAT architectes',
    ],
    [['Antoine Roche', 'Notaire associé', 'BELLERIVE NOTAIRES'], 'Notaire associé', 'BELLERIVE NOTAIRES'],
    [
      ['Emily Hargreaves', 'Managing Director', 'Northgate', 'Consulting', 'e@northgate-consulting.com'],
      'Managing Director',
      'Northgate Consulting',
    ],
    [
      ['Paul Durand', 'Gérant', 'Fonderies du Nord', 'SARL', 'p.durand@fonderies-nord.fr'],
      'Gérant',
      'Fonderies du Nord SARL',
    ],
    [
      ['Paul Durand', 'Directeur Administratif', 'et Financier', 'ACME SAS'],
      'Directeur Administratif et Financier',
      'ACME SAS',
    ],
  ])('%j is told apart', (lines, jobTitle, company) => {
    expect(said(...lines)).toMatchObject({ jobTitle, company });
  });

  it('guesses the company from the domain only as something to check, never from a provider of mail boxes', () => {
    const reading = readCard([{ text: 'Claire Morin' }, { text: 'cm@novalpes-energies.fr' }]);
    expect(reading.company).toEqual({ value: 'Novalpes energies', certainty: 0.4 });
    expect(said('Claire Morin', 'claire.morin@orange.fr')).not.toHaveProperty('company');
  });
});

test('what was read with doubt is less certain than what was read well', () => {
  const sure = readCard([{ text: 'jean.martin@acme.fr', certainty: 0.95 }]).email?.certainty ?? 0;
  const unsure = readCard([{ text: 'jean.martin@acme.fr', certainty: 0.5 }]).email?.certainty ?? 1;
  expect(unsure).toBeLessThan(sure);
  expect(unsure).toBeLessThan(0.75);
});

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    'Tél. ',
    '06 12 34 56 78',
    '@',
    '.fr',
    ' - ',
    'www.',
    '69005 ',
    'SIRET ',
    'M. ',
    '\u00a0',
    '(0)',
    '+33',
  ),
);
const line = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));

/** Every text of a reading. */
function texts({ others: _, ...fields }: CardReading): string[] {
  return Object.values(fields).flatMap((field) => {
    const value: unknown = field?.value ?? '';
    return typeof value === 'string' ? [value] : Object.values(value as object).map(String);
  });
}

test('any lines are read without a fault, certainties lie between 0 and 1, and no figure is made up', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const reading = readCard(lines.map((text) => ({ text })));
      const { others: _, ...fields } = reading;
      for (const field of Object.values(fields)) {
        expect(field?.certainty ?? 0).toBeGreaterThanOrEqual(0);
        expect(field?.certainty ?? 0).toBeLessThanOrEqual(1);
      }
      // A figure stands on the card, or a letter that is read for one.
      const there = (lines.join('').match(/[\dOoQDlIi|!ZzSsbGBgq]/g) ?? []).length;
      for (const text of texts(reading)) expect((text.match(/\d/g) ?? []).length).toBeLessThanOrEqual(there);
    }),
  );
});

test('a French number is read with the very figures that stand there, however it is grouped', () => {
  const digit = fc.integer({ min: 0, max: 9 });
  const number = fc.tuple(
    fc.constantFrom('01', '04', '06', '07', '09'),
    fc.array(digit, { minLength: 8, maxLength: 8 }),
  );
  fc.assert(
    fc.property(number, fc.constantFrom(' ', '.', '-', ''), ([head, rest], between) => {
      const all = head + rest.join('');
      const reading = readCard([{ text: `Tél. ${all.replace(/(\d\d)(?=\d)/g, `$1${between}`)}` }]);
      const found = (reading.phone ?? reading.mobile)?.value ?? '';
      expect(found.replace(/\D/g, '')).toBe(all);
    }),
  );
});
