import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence, Facts } from '../../lib/duplicate-facts.ts';
import { canBeSuspected, comparable, isSurelyTheSame, likeness, suspected, worthALook } from './likeness.ts';

type Known = Partial<Readonly<Record<'email' | 'mobile' | 'phone' | 'linkedin' | 'account', string>>>;

const declared = {
  email: { kind: 'email', weight: 0.9 },
  mobile: { kind: 'phone', weight: 0.9 },
  phone: { kind: 'phone', weight: 0.5 },
  linkedin: { kind: 'profile', weight: 0.95 },
  account: { kind: 'company', weight: 0.8 },
} as const;

function person(firstName: string, name: string, known: Known = {}) {
  const evidence = Object.entries(known).map(([field, text]): Evidence => {
    const { kind, weight } = declared[field as keyof Known];
    return { kind, field, weight, text, ...(field === 'account' ? { target: text } : {}) };
  });
  return comparable({ nature: 'person', name, firstName, evidence } satisfies Facts);
}

function company(
  name: string,
  known: Readonly<Partial<Record<'siren' | 'siret' | 'website' | 'postcode', string>>> = {},
) {
  const evidence: Evidence[] = [];
  const add = (kind: Evidence['kind'], field: string, text: string | undefined, weight: number) => {
    if (text !== undefined) evidence.push({ kind, field, text, weight });
  };
  add('number', 'siren', known.siren, 1);
  add('number', 'siret', known.siret, 1);
  add('establishment', 'siret', known.siret, 1);
  add('website', 'website', known.website, 0.8);
  add('place', 'address', known.postcode, 0.4);
  return comparable({ nature: 'company', name, firstName: '', evidence });
}

const scoreOf = (...pair: Parameters<typeof likeness>) => likeness(...pair).score;
const there: Known = { account: 'Garage Martin' };

describe('Two people of one company are likely to be one', () => {
  it.each([
    ['Jean Durand', 'Jean Durant', 'close-name'],
    ['Frédéric Lefèvre', 'FREDERIC LEFEVRE', 'same-name'],
    ['Jean Durand', 'Durand Jean', 'swapped-name'],
    ['Alexandre Petit', 'Alex Petit', 'short-name'],
    ['Jean-Pierre Petit', 'J.-P. Petit', 'short-name'],
    ['Jean-Pierre Petit', 'Jean_Pierre Petit', 'same-name'],
    ['Jeanpierre Petit', 'Jean-Pierre Petit', 'same-name'],
    ['Marie Durand', 'Marie Durand-Leroy', 'part-name'],
    ['Marie Durand', 'Marie Leroy ép. Durand', 'part-name'],
    ['Anne de_La_Tour', 'Anne de_la_Tuor', 'close-name'],
  ])('%s and %s (%s)', (one, other, reason) => {
    const named = (text: string) => {
      const [first = '', ...rest] = text.split(' ');
      return person(first.replaceAll('_', ' '), rest.join(' ').replaceAll('_', ' '), there);
    };
    const found = likeness(named(one), named(other));
    expect(found.reasons).toEqual([reason, 'account']);
    expect(found.score).toBeGreaterThanOrEqual(suspected);
  });
});

describe('Two people are two', () => {
  it.each([
    ['Pascal', 'Pascale'],
    ['Denis', 'Denise'],
    ['Julie', 'Julien'],
    ['Jean', 'Jeanne'],
    ['Marc', 'Sophie'],
  ])('%s and %s of one family in one company, behind one number', (one, other) => {
    const known = { ...there, phone: '0123456789' };
    expect(scoreOf(person(one, 'Durand', known), person(other, 'Durand', known))).toBeLessThan(suspected);
  });

  it('where they have nothing but their name in common: worth a look while typing, no more', () => {
    const score = scoreOf(
      person('Jean', 'Durand', { account: 'Garage Martin', mobile: '0611111111' }),
      person('Jean', 'Durand', { account: 'Optique Nice', mobile: '0622222222' }),
    );
    expect(score).toBeLessThan(suspected);
    expect(scoreOf(person('Jean', 'Durand'), person('Jean', 'Durand'))).toBeGreaterThanOrEqual(worthALook);
  });

  it('where they share a mailbox and a switchboard', () => {
    const known = { ...there, email: 'contact@garage-martin.fr', phone: '0123456789' };
    expect(scoreOf(person('Jean', 'Durand', known), person('Sophie', 'Petit', known))).toBeLessThan(suspected);
  });
});

it('A person is found again at another company by what is their own', () => {
  for (const own of [{ mobile: '0612345678' }, { linkedin: 'jean-durand-12' }, { email: 'jean.durand@orange.fr' }]) {
    const score = scoreOf(
      person('Jean', 'Durand', { account: 'Garage Martin', ...own }),
      person('Jean', 'Durand', { account: 'Optique Nice', ...own }),
    );
    expect(score).toBeGreaterThanOrEqual(suspected);
  }
});

it('What is somebody’s own is worth a look while typing, whatever the names; what many share is not', () => {
  const pair = (known: Known) => scoreOf(person('', '', known), person('Sophie', 'Petit', known));
  const others = (known: Known) => scoreOf(person('Jean', 'Durand', known), person('Sophie', 'Petit', known));
  for (const scored of [pair, others]) {
    for (const own of [{ email: 's.petit@exemple.fr' }, { mobile: '0612345678' }, { linkedin: 'sophie-petit' }]) {
      expect(scored(own)).toBeGreaterThanOrEqual(worthALook);
      expect(scored(own)).toBeLessThan(suspected);
    }
    for (const shared of [{ email: 'contact@exemple.fr' }, { phone: '0123456789' }])
      expect(scored(shared)).toBeLessThan(worthALook);
  }
});

it('What people of many names have is nobody’s own', () => {
  const at = (account: string) => person('Jean', 'Durand', { account, mobile: '0612345678' });
  const crowded = (kind: string, form: string) => kind === 'phone' && form === '0612345678';
  expect(scoreOf(at('Garage Martin'), at('Optique Nice'))).toBeGreaterThanOrEqual(suspected);
  expect(scoreOf(at('Garage Martin'), at('Optique Nice'), undefined, crowded)).toBeLessThan(suspected);
});

it('Companies of one name are the same company for their people only where who knows them says so', () => {
  const at = (target: string) =>
    comparable({
      nature: 'person',
      name: 'Durand',
      firstName: 'Jean',
      evidence: [{ kind: 'company', field: 'account', weight: 0.8, text: 'Garage Martin', target }],
    });
  expect(scoreOf(at('a'), at('b'))).toBeLessThan(suspected);
  expect(scoreOf(at('a'), at('b'), () => true)).toBeGreaterThanOrEqual(suspected);
});

describe('Two companies', () => {
  it('of one SIREN are one whatever their names, unless they are two establishments', () => {
    const siren = '732829320';
    expect(scoreOf(company('Garage Martin', { siren }), company('Auto Sud', { siren }))).toBeGreaterThan(suspected);
    const at = (siret: string) => company('Garage Martin', { siret });
    expect(scoreOf(at('73282932000074'), at('73282932000082'))).toBeLessThan(suspected);
  });

  it('of one name and two SIREN are two; of one name, unless they are in two places, they are one', () => {
    const named = (known = {}) => company('Garage Martin', known);
    expect(scoreOf(named({ siren: '732829320' }), named({ siren: '552100554' }))).toBeLessThan(suspected);
    expect(scoreOf(named(), company('SARL Garage Martin'))).toBeGreaterThanOrEqual(suspected);
    expect(scoreOf(named({ postcode: '69002' }), named({ postcode: '59000' }))).toBeLessThan(suspected);
  });
});

it('Name and e-mail the same is sure, whatever else differs', () => {
  const known = { email: 'jean.durand@exemple.fr' };
  const found = likeness(
    person('Jean', 'Durand', { ...known, account: 'A' }),
    person('JEAN', 'DURAND', { ...known, account: 'B' }),
  );
  expect(isSurelyTheSame(found)).toBe(true);
});

it('The order of the two changes nothing, and the score stays between nothing and proof', () => {
  const name = fc.constantFrom(
    'Jean',
    'Jeanne',
    'J.',
    'Jean-Pierre',
    'Durand',
    'Durant',
    'Durand-Petit',
    'de La Tour',
    '',
    'Œuvre',
    '李',
  );
  const known = fc.record(
    {
      email: fc.constantFrom('a.b@exemple.fr', 'contact@exemple.fr', 'c@exemple.fr'),
      mobile: fc.constantFrom('0611111111', '0622222222', '3949'),
      phone: fc.constantFrom('0123456789', '0611111111'),
      linkedin: fc.constantFrom('jean-durand', 'in'),
      account: fc.constantFrom('Garage Martin', 'Martin SARL', '???'),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(name, name, known, name, name, known, (first, family, one, otherFirst, otherFamily, other) => {
      const pair = [person(first, family, one), person(otherFirst, otherFamily, other)] as const;
      const found = likeness(...pair);
      const back = likeness(pair[1], pair[0]);
      expect(back.score).toBe(found.score);
      expect(new Set(back.reasons)).toEqual(new Set(found.reasons));
      expect(found.score).toBeGreaterThanOrEqual(0);
      expect(found.score).toBeLessThanOrEqual(1);
      if (found.score >= suspected) expect(canBeSuspected(...pair)).toBe(true);
    }),
  );
});
