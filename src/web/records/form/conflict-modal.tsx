import { Button, Group } from '@mantine/core';
import { useId, useState } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import type { ConflictBody } from '../../api/problem.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { formMessages } from '../../language/form.ts';
import { uiMessages } from '../../language/ui.ts';
import { Modal } from '../../ui/deferred-overlays.ts';
import { usePhone } from '../../ui/phone.ts';
import classes from './conflict-dialog.module.css';

type Side = 'yours' | 'theirs';

interface ValueProps {
  readonly field: EffectiveField;
  readonly value: unknown;
  readonly item: Item;
}

function Value({ field, value, item }: ValueProps) {
  const words = useMessages(formMessages);
  if (value === null || value === undefined) return <span className={classes.empty}>{words.conflictEmpty}</span>;
  const { Display } = faceOf(field.type.name);
  return <Display value={value} field={field} item={item} />;
}

/**
 * Takes a conflict and the side chosen for each of its fields; returns what is to be written over the record as it is
 * now: own choices, and own changes of fields that nobody else touched.
 */
export function resolvedValues(
  conflict: Pick<ConflictBody, 'yours' | 'conflicts'>,
  sides: Readonly<Record<string, Side>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(conflict.yours).filter(([name]) => !conflict.conflicts.includes(name) || sides[name] === 'yours'),
  );
}

export interface ConflictDialogProps {
  readonly record: EffectiveRecord;
  /** What the 409 carried; null keeps the dialog closed. */
  readonly conflict: ConflictBody | null;
  /** Takes the values to write and the version they are written over. */
  readonly onResolve: (values: Readonly<Record<string, unknown>>, version: number) => void;
  /** Saves nothing; what was typed stays where it was. */
  readonly onClose: () => void;
  readonly saving?: boolean;
}

/** Two people changed the same fields: shows both values and the original, and lets the second choose field by field. */
export function ConflictModal({ record, conflict, onResolve, onClose, saving }: ConflictDialogProps) {
  const words = useMessages(formMessages);
  const phone = usePhone();
  return (
    <Modal
      opened={conflict !== null}
      onClose={onClose}
      title={words.conflictTitle}
      size="lg"
      fullScreen={phone}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {conflict ? (
        <Choices
          key={conflict.current.version}
          record={record}
          conflict={conflict}
          onResolve={onResolve}
          onClose={onClose}
          saving={saving ?? false}
        />
      ) : null}
    </Modal>
  );
}

type ChoicesProps = ConflictDialogProps & { readonly conflict: ConflictBody };

function Choices({ record, conflict, onResolve, onClose, saving }: ChoicesProps) {
  const words = useMessages(formMessages);
  const common = useMessages(uiMessages);
  const language = useLanguage();
  const name = useId();
  const fields = conflict.conflicts.flatMap((field) => record.field(field) ?? []);
  const all = (side: Side) => Object.fromEntries(fields.map((field) => [field.name, side]));
  const [sides, setSides] = useState<Readonly<Record<string, Side>>>(() => all('yours'));
  const { current, yours, base } = conflict;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        onResolve(resolvedValues(conflict, sides), current.version);
      }}
    >
      <p style={{ marginTop: 0 }}>{words.conflictText(current.title)}</p>
      <div className={classes.fields}>
        {fields.map((field) => (
          <fieldset key={field.name} className={classes.field}>
            <legend className={classes.legend}>
              {field.label[language]}
              {base && field.name in base ? (
                <span className={classes.original}>
                  {common.before(words.conflictOriginal)}
                  <Value field={field} value={base[field.name]} item={current} />
                </span>
              ) : null}
            </legend>
            <div className={classes.choices}>
              {(['theirs', 'yours'] as const).map((side) => (
                <label key={side} className={classes.choice}>
                  <input
                    type="radio"
                    name={`${name}-${field.name}`}
                    checked={sides[field.name] === side}
                    onChange={() => setSides((known) => ({ ...known, [field.name]: side }))}
                  />
                  <span>
                    <span className={classes.whose}>
                      {side === 'yours' ? words.conflictYours : words.conflictTheirs}
                    </span>
                    <Value
                      field={field}
                      value={side === 'yours' ? yours[field.name] : current[field.name]}
                      item={current}
                    />
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        ))}
      </div>
      <Group justify="space-between" mt="lg" gap="xs">
        <Group gap="xs">
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setSides(all('theirs'))}>
            {words.conflictKeepAllTheirs}
          </Button>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setSides(all('yours'))}>
            {words.conflictKeepAllYours}
          </Button>
        </Group>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={saving ?? false}>
            {words.conflictSave}
          </Button>
        </Group>
      </Group>
    </form>
  );
}
