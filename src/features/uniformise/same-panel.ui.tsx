import { Input as FieldInput } from '@mantine/core';
import { useId } from 'react';
import { faceOf } from '../../fields/faces.ui.tsx';
import { localize } from '../../lib/localized.ts';
import type { EffectiveField } from '../../meta/effective-record.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { uniformiseMessages } from '../../web/language/uniformise.ts';
import { Select } from '../../web/ui/deferred-inputs.tsx';
import classes from './uniformise.module.css';

/** The value that all of the records get, in which field; no value yet where null. */
export interface SameValue {
  readonly field: string;
  readonly value: string | null;
}

export interface SamePanelProps {
  readonly fields: readonly EffectiveField[];
  readonly same: SameValue;
  readonly onChange: (same: SameValue) => void;
}

/** Chooses the value that all of the records get (« même fonction choisie », A33). */
export function SamePanel({ fields, same, onChange }: SamePanelProps) {
  const words = useMessages(uniformiseMessages);
  const language = useLanguage();
  const id = useId();
  const field = fields.find(({ name }) => name === same.field);
  if (!field) return null;
  const { Input } = faceOf(field.type.name);
  return (
    <div className={classes.same}>
      <Select
        label={words.sameField}
        data={fields.map(({ name, label }) => ({ value: name, label: localize(label, language) }))}
        value={same.field}
        onChange={(name: string | null) => onChange({ field: name ?? same.field, value: null })}
        allowDeselect={false}
      />
      <div>
        <FieldInput.Label htmlFor={id}>{words.sameValue}</FieldInput.Label>
        <Input
          key={same.field}
          id={id}
          value={same.value}
          field={{ ...field, required: false }}
          onChange={(value: unknown) => onChange({ ...same, value: typeof value === 'string' ? value : null })}
        />
      </div>
    </div>
  );
}
