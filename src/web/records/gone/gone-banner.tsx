import { Button } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import { localize } from '../../../lib/localized.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { goneMessages } from '../../language/gone.ts';
import type { RecordView } from '../record/record-context.ts';
import banner from '../record/record-page.module.css';
import { useGone } from './use-gone.ts';

/** Says that the record was declared gone, when and by whom, and takes it back. Nothing on the page of another. */
export function GoneBanner({ view }: { readonly view: RecordView }) {
  const { record, item, permission } = view;
  const words = useMessages(goneMessages);
  const language = useLanguage();
  const context = useFormatContext();
  const { gone, busy, takeBack } = useGone(view);
  const declaration = record.gone;
  if (!declaration || !gone) return null;
  const told = localize(declaration.words.told, language);
  const at = record.field(declaration.at);
  const when = at && item[at.name] ? at.type.format(item[at.name], at.options, context) : null;
  const who = item.titles?.[declaration.by];
  return (
    <div className={banner.banner} role="status">
      <span>{when ? (who ? words.toldOnBy(told, when, who) : words.toldOn(told, when)) : words.told(told)}</span>
      {permission.update === 'none' || item.deletedAt ? null : (
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconUserCheck size={16} aria-hidden />}
          loading={busy}
          onClick={takeBack}
        >
          {localize(declaration.words.takeBack, language)}
        </Button>
      )}
    </div>
  );
}
