import { useModel } from '../../web/api/queries.ts';
import type { Item } from '../../web/api/types.ts';
import { GoneReferenceMark } from '../../web/ui/gone-mark.tsx';
import { RecordLink } from '../../web/ui/record-link.tsx';
import { type DisplayProps, fieldFace, type InputProps } from '../face.ui.tsx';
import { DeferredRecordPicker } from './deferred-record-picker.ui.tsx';
import { RecordTitle } from './record-title.ui.tsx';

/** Takes a record and one of its references; returns the title it came with, undefined where it came with none. */
export function titleInItem(item: Item | undefined, fieldName: string, value: unknown): string | null | undefined {
  return item && item[fieldName] === value ? item.titles?.[fieldName] : undefined;
}

function Display({ value, field, item, titleOf, dense }: DisplayProps<string>) {
  const target = useModel().find(field.type.targets?.(field.options)[0] ?? '');
  return (
    <RecordTitle record={target} id={value} known={titleOf?.(value) ?? titleInItem(item, field.name, value)}>
      {(title, { collection }) => (
        <>
          <RecordLink collection={collection} id={value} {...(dense ? { tabIndex: -1 } : {})}>
            {title}
          </RecordLink>
          {item?.[field.name] === value ? <GoneReferenceMark field={field} item={item} dense={dense} /> : null}
        </>
      )}
    </RecordTitle>
  );
}

/** Picks the record that a reference points to. */
export function ReferenceInput(props: InputProps<string>) {
  const { field, item, value, ...rest } = props;
  const target = useModel().find(field.type.targets?.(field.options)[0] ?? '');
  if (!target) return null;
  return <DeferredRecordPicker {...rest} record={target} value={value} title={titleInItem(item, field.name, value)} />;
}

export const referenceFace = fieldFace<string>({ Display, Input: ReferenceInput });
