import { Button, Group, Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { mostMerged } from '../../../rules/merge-preview.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { mergeMessages } from '../../language/merge.ts';
import { uiMessages } from '../../language/ui.ts';
import { usePhone } from '../../ui/phone.ts';
import { RecordChoices } from '../list/record-choices.tsx';
import classes from './merge-dialog.module.css';
import { MergeDialog } from './merge-dialog.tsx';

interface MergeWithProps {
  readonly record: EffectiveRecord;
  readonly item: Item;
  readonly onClose: () => void;
}

/** Merges a record with others of its type, looked for here. */
export function MergeWith({ record, item, onClose }: MergeWithProps) {
  const words = useMessages(mergeMessages);
  const general = useMessages(uiMessages);
  const phone = usePhone();
  const [others, setOthers] = useState<readonly string[]>([]);
  const [compared, setCompared] = useState(false);
  if (compared) return <MergeDialog record={record} ids={[item.id, ...others]} onClose={onClose} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (others.length > 0) setCompared(true);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.pickTitle(item.title)}
      fullScreen={phone}
      closeButtonProps={{ 'aria-label': general.close }}
    >
      <form onSubmit={submit}>
        <p className={classes.help}>{words.pickHelp}</p>
        <RecordChoices
          record={record}
          label={words.pick}
          chosen={others}
          onChange={(ids) => setOthers(ids.filter((id) => id !== item.id).slice(0, mostMerged - 1))}
          autoFocus
        />
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            {general.cancel}
          </Button>
          <Button type="submit" disabled={others.length === 0}>
            {words.next}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
