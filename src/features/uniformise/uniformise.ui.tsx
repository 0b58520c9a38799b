import { IconLetterCase } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import type { RecordPermission } from '../../meta/permissions.ts';
import type { OperationWatchProps } from '../../web/records/list/operation-watch.tsx';
import type { BulkActionProps, RecordActionProps, WebFeature } from '../../web/slots.ts';
import { deferred } from '../../web/ui/deferred.tsx';
import { nameFields } from './written-fields.ts';

const UniformiseDialog = deferred<BulkActionProps>(() =>
  import('./uniformise-dialog.ui.tsx').then((module) => module.UniformiseDialog),
);
const NamesPage = deferred<object>(() => import('./names-page.ui.tsx').then((module) => module.NamesPage));
const OperationWatch = deferred<OperationWatchProps>(() =>
  import('../../web/records/list/operation-watch.tsx').then((module) => module.OperationWatch),
);

/** « Uniformiser » from the page of one record: its dialog, then its operation until it has ended. */
function UniformiseOne({ record, item, close }: RecordActionProps) {
  const [operation, setOperation] = useState<string | null>(null);
  const begun = useRef(false);
  if (operation !== null) return <OperationWatch id={operation} collection={record.collection} onEnd={close} />;
  return (
    <UniformiseDialog
      record={record}
      ids={[item.id]}
      filter={null}
      search=""
      count={{ value: 1, exact: true }}
      onRun={(id) => {
        begun.current = true;
        setOperation(id);
      }}
      // The operation is followed from here once it has begun.
      close={() => {
        if (!begun.current) close();
      }}
    />
  );
}

function applies(record: EffectiveRecord, permission: RecordPermission): boolean {
  return permission.update !== 'none' && nameFields(record, permission).length > 0;
}

/** « Uniformiser » (F111), of records chosen or of one, and how the company writes names. */
export const uniformiseFeature: WebFeature = {
  bulkActions: [
    {
      name: 'uniformise',
      label: { fr: 'Uniformiser', en: 'Uniformise' },
      icon: IconLetterCase,
      appliesTo: applies,
      dialog: UniformiseDialog,
    },
  ],
  recordActions: [
    {
      name: 'uniformise',
      label: { fr: 'Uniformiser', en: 'Uniformise' },
      icon: IconLetterCase,
      place: 'tools',
      appliesTo: applies,
      dialog: UniformiseOne,
    },
  ],
  settingsPages: [
    {
      path: 'names',
      label: { fr: 'Écriture des noms', en: 'Writing of names' },
      icon: IconLetterCase,
      component: NamesPage,
    },
  ],
};
