import { mailAddress } from '../../../fields/email/mail-address.ts';
import { dialAddress } from '../../../fields/phone/dial.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Item } from '../../api/types.ts';

/** The value of the first field with an action that the record holds. */
function actionValue(record: EffectiveRecord, item: Item, action: EffectiveField['action']): string | null {
  for (const field of record.fields) {
    const value = item[field.name];
    if (!field.hidden && field.action === action && typeof value === 'string' && value !== '') return value;
  }
  return null;
}

/** Takes a record as its list reads it; returns the addresses that call and write to it, null for none. */
export function reachOfCard(
  record: EffectiveRecord,
  item: Item,
): { readonly dial: string | null; readonly mail: string | null } {
  const phone = actionValue(record, item, 'call');
  const mail = actionValue(record, item, 'mail');
  return { dial: phone === null ? null : dialAddress(phone), mail: mail === null ? null : mailAddress(mail) };
}
