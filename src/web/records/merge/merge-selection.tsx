import { Button, Group, Modal } from '@mantine/core';
import { mostMerged } from '../../../rules/merge-preview.ts';
import { useMessages } from '../../language/catalogue.ts';
import { mergeMessages } from '../../language/merge.ts';
import { uiMessages } from '../../language/ui.ts';
import type { BulkActionProps } from '../../slots.ts';
import { MergeDialog } from './merge-dialog.tsx';

/** Merges the rows chosen in a list; says so where they are too few, too many, or not chosen one by one. */
export function MergeSelection({ record, ids, onRun, close }: BulkActionProps) {
  const words = useMessages(mergeMessages);
  const general = useMessages(uiMessages);
  if (ids && ids.length >= 2 && ids.length <= mostMerged)
    return <MergeDialog record={record} ids={ids} onRun={onRun} onClose={close} />;
  return (
    <Modal opened onClose={close} title={words.command} centered closeButtonProps={{ 'aria-label': general.close }}>
      <p>{words.atLeastTwo(mostMerged)}</p>
      <Group justify="flex-end">
        <Button onClick={close} data-autofocus>
          {general.close}
        </Button>
      </Group>
    </Modal>
  );
}
