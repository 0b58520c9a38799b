import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { formMessages } from '../../language/form.ts';
import { useSlot } from '../../slots.ts';
import classes from './field-control.module.css';
import { fieldId } from './focus.ts';
import type { Form } from './use-form.ts';

/** The small red asterisk of a required field, and the same in words (F61). */
export function RequiredMark() {
  const words = useMessages(formMessages);
  return (
    <>
      <span className={classes.asterisk} aria-hidden>
        *
      </span>
      <VisuallyHidden> {words.required}</VisuallyHidden>
    </>
  );
}

interface FieldControlProps {
  readonly record: EffectiveRecord;
  readonly field: EffectiveField;
  readonly form: Form;
  readonly item?: Item | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** What is to be said of the value it opened with; it is set off until there is nothing more to say. */
  readonly note?: ReactNode;
}

/** One field of a form: label, input, help, what is wrong. */
export function FieldControl({ record, field, form, item, autoFocus, disabled, note }: FieldControlProps) {
  const language = useLanguage();
  const assists = useSlot('fieldAssist').filter((assist) => assist.appliesTo(record, field));
  const face = faceOf(field.type.name);
  const id = fieldId(form.id, field.name);
  const problem = form.problems[field.name];
  const describedBy = [problem ? `${id}-error` : '', note ? `${id}-note` : '', field.help ? `${id}-help` : '']
    .filter(Boolean)
    .join(' ');
  const label = (
    <>
      {field.label[language]}
      {field.required ? <RequiredMark /> : null}
    </>
  );
  const input = (
    <face.Input
      id={id}
      value={form.values[field.name] ?? null}
      onChange={(value) => form.change({ [field.name]: value })}
      onBlur={() => form.leave(field.name)}
      field={field}
      item={item}
      invalid={problem !== undefined}
      describedBy={describedBy === '' ? undefined : describedBy}
      autoFocus={autoFocus}
      disabled={disabled}
      required={field.required}
    />
  );
  const className = note ? `${classes.field} ${classes.noted}` : classes.field;
  const below = (
    <>
      {note ? (
        <div className={classes.note} id={`${id}-note`}>
          {note}
        </div>
      ) : null}
      {field.help ? (
        <p className={classes.help} id={`${id}-help`}>
          {field.help[language]}
        </p>
      ) : null}
      {problem ? (
        <p className={classes.error} id={`${id}-error`} role="alert">
          {problem}
        </p>
      ) : null}
      {assists.map(({ name, component: Assist }) => (
        <Assist key={name} record={record} field={field} item={item} values={form.values} change={form.change} />
      ))}
    </>
  );
  if (face.layout === 'group') {
    return (
      <fieldset className={className} {...(describedBy === '' ? {} : { 'aria-describedby': describedBy })}>
        <legend className={classes.label}>{label}</legend>
        {input}
        {below}
      </fieldset>
    );
  }
  if (face.layout === 'box') {
    return (
      <div className={className}>
        <div className={classes.box}>
          {input}
          <label className={classes.label} htmlFor={id}>
            {label}
          </label>
        </div>
        {below}
      </div>
    );
  }
  return (
    <div className={className}>
      <label className={classes.label} htmlFor={id}>
        {label}
      </label>
      {input}
      {below}
    </div>
  );
}
