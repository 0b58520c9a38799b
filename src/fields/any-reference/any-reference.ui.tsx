import { useState } from 'react';
import { useModel } from '../../web/api/queries.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { Select } from '../../web/ui/deferred-inputs.tsx';
import { RecordLink } from '../../web/ui/record-link.tsx';
import { type DisplayProps, fieldFace, type InputProps } from '../face.ui.tsx';
import { DeferredRecordPicker } from '../reference/deferred-record-picker.ui.tsx';
import { useRecordTitle } from '../reference/record-title.ui.tsx';
import classes from './any-reference.module.css';
import type { RecordPointer } from './any-reference.ts';

function Display({ value, field, item, titleOf }: DisplayProps<RecordPointer>) {
  const words = useMessages(fieldMessages);
  const target = useModel().find(value.record);
  const known = titleOf?.(value.id) ?? item?.titles?.[field.name];
  const title = useRecordTitle(target, value.id, known);
  if (title === undefined) return <>…</>;
  if (title === null || !target) return <>{title ?? words.notVisible}</>;
  return (
    <RecordLink collection={target.collection} id={value.id}>
      {title}
    </RecordLink>
  );
}

function Input(props: InputProps<RecordPointer>) {
  const { id, value, onChange, field, disabled, ...rest } = props;
  const words = useMessages(fieldMessages);
  const language = useLanguage();
  const model = useModel();
  const targets = (field.type.targets?.(field.options) ?? []).flatMap((name) => model.find(name) ?? []);
  const [chosen, setChosen] = useState(value?.record ?? targets[0]?.name ?? null);
  const target = targets.find(({ name }) => name === chosen);
  return (
    <div className={classes.row}>
      <Select
        aria-label={words.recordType}
        data={targets.map(({ name, label }) => ({ value: name, label: label.one[language] }))}
        value={chosen}
        allowDeselect={false}
        disabled={disabled ?? false}
        onChange={(name) => {
          setChosen(name);
          onChange(null);
        }}
      />
      {target ? (
        <DeferredRecordPicker
          {...rest}
          key={target.name}
          id={id}
          record={target}
          value={value?.record === target.name ? value.id : null}
          disabled={disabled}
          onChange={(picked) => onChange(picked && { record: target.name, id: picked })}
        />
      ) : null}
    </div>
  );
}

export const anyReferenceFace = fieldFace<RecordPointer>({ Display, Input });
