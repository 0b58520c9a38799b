import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMessages } from '../../language/catalogue.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { recordMessages } from '../../language/record.ts';
import { useBringBack } from '../form/use-bring-back.tsx';
import type { RecordView } from './record-context.ts';
import classes from './record-page.module.css';

/** Says that the record is in the trash, and brings it back. */
export function TrashBanner({ view }: { readonly view: Pick<RecordView, 'record' | 'item' | 'permission'> }) {
  const words = useMessages(recordMessages);
  const context = useFormatContext();
  const { record, item, permission } = view;
  const { bringBack, busy, dialog } = useBringBack(record.collection);
  const field = record.field('deletedAt');
  const when = item.deletedAt && field ? field.type.format(item.deletedAt, field.options, context) : null;
  return (
    <div className={classes.banner} role="status">
      <span>{when ? words.inTrash(when) : words.inTrashNow}</span>
      {permission.delete === 'none' ? null : (
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          loading={busy}
          onClick={() => void bringBack(item.id, words.restored)}
        >
          {words.restore}
        </Button>
      )}
      {dialog}
    </div>
  );
}
