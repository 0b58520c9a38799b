import { type ReactNode, useState } from 'react';
import { faceOf } from '../../fields/faces.ui.tsx';
import { fieldType, fieldTypes } from '../../fields/registry.ts';
import { errorText } from '../../lib/error-catalogue.ts';
import type { EffectiveField } from '../../meta/effective-record.ts';
import { useModel } from '../api/queries.ts';
import { useMessages } from '../language/catalogue.ts';
import { useLanguage } from '../language/current-language.ts';
import { devMessages } from '../language/dev.ts';
import { checkField } from '../records/form/check.ts';
import { FieldControl } from '../records/form/field-control.tsx';
import type { Form } from '../records/form/use-form.ts';
import { PageHeader } from '../ui/page-header.tsx';
import classes from './dev.module.css';
import { SchemeSwitch } from './scheme-switch.tsx';

/** The button that goes with a type, as declarations of records give it. */
const actions: Readonly<Record<string, NonNullable<EffectiveField['action']>>> = {
  phone: 'call',
  email: 'mail',
  url: 'open',
  date: 'today',
};

/** Takes a type's name, options and settings; returns a field of it that no record has. */
function sampleField(name: string, options: object = {}, more: Partial<EffectiveField> = {}): EffectiveField {
  const type = fieldType(name);
  const action = actions[name];
  return {
    name: 'value',
    kind: 'plain',
    type,
    options: { to: 'account', ...options },
    label: type.label,
    custom: false,
    columns: [],
    keyColumn: null,
    partKeys: {},
    ...(action ? { action } : {}),
    ...more,
  };
}

interface SampleProps {
  readonly caption: string;
  readonly field: EffectiveField;
  readonly value: unknown;
  readonly problem?: string;
  readonly disabled?: boolean;
}

/** One state of a type: how it is shown, in full and in a list, and how it is typed, with the value it gives. */
function Sample({ caption, field, value: first, problem, disabled }: SampleProps): ReactNode {
  const words = useMessages(devMessages);
  const language = useLanguage();
  const [value, setValue] = useState<unknown>(first);
  const face = faceOf(field.type.name);
  const record = useModel().record('account');
  const checked = checkField(field, value, language);
  const shownProblem = problem ?? checked.problem;
  const form: Form = {
    id: `${field.type.name}-${caption}`.replace(/\W+/g, '-'),
    values: { value },
    problems: shownProblem && value !== null ? { value: shownProblem } : {},
    notice: null,
    dirty: false,
    resumed: false,
    change: (values) => setValue(values.value),
    leave: () => {},
    check: () => null,
    refuse: () => {},
    restart: () => setValue(first),
    reset: () => {},
  };
  const shown = checked.problem === null && checked.value !== null;
  return (
    <div className={classes.state}>
      <p className={classes.caption}>{caption}</p>
      {shown ? (
        <>
          <div title={words.shown}>
            <face.Display value={checked.value} field={field} />
          </div>
          <div title={words.dense} className={classes.cell}>
            <face.Display value={checked.value} field={field} dense />
          </div>
        </>
      ) : null}
      <FieldControl record={record} field={field} form={form} disabled={disabled} />
      <code className={classes.code}>{JSON.stringify(value)}</code>
    </div>
  );
}

function TypeSamples({ name }: { readonly name: string }) {
  const words = useMessages(devMessages);
  const language = useLanguage();
  const type = fieldType(name);
  const [first] = type.examples;
  const options = first?.options;
  return (
    <section className={classes.type} id={name} aria-labelledby={`${name}-heading`}>
      <h2 className={classes.heading} id={`${name}-heading`}>
        {type.label[language]} <code>{name}</code>
      </h2>
      <div className={classes.states}>
        {type.examples.map((example) => (
          <Sample
            key={example.text}
            caption={example.text}
            field={sampleField(name, example.options)}
            value={example.value}
          />
        ))}
        <Sample
          caption={words.empty}
          field={sampleField(name, options, { help: { fr: words.help, en: words.help } })}
          value={null}
        />
        <Sample caption={words.required} field={sampleField(name, options, { required: true })} value={null} />
        <Sample
          caption={words.refused}
          field={sampleField(name, options)}
          value={first?.refused?.[0] ?? first?.value}
          problem={errorText(type.invalidCode, language, first?.refused?.[0] ? { value: first.refused[0] } : {})}
        />
        <Sample caption={words.readOnly} field={sampleField(name, options)} value={first?.value} disabled />
      </div>
    </section>
  );
}

/** Every field type in every state, from the type's own examples: what a new type is looked at in. */
export function FieldsPage() {
  const words = useMessages(devMessages);
  const names = Object.keys(fieldTypes);
  return (
    <>
      <PageHeader title={words.fieldsTitle} description={words.fieldsText} actions={<SchemeSwitch />} />
      <div className={classes.page}>
        <nav className={classes.index} aria-label={words.fieldsTitle}>
          {names.map((name) => (
            <a key={name} href={`#${name}`}>
              {name}
            </a>
          ))}
        </nav>
        {names.map((name) => (
          <TypeSamples key={name} name={name} />
        ))}
      </div>
    </>
  );
}
