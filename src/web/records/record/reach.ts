import { mailAddress } from '../../../fields/email/mail-address.ts';
import type { FormatContext } from '../../../fields/field-type.ts';
import { dialAddressBeside } from '../../../fields/phone/dial.ts';
import { openAddress } from '../../../fields/text/open-address.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import type { RecordPermission } from '../../../meta/permissions.ts';
import { visibleFields } from '../form/form-fields.ts';

type Values = Readonly<Record<string, unknown>>;

type ReachKind = 'call' | 'mail' | 'open';

/** One way to reach who or what a record is about. */
export interface Reach {
  readonly field: EffectiveField;
  /** Address the button opens: `tel:`, `mailto:`, a page. */
  readonly address: string;
  /** The value as people read it. */
  readonly text: string;
}

/** Takes a kind of button, a field, its value and those beside it; returns the address it opens, null for none. */
function addressOf(kind: ReachKind, field: EffectiveField, value: string, values: Values): string | null {
  if (kind === 'call') return dialAddressBeside(field.name, value, values);
  return kind === 'mail' ? mailAddress(value) : openAddress(field.name, value);
}

/**
 * Takes a record type, the reader's rights, a record's values and who reads; returns the ways to call, to write and
 * the pages to open, in the order of the fields, and whether the type has fields of each kind at all.
 */
export function reachOf(
  record: EffectiveRecord,
  permission: RecordPermission,
  values: Values,
  context: FormatContext,
): Readonly<Record<ReachKind, { readonly known: boolean; readonly ways: readonly Reach[] }>> {
  const fields = visibleFields(record, permission);
  const of = (kind: ReachKind) => {
    const own = fields.filter((field) => field.action === kind && field.name in values);
    const ways = own.flatMap((field) => {
      const value = values[field.name];
      const address = typeof value === 'string' ? addressOf(kind, field, value, values) : null;
      return address ? [{ field, address, text: field.type.format(value, field.options, context) }] : [];
    });
    return { known: own.length > 0, ways };
  };
  return { call: of('call'), mail: of('mail'), open: of('open') };
}
