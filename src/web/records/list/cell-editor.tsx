import { VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import { localize } from '../../../lib/localized.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import { isApiProblem } from '../../api/problem.ts';
import type { Item } from '../../api/types.ts';
import { useLanguage } from '../../language/current-language.ts';
import { showProblem } from '../../ui/toast.tsx';
import { isChoosing, onceChosen } from '../form/pending-choice.ts';
import { useSave } from '../form/use-save.tsx';
import classes from './grid.module.css';

/** Where the focus goes when a cell has been edited. */
export type AfterEdit = 'stay' | 'next' | 'previous' | 'down' | 'leave';

export interface CellEditorProps {
  readonly record: EffectiveRecord;
  readonly field: EffectiveField;
  readonly item: Item;
  readonly onDone: (move: AfterEdit) => void;
}

/** Kinds of values that are whole as soon as they are chosen: saved at once, without another key. */
const chosenWhole: readonly string[] = ['code', 'reference', 'boolean'];

function isOutside(box: HTMLElement | null, target: Element | null): boolean {
  return !box?.contains(target) && !target?.closest('[data-portal]');
}

/** Changes one value in its place. Enter, Tab and a click elsewhere save it, Escape leaves it as it was. */
export function CellEditor({ record, field, item, onDone }: CellEditorProps) {
  const language = useLanguage();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  // What the change is based on: a newer version that arrives meanwhile must be met as a conflict, not written over.
  const [{ before, version }] = useState({ before: item[field.name] ?? null, version: item.version });
  const latest = useRef<unknown>(before);
  const [value, setValue] = useState<unknown>(before);
  const [problem, setProblem] = useState<string | null>(null);
  const busy = useRef(false);
  /** Where to go once the choice that a field waits for is made. */
  const next = useRef<AfterEdit | null>(null);
  const { save, dialog } = useSave(record);
  const { Input, layout } = faceOf(field.type.name);

  const refuse = (error: unknown) => {
    const own = isApiProblem(error) ? (error.errors[0]?.message ?? (error.status < 500 ? error.detail : null)) : null;
    if (own === null) showProblem(error);
    setProblem(own);
  };
  const commit = async (move: AfterEdit) => {
    if (box.current && isChoosing(box.current)) {
      if (next.current === null)
        onceChosen(box.current, () => {
          // A choice that was made is being saved by now; where none was, what was wanted is done.
          if (next.current !== null) void commit(next.current);
        });
      next.current = move;
      return;
    }
    await store(move);
  };
  const store = async (move: AfterEdit) => {
    if (busy.current) return;
    const now = latest.current;
    if (JSON.stringify(now) === JSON.stringify(before)) {
      onDone(move);
      return;
    }
    busy.current = true;
    const outcome = await save(item.id, version, { [field.name]: now });
    busy.current = false;
    if (outcome.ok) onDone(move);
    else if (outcome.error !== null) refuse(outcome.error);
  };
  const change = (changed: unknown) => {
    latest.current = changed;
    setValue(changed);
    setProblem(null);
    if (!chosenWhole.includes(field.type.comparison)) return;
    const move = next.current ?? 'stay';
    next.current = null;
    void store(move);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // What the editor does not use stays in it: the grid's own keys would move the focus away.
    event.stopPropagation();
    if (!box.current?.contains(event.target as Node)) return;
    const isOpen = (event.target as HTMLElement).getAttribute('aria-expanded') === 'true';
    const isButton = event.target instanceof HTMLButtonElement;
    const isLong = event.target instanceof HTMLTextAreaElement;
    // A key that the input took for itself (Enter for words being looked up) does nothing else.
    if (event.defaultPrevented) return;
    if (event.key === 'Escape') onDone('stay');
    else if (event.key === 'Enter' && !isOpen && !isButton && (!isLong || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void commit(layout === 'group' ? 'stay' : 'down');
    } else if (event.key === 'Tab' && layout !== 'group') {
      event.preventDefault();
      void commit(event.shiftKey ? 'previous' : 'next');
    }
  };
  const onBlur = () => {
    requestAnimationFrame(() => {
      const target = document.activeElement;
      if (box.current && isOutside(box.current, target)) void commit('leave');
    });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears the keys of the control it holds
    <div
      ref={box}
      className={layout === 'group' ? `${classes.editor} ${classes.editorGroup}` : classes.editor}
      data-editor
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    >
      <VisuallyHidden>
        <label htmlFor={id}>{localize(field.label, language)}</label>
      </VisuallyHidden>
      <Input
        id={id}
        value={value}
        onChange={change}
        field={field}
        item={item}
        invalid={problem !== null}
        describedBy={problem === null ? undefined : `${id}-problem`}
        required={field.required === true}
        autoFocus
        dense
      />
      {problem === null ? null : (
        <p id={`${id}-problem`} className={classes.editorProblem} role="alert">
          {problem}
        </p>
      )}
      {dialog}
    </div>
  );
}
