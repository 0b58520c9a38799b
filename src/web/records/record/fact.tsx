import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type MouseEvent, useLayoutEffect, useRef, useState } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import { dateIn } from '../../../lib/time-zone.ts';
import type { EffectiveField } from '../../../meta/effective-record.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { recordMessages } from '../../language/record.ts';
import { useSlot } from '../../slots.ts';
import { showProblem } from '../../ui/toast.tsx';
import { isWritable } from '../form/form-fields.ts';
import classes from './facts.module.css';
import { InlineEditor } from './inline-editor.tsx';
import type { RecordView } from './record-context.ts';

/** Tells whether a fact has nothing to show: no value, or a box that is not ticked. */
export function isEmptyFact(value: unknown): boolean {
  return value === null || value === undefined || value === false;
}

/** One field of a record: its label, its value, its buttons; a click on the value changes it in its place. */
export function Fact({ view, field }: { readonly view: RecordView; readonly field: EffectiveField }) {
  const { record, item, permission, editable, save } = view;
  const words = useMessages(recordMessages);
  const language = useLanguage();
  const { timeZone } = useFormatContext();
  const [editing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const actions = useSlot('fieldActions').filter((action) => action.appliesTo(record, field));
  const face = faceOf(field.type.name);
  const value = item[field.name];
  const filled = value !== null && value !== undefined;
  const writable = editable && isWritable(field, permission);
  const label = field.label[language];

  const begin = (event: MouseEvent<HTMLElement>) => {
    if (!writable || (event.target as HTMLElement).closest('a, button, input')) return;
    // Choosing text to copy it is not a wish to change it.
    if (window.getSelection()?.toString()) return;
    setEditing(true);
  };
  const today = async () => {
    const outcome = await save({ [field.name]: dateIn(Date.now(), timeZone) });
    if (!outcome.ok && outcome.error !== null) showProblem(outcome.error);
  };
  // Once the editor is gone from the page, and before anything else takes the focus in its place.
  const wasEditing = useRef(false);
  useLayoutEffect(() => {
    if (wasEditing.current && !editing && document.activeElement === document.body) pencil.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  return (
    <div className={face.wide ? `${classes.fact} ${classes.wide}` : classes.fact}>
      <dt className={classes.label}>{label}</dt>
      {editing ? (
        <dd style={{ margin: 0, minWidth: 0 }}>
          <InlineEditor field={field} item={item} save={save} onDone={() => setEditing(false)} />
        </dd>
      ) : (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the pencil beside it does the same for the keyboard
        <dd className={writable ? `${classes.value} ${classes.editable}` : classes.value} onClick={begin}>
          {filled ? (
            <face.Display value={value} field={field} item={item} />
          ) : (
            <span className={classes.empty}>{words.empty}</span>
          )}
          {filled
            ? actions.map(({ name, component: Action }) => (
                <Action key={name} record={record} field={field} item={item} value={value} />
              ))
            : null}
          {writable && field.action === 'today' ? ' ' : null}
          {writable && field.action === 'today' ? (
            <Button className={classes.today} size="compact-xs" variant="default" onClick={() => void today()}>
              {words.today}
            </Button>
          ) : null}
          {writable ? (
            // One a fact: Mantine's button would be a third of what it takes to draw a record.
            <button
              ref={pencil}
              type="button"
              className={classes.pencil}
              aria-label={words.editField(label)}
              onClick={() => setEditing(true)}
            >
              <IconPencil size={14} stroke={1.7} aria-hidden />
            </button>
          ) : null}
        </dd>
      )}
    </div>
  );
}
