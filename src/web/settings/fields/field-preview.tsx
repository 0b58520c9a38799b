import { useId, useState } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import type { FieldType } from '../../../fields/field-type.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import { useMessages } from '../../language/catalogue.ts';
import { settingsMessages } from '../../language/settings.ts';
import { FieldControl } from '../../records/form/field-control.tsx';
import { useForm } from '../../records/form/use-form.ts';
import classes from './field-form.module.css';
import { isComplete, optionsOf, valueOptions } from './field-form.ts';
import { looseField } from './loose-field.ts';

type Values = Readonly<Record<string, unknown>>;

interface FieldPreviewProps {
  readonly record: EffectiveRecord;
  readonly model: Model;
  readonly type: FieldType;
  /** What the form holds of the field so far. */
  readonly values: Values;
}

/** Takes a form's values; returns the field that they would make. */
function draftField(type: FieldType, values: Values, model: Model, unnamed: string): EffectiveField {
  const words = (fr: unknown, en: unknown) => ({ fr: String(fr ?? ''), en: String(en ?? fr ?? '') });
  return looseField('preview', {
    type: type.name,
    options: valueOptions(optionsOf(values), model),
    label: values.label ? words(values.label, values.labelEn) : { fr: unnamed, en: unnamed },
    ...(values.help ? { help: words(values.help, values.helpEn) } : {}),
    required: values.required === true,
  });
}

function Trial({
  record,
  field,
  start,
}: {
  readonly record: EffectiveRecord;
  readonly field: EffectiveField;
  readonly start: unknown;
}) {
  const [initial] = useState(() => ({ preview: start ?? null }));
  const form = useForm({ fields: [field], initial, draftKey: null });
  return <FieldControl record={record} field={field} form={form} />;
}

/** The field as its form will show it, to be tried. */
export function FieldPreview({ record, model, type, values }: FieldPreviewProps) {
  const words = useMessages(settingsMessages);
  const heading = useId();
  const field = draftField(type, values, model, words.field);
  const face = faceOf(type.name);
  return (
    <section className={classes.preview} aria-labelledby={heading} data-layout={face.layout}>
      <h3 className={classes.heading} id={heading}>
        {words.preview}
      </h3>
      {isComplete(type, optionsOf(values)) ? (
        <Trial
          key={JSON.stringify(values.defaultValue ?? null)}
          record={record}
          field={field}
          start={values.defaultValue}
        />
      ) : null}
      <p className={classes.note}>{words.previewHelp}</p>
    </section>
  );
}
