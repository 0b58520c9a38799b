import type { Localized } from '../../lib/localized.ts';

/** What becomes of a contact of the selection: let in, or left alone and why. */
export const outsideFates = {
  create: { fr: 'Sera créé', en: 'Will be created' },
  'no-email': { fr: 'Pas d’e-mail', en: 'No e-mail' },
  'has-one': { fr: 'En a déjà un', en: 'Has one already' },
  'email-used': { fr: 'E-mail utilisé par un autre', en: 'E-mail used by another' },
  disappeared: { fr: 'Contact disparu', en: 'Contact has disappeared' },
  'no-company': { fr: 'Sa société n’est pas à votre portée', en: 'Their company is out of your reach' },
} as const satisfies Record<string, Localized>;

export type OutsideFate = keyof typeof outsideFates;

/** What contacts of a selection become. */
export type OutsideKind = 'extranet-users' | 'external-collaborators';

/** What is told of a contact before or after. */
export interface OutsideLine {
  readonly id: string;
  readonly title: string;
  readonly email: string | null;
  readonly fate: OutsideFate;
}

/** How many contacts of a selection meet each fate, and the first of them by name. */
export interface OutsidePreview {
  readonly count: number;
  readonly fates: Readonly<Partial<Record<OutsideFate, number>>>;
  readonly items: readonly OutsideLine[];
}

/** What a batch came to. */
export interface OutsideResult {
  readonly created: number;
  readonly skipped: number;
  readonly refused: number;
  readonly fates: Readonly<Partial<Record<OutsideFate, number>>>;
  /** The first of those left alone. */
  readonly left: readonly OutsideLine[];
  /** How many links or passwords wait to be fetched. */
  readonly handouts: number;
}

/** What lets one person in, fetched once. */
export interface Handout {
  readonly name: string;
  readonly login: string;
  readonly link: string | null;
  readonly password: string | null;
}
