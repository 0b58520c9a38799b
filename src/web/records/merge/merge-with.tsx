import { Button, Group, Modal } from '@mantine/core';
import { useId, useState } from 'react';
import { FaceServicesProvider } from '../../../fields/face.ui.tsx';
import { DeferredRecordPicker } from '../../../fields/reference/deferred-record-picker.ui.tsx';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { mergeMessages } from '../../language/merge.ts';
import { uiMessages } from '../../language/ui.ts';
import { usePhone } from '../../ui/phone.ts';
import classes from './merge-dialog.module.css';
import { MergeDialog } from './merge-dialog.tsx';

interface MergeWithProps {
  readonly record: EffectiveRecord;
  readonly item: Item;
  readonly onClose: () => void;
}

/** Merges a record with another of its type, looked for here. */
export function MergeWith({ record, item, onClose }: MergeWithProps) {
  const words = useMessages(mergeMessages);
  const general = useMessages(uiMessages);
  const phone = usePhone();
  const id = useId();
  const [other, setOther] = useState<string | null>(null);
  if (other !== null) return <MergeDialog record={record} ids={[item.id, other]} onClose={onClose} />;
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.pickTitle(item.title)}
      fullScreen={phone}
      closeButtonProps={{ 'aria-label': general.close }}
    >
      <p className={classes.help}>{words.pickHelp}</p>
      <label htmlFor={id} className={classes.pickLabel}>
        {words.pick}
      </label>
      {/* What is not there yet is no duplicate: nothing is made here. */}
      <FaceServicesProvider value={{ createRecord: null }}>
        <DeferredRecordPicker id={id} record={record} value={null} onChange={setOther} without={[item.id]} autoFocus />
      </FaceServicesProvider>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {general.cancel}
        </Button>
      </Group>
    </Modal>
  );
}
