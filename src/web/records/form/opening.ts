import { newId } from '../../../lib/ids.ts';
import { listValues } from '../../../meta/derive/list-values.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { fieldAccess, type RecordPermission } from '../../../meta/permissions.ts';

type Values = Readonly<Record<string, unknown>>;

/** A record that a reference is to point to, known by its name alone: nobody has it yet, or several are alike. */
export interface WantedReference {
  /** Its name, as it was read. */
  readonly text: string;
  /** Records that may be it, the likeliest first. */
  readonly alike: readonly { readonly id: string; readonly title: string }[];
  /** What a new one is filled in with: texts by field. */
  readonly filled: Readonly<Record<string, string>>;
  /** What is said under its fields until they are edited. */
  readonly notes?: Readonly<Record<string, string>>;
}

/** A picture to look at while the form is checked; it is kept only if the person says so. */
export interface OpeningPicture {
  /** The picture itself, as a `data:` address without metadata: see `pictureAddressOf`. */
  readonly address: string;
  /** The image field that it may be kept in; none where it is only looked at. */
  readonly field?: string;
}

/**
 * What a way of making a record found out before its form opens (an address book, a business card). It is carried in the
 * state of the router, never in an address: reloading keeps it, nobody else reads it, and nothing is stored before the
 * form is saved.
 */
export interface FormOpening {
  /** Tells this opening from others: what is typed in it, and its creation, are known by it. */
  readonly id: string;
  /** Values by field, in JSON form or as texts; `accountLinks.department` for a field of the primary link. */
  readonly values: Values;
  /** What is said under a field until it is edited: that it is to be checked, what the card says. */
  readonly notes?: Readonly<Record<string, string>>;
  /** References whose record is not known: chosen among those alike, or made. */
  readonly wanted?: Readonly<Record<string, WantedReference>>;
  /** Values that go with the creation and that no form shows: `{ source: 'card' }`. */
  readonly said?: Readonly<Record<string, string>>;
  readonly picture?: OpeningPicture;
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    opening?: FormOpening;
  }
}

/** Takes what was found out; returns the opening of a form, to be carried in the state of the router. */
export function formOpening(found: Omit<FormOpening, 'id'>): FormOpening {
  return { id: newId(), ...found };
}

/** Takes what goes with a creation; returns what of it this person may say and the lists still hold. */
export function sayable(
  record: EffectiveRecord,
  permission: RecordPermission,
  said: FormOpening['said'] = {},
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(said).filter(([name, code]) => {
      const field = record.field(name);
      if (!field?.saidAtCreation?.includes(code) || fieldAccess(permission, name) !== 'edit') return false;
      return listValues(field).some((value) => value.code === code && value.active !== false);
    }),
  );
}
