import { useCallback, useState } from 'react';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { deferredOverlay } from '../../ui/deferred.tsx';
import { loadLater } from '../../ui/later.ts';
import type { OperationWatchProps } from '../list/operation-watch.tsx';
import type { AssociateDialogProps } from './associate-dialog.tsx';

const AssociateDialog = deferredOverlay<AssociateDialogProps>(() =>
  import('./associate-dialog.tsx').then((module) => module.AssociateDialog),
);
const OperationWatch = deferredOverlay<OperationWatchProps & { readonly opened: boolean }>(() =>
  import('../list/operation-watch.tsx').then((module) => module.OperationWatch),
);
loadLater(AssociateDialog.preload);

interface AssociateProps {
  readonly record: EffectiveRecord;
  readonly opened: boolean;
  readonly title: string;
  readonly target: Readonly<Record<string, unknown>>;
  readonly onClose: () => void;
  /** Told when records were associated, or began to be. */
  readonly onBegun?: () => void;
}

/** « Associer à… », from its dialog to the word that tells of its end and takes it back. */
export function Associate({ record, opened, title, target, onClose, onBegun }: AssociateProps) {
  const [operation, setOperation] = useState<string | null>(null);
  const ended = useCallback(() => setOperation(null), []);
  return (
    <>
      <AssociateDialog
        opened={opened}
        record={record}
        title={title}
        target={target}
        onRun={(id) => {
          setOperation(id);
          onBegun?.();
        }}
        onClose={onClose}
      />
      <OperationWatch opened={operation !== null} id={operation} collection={record.collection} onEnd={ended} />
    </>
  );
}
