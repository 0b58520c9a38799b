import type { ReactNode } from 'react';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { useMessages } from '../../language/catalogue.ts';
import { settingsMessages } from '../../language/settings.ts';
import { FieldControl } from '../../records/form/field-control.tsx';
import type { Form } from '../../records/form/use-form.ts';
import classes from './field-form.module.css';
import type { FormGroup } from './field-form.ts';

interface FieldGroupsProps {
  readonly record: EffectiveRecord;
  readonly groups: readonly FormGroup[];
  readonly form: Form;
  /** What stands at the end of a group beside its fields. */
  readonly more?: Partial<Readonly<Record<FormGroup['name'], ReactNode>>>;
}

/** The fields of a setting's form under their headings. */
export function FieldGroups({ record, groups, form, more = {} }: FieldGroupsProps) {
  const words = useMessages(settingsMessages);
  return (
    <>
      {form.notice ? (
        <p className={classes.notice} role="alert">
          {form.notice}
        </p>
      ) : null}
      {groups.map((group) => (
        <section key={group.name} className={classes.group} aria-label={words[group.name]}>
          <h3 className={classes.heading}>{words[group.name]}</h3>
          {group.fields.map((field) => (
            <FieldControl key={field.name} record={record} field={field} form={form} />
          ))}
          {more[group.name]}
        </section>
      ))}
    </>
  );
}
