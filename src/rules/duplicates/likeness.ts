import type { EvidenceKind, Facts } from '../../lib/duplicate-facts.ts';
import { type CompanyLikeness, companyLikeness } from './company-likeness.ts';
import { type CompanyName, companyName, type FormedEvidence, formed } from './evidence-forms.ts';
import { type PersonLikeness, type PersonName, personLikeness, personName } from './person-likeness.ts';

/** From which score on two records are told of as likely to be one. */
export const suspected = 0.6;
/** From which score on a record is worth a look while another is being typed. */
export const worthALook = 0.29;

type NameLikeness = PersonLikeness | CompanyLikeness;

/** What is known of a record, ready to be compared with many. */
export interface Comparable {
  readonly name:
    | { readonly nature: 'person'; readonly of: PersonName }
    | { readonly nature: 'company'; readonly of: CompanyName };
  readonly evidence: readonly FormedEvidence[];
}

/** Takes what is known of a record; returns it ready to be compared. */
export function comparable({ nature, name, firstName, evidence }: Facts): Comparable {
  return {
    name: nature === 'person' ? { nature, of: personName(name, firstName) } : { nature, of: companyName(name) },
    evidence: evidence.flatMap((one) => formed(one) ?? []),
  };
}

/** How likely two records are one, and why. */
export interface Likeness {
  /** From 0 to 1. */
  readonly score: number;
  /** How the names are alike, then the fields that both have the same. */
  readonly reasons: readonly string[];
}

interface NameWeight {
  /** The most that such names come to, however much else is the same. */
  readonly most: number;
  /** What the name weighs by itself. */
  readonly alone: number;
  /** What stays of it when something of one's own differs. */
  readonly apart: number;
}

/** People of one name are many, companies of one name few. */
const nameWeights: Readonly<Record<NameLikeness, NameWeight>> = {
  'same-name': { most: 1, alone: 0.3, apart: 0.92 },
  'swapped-name': { most: 0.97, alone: 0.3, apart: 0.92 },
  'short-name': { most: 0.86, alone: 0.2, apart: 0.82 },
  'part-name': { most: 0.85, alone: 0.2, apart: 0.78 },
  'close-name': { most: 0.82, alone: 0.36, apart: 0.75 },
  'missing-first-name': { most: 0.72, alone: 0, apart: 0.7 },
  'same-first-name': { most: 0.64, alone: 0, apart: 0.5 },
  'missing-name': { most: 0.5, alone: 0, apart: 0.5 },
  'same-company-name': { most: 1, alone: 0.65, apart: 0.93 },
  'other-legal-form': { most: 0.93, alone: 0.6, apart: 0.85 },
  'close-company-name': { most: 0.82, alone: 0.3, apart: 0.8 },
  'part-company-name': { most: 0.72, alone: 0.1, apart: 0.8 },
};

/** What two companies of one number come to, whatever they are called: a name they trade by, a new one. */
const sameNumber: NameWeight = { most: 0.92, alone: 0.3, apart: 1 };

/** What two of other names come to: who types somebody's address should see whose it is, and no more. */
const otherNames: NameWeight = { most: 0.4, alone: 0, apart: 0.9 };

/** What stays where these differ, beside what is one's own. */
const partingKinds: Partial<Readonly<Record<EvidenceKind, number>>> = {
  number: 0.2,
  establishment: 0.55,
  place: 0.6,
  website: 0.85,
};

/** What two have of one kind of evidence: the fields and the weight of what is the same, whether it parts them. */
interface Compared {
  readonly kind: EvidenceKind;
  readonly fields: readonly string[];
  readonly weight: number;
  /** Both have one of their own, and none is the same. */
  readonly parts: boolean;
  readonly isThere: boolean;
}

/** Tells whether the records that two references point to are one: the judgement of whoever knows them. */
export type SameTarget = (one: string, other: string) => boolean;

const neverTheSame: SameTarget = () => false;

/** Tells whether people of many names have the same: a number lent for tests, a mailbox of a whole town. */
export type IsCrowded = (kind: EvidenceKind, form: string) => boolean;

const neverCrowded: IsCrowded = () => false;
/** What it weighs that two have in common what many have. */
const crowdedWeight = 0.2;

function isSame(one: FormedEvidence, other: FormedEvidence, sameTarget: SameTarget): boolean {
  if (one.target === undefined || other.target === undefined) return one.form === other.form;
  return one.target === other.target || (one.form === other.form && sameTarget(one.target, other.target));
}

function surerOf(one: FormedEvidence, other: FormedEvidence): FormedEvidence {
  if (one.weight === other.weight) return one.field < other.field ? one : other;
  return one.weight > other.weight ? one : other;
}

function compareKind(
  kind: EvidenceKind,
  one: Comparable,
  other: Comparable,
  sameTarget: SameTarget,
  isCrowded: IsCrowded,
): Compared {
  const own = one.evidence.filter((evidence) => evidence.kind === kind);
  const others = other.evidence.filter((evidence) => evidence.kind === kind);
  const fields = new Set<string>();
  let weight = 0;
  for (const a of own)
    for (const b of others) {
      if (!isSame(a, b, sameTarget)) continue;
      // The same number noted as a mobile and as a landline weighs as the surer of the two says.
      const surer = surerOf(a, b);
      fields.add(surer.field);
      weight = Math.max(weight, isCrowded(kind, a.form) ? Math.min(surer.weight, crowdedWeight) : surer.weight);
    }
  return {
    kind,
    fields: [...fields],
    weight,
    parts: fields.size === 0 && own.some(({ isOwn }) => isOwn) && others.some(({ isOwn }) => isOwn),
    isThere: own.length > 0 && others.length > 0,
  };
}

function nameLikeness({ name: one }: Comparable, { name: other }: Comparable): NameLikeness | null {
  if (one.nature === 'person') return other.nature === 'person' ? personLikeness(one.of, other.of) : null;
  return other.nature === 'company' ? companyLikeness(one.of, other.of) : null;
}

/**
 * Takes what is known of two records, who tells whether two companies are one and whether many have a value; returns how likely the two are one and
 * why: the score is what their names come to, more with each thing that they have the same, less with what parts them.
 */
export function likeness(
  one: Comparable,
  other: Comparable,
  sameTarget: SameTarget = neverTheSame,
  isCrowded: IsCrowded = neverCrowded,
): Likeness {
  const named = nameLikeness(one, other);
  const kinds = [...new Set(one.evidence.map(({ kind }) => kind))];
  const compared = kinds.map((kind) => compareKind(kind, one, other, sameTarget, isCrowded));
  const isNumbered = compared.some(({ kind, weight }) => kind === 'number' && weight > 0);
  const weights = named ? nameWeights[named] : isNumbered ? sameNumber : otherNames;
  let doubt = 1 - weights.alone;
  let score = weights.most;
  for (const { kind, weight, parts, fields, isThere } of compared) {
    doubt *= 1 - weight;
    const parting = partingKinds[kind];
    if (parting !== undefined) {
      if (isThere && fields.length === 0) score *= parting;
    } else if (parts) score *= weights.apart;
  }
  return {
    score: Math.round(score * (1 - doubt) * 1000) / 1000,
    reasons: [...(named ? [named] : []), ...new Set(compared.flatMap(({ fields }) => fields))],
  };
}

/**
 * Takes what is known of two records; tells whether they can come to be suspected at all: where their names speak against
 * it, only a number can.
 */
export function canBeSuspected(one: Comparable, other: Comparable): boolean {
  if (nameLikeness(one, other)) return true;
  const numbers = one.evidence.filter(({ kind }) => kind === 'number');
  return numbers.some(({ form }) =>
    other.evidence.some((evidence) => evidence.kind === 'number' && evidence.form === form),
  );
}

/** Takes how two records are alike; tells whether name and e-mail are the same: nobody means to have that twice. */
export function isSurelyTheSame({ reasons }: Likeness): boolean {
  return reasons.includes('email') && (reasons[0] === 'same-name' || reasons[0] === 'same-company-name');
}
