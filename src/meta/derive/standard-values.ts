import { dateIn } from '../../lib/time-zone.ts';
import type { EffectiveField, EffectiveRecord } from '../effective-record.ts';
import { authorField, ownerField } from './access.ts';

/** Who makes a record, and when. */
export interface Maker {
  /** Null where it is nobody in particular. */
  readonly userId: string | null;
  /** Milliseconds. */
  readonly now: number;
  readonly timeZone: string;
}

/**
 * Takes a record type, a field of it and who makes a new record; returns what the field holds where nothing is said:
 * its own standard value, the day or the moment where it asks for that, the maker for the owner and the author; null for none.
 */
export function standardValue(record: EffectiveRecord, field: EffectiveField, maker: Maker): unknown {
  if (field.name === ownerField(record) || field.name === authorField(record)) return maker.userId;
  if (!field.defaultNow) return field.defaultValue ?? null;
  return field.type.comparison === 'date' ? dateIn(maker.now, maker.timeZone) : new Date(maker.now).toISOString();
}
