/** What a value tells of who somebody is, and so how two of them are compared. */
export type EvidenceKind =
  /** An address of their own, or of a whole service (contact@), which tells less. */
  | 'email'
  | 'phone'
  /** A page of theirs on a professional network. */
  | 'profile'
  /** The number that a company is registered under. */
  | 'number'
  /** The number of one of its establishments. */
  | 'establishment'
  | 'website'
  /** The company that they are at. */
  | 'company'
  /** A postcode: it joins nobody, and its difference parts. */
  | 'place';

/** One thing known of a record by which it may be the same as another. */
export interface Evidence {
  readonly kind: EvidenceKind;
  readonly field: string;
  readonly weight: number;
  /** The value as its type compares it: a number as dialled in France, a web address without its scheme, a title. */
  readonly text: string;
  /** Id of the record pointed to, for a reference. */
  readonly target?: string;
}

/** What is known of a record to tell whether another is the same. */
export interface Facts {
  readonly nature: 'person' | 'company';
  /** A person's family name; the whole name of a company. */
  readonly name: string;
  /** A person's first name, '' where there is none. */
  readonly firstName: string;
  readonly evidence: readonly Evidence[];
}
