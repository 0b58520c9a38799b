import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { RecordPermission } from '../../../meta/permissions.ts';
import type { Item } from '../../api/types.ts';
import type { SaveOutcome } from '../form/use-save.tsx';

/** What every part of a record's page is given. */
export interface RecordView {
  readonly record: EffectiveRecord;
  readonly item: Item;
  readonly permission: RecordPermission;
  /** True when values may be written here: the right is there and the record is not in the trash. */
  readonly editable: boolean;
  /** Saves changes over the version shown; a conflict opens its dialog by itself. */
  readonly save: (values: Readonly<Record<string, unknown>>) => Promise<SaveOutcome>;
}
