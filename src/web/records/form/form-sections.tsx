import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { formMessages } from '../../language/form.ts';
import { FieldControl } from './field-control.tsx';
import { sectionsOf } from './form-fields.ts';
import classes from './form-sections.module.css';
import type { Form } from './use-form.ts';

interface FormSectionsProps {
  readonly record: EffectiveRecord;
  readonly fields: readonly EffectiveField[];
  readonly form: Form;
  readonly item?: Item | undefined;
  /** Name of the field that has the focus when the form opens. */
  readonly focus?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** What is to be said under fields, by name. */
  readonly notes?: Readonly<Record<string, ReactNode>> | undefined;
}

/** The fields of a form under their headings: two columns where there is room, one on a phone. */
export function FormSections({ record, fields, form, item, focus, disabled, notes }: FormSectionsProps) {
  const words = useMessages(formMessages);
  const language = useLanguage();
  const sections = sectionsOf(record, fields);
  return (
    <div className={classes.sections}>
      {form.resumed ? (
        <p className={classes.resumed} role="status">
          {words.draftRestored}
          <Button size="compact-sm" variant="default" onClick={form.restart}>
            {words.draftForget}
          </Button>
        </p>
      ) : null}
      {form.notice ? (
        <p className={classes.notice} role="alert">
          {form.notice}
        </p>
      ) : null}
      {sections.map((section) => (
        <section key={section.name} className={classes.section} aria-labelledby={`${form.id}-${section.name}-heading`}>
          <h2 className={classes.heading} id={`${form.id}-${section.name}-heading`}>
            {section.label ? section.label[language] : words.otherSection}
          </h2>
          <div className={classes.grid}>
            {section.fields.map((field) => (
              <div key={field.name} className={faceOf(field.type.name).wide ? classes.wide : ''}>
                <FieldControl
                  record={record}
                  field={field}
                  form={form}
                  item={item}
                  autoFocus={field.name === focus}
                  disabled={disabled}
                  note={notes?.[field.name]}
                />
              </div>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}
