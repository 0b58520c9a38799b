import { MultiSelect, NumberInput, SegmentedControl, TagsInput, TextInput, VisuallyHidden } from '@mantine/core';
import { useId } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import type { ListValue } from '../../../fields/field-type.ts';
import { type OperatorName, operators } from '../../../fields/operators.ts';
import { localize } from '../../../lib/localized.ts';
import { useModel } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { listMessages } from '../../language/list.ts';
import { usePhone } from '../../ui/phone.ts';
import { type FilterField, targetOf } from './filter-fields.ts';
import classes from './filter-panel.module.css';
import { RecordChoices } from './record-choices.tsx';

interface FilterValueProps {
  readonly field: FilterField;
  readonly op: OperatorName;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly autoFocus: boolean;
}

interface OneValueProps {
  readonly field: FilterField;
  readonly value: unknown;
  readonly label: string;
  readonly onChange: (value: unknown) => void;
  readonly autoFocus: boolean;
}

/** The values a field is chosen from, as its options carry them; undefined for fields that are typed. */
export function choicesOf(field: FilterField): readonly ListValue[] | undefined {
  if (field.part) return undefined;
  return (field.field.options as { values?: readonly ListValue[] }).values;
}

/** One value at an operator's right, typed as the field is typed elsewhere. */
function OneValue({ field, value, label, onChange, autoFocus }: OneValueProps) {
  const words = useMessages(listMessages);
  const id = useId();
  if (field.comparison === 'boolean') {
    return (
      <SegmentedControl
        size="xs"
        aria-label={label}
        value={value === false ? 'no' : 'yes'}
        onChange={(chosen) => onChange(chosen === 'yes')}
        data={[
          { value: 'yes', label: words.yes },
          { value: 'no', label: words.no },
        ]}
      />
    );
  }
  const isWords = field.part !== undefined || field.comparison === 'text';
  if (isWords) {
    return (
      <TextInput
        size="xs"
        aria-label={label}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onChange(event.currentTarget.value)}
        autoFocus={autoFocus}
      />
    );
  }
  const { Input } = faceOf(field.type.name);
  return (
    <div>
      <VisuallyHidden>
        <label htmlFor={id}>{label}</label>
      </VisuallyHidden>
      <Input
        id={id}
        value={value ?? null}
        onChange={onChange}
        field={{ ...field.field, required: false }}
        autoFocus={autoFocus}
        dense
      />
    </div>
  );
}

function Several({ field, value, label, onChange, autoFocus }: OneValueProps) {
  const words = useMessages(listMessages);
  const language = useLanguage();
  const model = useModel();
  // A list that drops down would cover the sheet: on a phone the choices stand in it.
  const phone = usePhone();
  const chosen = Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  const target = field.part ? undefined : targetOf(field.field, model);
  if (target)
    return <RecordChoices record={target} label={label} chosen={chosen} onChange={onChange} autoFocus={autoFocus} />;
  const choices = choicesOf(field);
  if (!choices) {
    return (
      <TagsInput
        size="xs"
        aria-label={label}
        placeholder={chosen.length === 0 ? words.typeCodes : ''}
        value={chosen}
        onChange={onChange}
        autoFocus={autoFocus}
      />
    );
  }
  if (phone) {
    return (
      <fieldset className={classes.choices} aria-label={label}>
        {choices.map((choice) => (
          <label key={choice.code} className={classes.choice}>
            <input
              type="checkbox"
              checked={chosen.includes(choice.code)}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked
                    ? [...chosen, choice.code]
                    : chosen.filter((code) => code !== choice.code),
                )
              }
            />
            {localize(choice.label, language)}
          </label>
        ))}
      </fieldset>
    );
  }
  return (
    <MultiSelect
      size="xs"
      aria-label={label}
      searchable={choices.length > 8}
      data={choices.map((choice) => ({ value: choice.code, label: localize(choice.label, language) }))}
      value={chosen}
      onChange={onChange}
      autoFocus={autoFocus}
      defaultDropdownOpened={autoFocus}
      hidePickedOptions={false}
      selectFirstOptionOnChange
      nothingFoundMessage={words.nothingFound}
      comboboxProps={{ shadow: 'md' }}
    />
  );
}

/** What stands at the right of an operator: nothing, words, one value, several, two bounds, a number of days. */
export function FilterValue({ field, op, value, onChange, autoFocus }: FilterValueProps) {
  const words = useMessages(listMessages);
  const { operand } = operators[op];
  const shared = { field, label: words.value, onChange, autoFocus };
  switch (operand) {
    case 'none':
      return null;
    case 'text':
      return (
        <TextInput
          size="xs"
          aria-label={words.value}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value)}
          autoFocus={autoFocus}
        />
      );
    case 'value':
      return <OneValue {...shared} value={value} />;
    case 'values':
      return <Several {...shared} value={value} />;
    case 'days':
      return (
        <NumberInput
          size="xs"
          aria-label={words.value}
          min={1}
          max={3650}
          allowDecimal={false}
          allowNegative={false}
          suffix={`\u00a0${words.days}`}
          value={typeof value === 'number' ? value : ''}
          onChange={(days) => onChange(typeof days === 'number' ? days : null)}
          autoFocus={autoFocus}
        />
      );
    case 'range': {
      const [from = null, to = null] = Array.isArray(value) ? (value as unknown[]) : [];
      return (
        <div className={classes.range}>
          <OneValue {...shared} label={words.from} value={from} onChange={(next) => onChange([next, to])} />
          <span>{words.to}</span>
          <OneValue
            {...shared}
            label={words.to}
            value={to}
            onChange={(next) => onChange([from, next])}
            autoFocus={false}
          />
        </div>
      );
    }
  }
}
