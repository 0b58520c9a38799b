import { IconArrowMerge } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import type { RecordPermission } from '../../meta/permissions.ts';
import type { BulkActionProps, RecordActionProps, WebFeature } from '../../web/slots.ts';

const SelectionDialog = lazy(async () => ({
  default: (await import('../../web/records/merge/merge-selection.tsx')).MergeSelection,
}));
const PickDialog = lazy(async () => ({
  default: (await import('../../web/records/merge/merge-with.tsx')).MergeWith,
}));

/** Records met by themselves can be merged by whoever may change one and put the others in the trash. */
function mayMerge(record: EffectiveRecord, permission: RecordPermission): boolean {
  return record.navigation?.area === 'crm' && permission.update !== 'none' && permission.delete !== 'none';
}

function FromSelection(props: BulkActionProps) {
  return (
    <Suspense fallback={null}>
      <SelectionDialog {...props} />
    </Suspense>
  );
}

function FromRecord({ record, item, close }: RecordActionProps) {
  return (
    <Suspense fallback={null}>
      <PickDialog record={record} item={item} onClose={close} />
    </Suspense>
  );
}

/** « Fusionner les doublons » (A17), of rows chosen in a list or of a record and another; not the Word merge. */
export const mergeFeature: WebFeature = {
  bulkActions: [
    {
      name: 'merge',
      label: { fr: 'Fusionner les doublons', en: 'Merge duplicates' },
      icon: IconArrowMerge,
      appliesTo: mayMerge,
      dialog: FromSelection,
    },
  ],
  recordActions: [
    {
      name: 'merge',
      label: { fr: 'Fusionner avec un doublon', en: 'Merge with a duplicate' },
      icon: IconArrowMerge,
      place: 'edit',
      appliesTo: mayMerge,
      dialog: FromRecord,
    },
  ],
};
