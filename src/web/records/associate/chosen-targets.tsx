import { CloseButton, Input as FieldInput } from '@mantine/core';
import { useId } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import { localize } from '../../../lib/localized.ts';
import type { Association } from '../../../meta/derive/associations.ts';
import { useRecordList } from '../../api/queries.ts';
import { associateMessages } from '../../language/associate.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { MultiSelect } from '../../ui/deferred-inputs.tsx';
import classes from './associate-dialog.module.css';

/** Something to associate with; `parts` are ids of what belongs to it (sites of an account). */
export interface Chosen {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly string[];
}

interface TargetPickerProps {
  readonly association: Association;
  readonly onPick: (id: string) => void;
}

/** Looks for one more record to associate with, or makes it: the picker of the link's own reference. */
export function TargetPicker({ association, onPick }: TargetPickerProps) {
  const language = useLanguage();
  const id = useId();
  const { Input } = faceOf(association.far.type.name);
  return (
    <div>
      <FieldInput.Label htmlFor={id}>{localize(association.target.label.one, language)}</FieldInput.Label>
      <Input
        id={id}
        value={null}
        field={association.far}
        onChange={(value: unknown) => {
          if (typeof value === 'string') onPick(value);
        }}
      />
    </div>
  );
}

interface ChosenTargetsProps {
  /** The association with parts of what is chosen, where there is one. */
  readonly part: Association | undefined;
  readonly chosen: readonly Chosen[];
  readonly onChange: (chosen: readonly Chosen[]) => void;
}

/** What was chosen so far, each with its parts to choose among where it has some. */
export function ChosenTargets({ part, chosen, onChange }: ChosenTargetsProps) {
  const words = useMessages(associateMessages);
  if (chosen.length === 0) return null;
  return (
    <ul className={part ? classes.lines : classes.chosen} aria-label={words.chosen}>
      {chosen.map((one) => (
        <li key={one.id}>
          <span>{one.title}</span>
          {part ? (
            <Parts
              part={part}
              of={one}
              onChange={(parts) => onChange(chosen.map((other) => (other.id === one.id ? { ...other, parts } : other)))}
            />
          ) : null}
          <CloseButton
            size="sm"
            aria-label={words.remove(one.title)}
            onClick={() => onChange(chosen.filter(({ id }) => id !== one.id))}
          />
        </li>
      ))}
    </ul>
  );
}

/** Most parts offered: nobody picks among more. */
const mostParts = 200;
/** So many are found by looking. */
const fewParts = 8;

interface PartsProps {
  readonly part: Association;
  readonly of: Chosen;
  readonly onChange: (parts: readonly string[]) => void;
}

/** The sites of an account, of which some may be chosen: none is asked for. */
function Parts({ part, of, onChange }: PartsProps) {
  const words = useMessages(associateMessages);
  const language = useLanguage();
  const { target, within } = part;
  const { data } = useRecordList(target.collection, {
    filter: { field: within?.via.name ?? '', op: 'equals', value: of.id },
    limit: mostParts,
    count: false,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const many = localize(target.label.many, language);
  return (
    <MultiSelect
      size="xs"
      aria-label={words.partsOf(many, of.title)}
      placeholder={of.parts.length === 0 ? words.optional(many) : ''}
      data={items.map(({ id, title }) => ({ value: id, label: title }))}
      value={[...of.parts]}
      onChange={onChange}
      searchable={items.length > fewParts}
    />
  );
}
