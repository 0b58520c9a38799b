import { VisuallyHidden } from '@mantine/core';
import { type FocusEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import type { EffectiveField } from '../../../meta/effective-record.ts';
import { isApiProblem } from '../../api/problem.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { recordMessages } from '../../language/record.ts';
import { checkField } from '../form/check.ts';
import { fieldId, focusField } from '../form/focus.ts';
import { isChoosing, onceChosen } from '../form/pending-choice.ts';
import { changedValues } from '../form/use-form.ts';
import type { SaveOutcome } from '../form/use-save.tsx';
import classes from './facts.module.css';

interface InlineEditorProps {
  readonly field: EffectiveField;
  readonly item: Item;
  readonly save: (values: Readonly<Record<string, unknown>>) => Promise<SaveOutcome>;
  /** Called once the value is saved, unchanged, or given up. */
  readonly onDone: () => void;
}

/** Kinds of values that are chosen whole: picking one is saving it. */
const chosenAtOnce = ['code', 'reference', 'boolean'];

/** Tells whether the focus went to something drawn over the page for this editor: a list, a calendar, a small form. */
function isOverlay(element: Element | null): boolean {
  return element?.closest('[data-portal]') !== null && element !== null;
}

/**
 * One value being changed in its place. Enter or leaving saves, Escape gives up; what is refused stays as typed with
 * the reason under it.
 */
export function InlineEditor({ field, item, save, onDone }: InlineEditorProps) {
  const words = useMessages(recordMessages);
  const language = useLanguage();
  const formId = useId();
  const id = fieldId(formId, field.name);
  const [value, setValue] = useState<unknown>(item[field.name] ?? null);
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const latest = useRef(value);
  const settled = useRef(false);
  const box = useRef<HTMLDivElement>(null);
  /** True once one wanted to leave while a choice was still being looked for. */
  const awaiting = useRef(false);
  const face = faceOf(field.type.name);

  useEffect(() => focusField(formId, field.name), [formId, field.name]);

  const commit = async () => {
    if (settled.current || saving) return;
    if (box.current && isChoosing(box.current)) {
      if (awaiting.current) return;
      awaiting.current = true;
      onceChosen(box.current, () => {
        awaiting.current = false;
        void latestCommit.current();
      });
      return;
    }
    const checked = checkField(field, latest.current, language);
    if (checked.problem) {
      setProblem(checked.problem);
      return;
    }
    const changes = changedValues({ [field.name]: item[field.name] ?? null }, { [field.name]: checked.value });
    if (Object.keys(changes).length === 0) {
      settled.current = true;
      onDone();
      return;
    }
    setSaving(true);
    const outcome = await save(changes);
    setSaving(false);
    if (outcome.ok) {
      settled.current = true;
      onDone();
      return;
    }
    const { error } = outcome;
    if (error === null) return;
    setProblem(isApiProblem(error) ? (error.errors[0]?.message ?? error.detail) : words.saveFailed);
  };
  const latestCommit = useRef(commit);
  latestCommit.current = commit;
  const change = (next: unknown) => {
    latest.current = next;
    setValue(next);
    setProblem(null);
    if (chosenAtOnce.includes(field.type.comparison) && field.type.columns.length === 1) void commit();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement;
    // A key that the input took for itself (Enter for words being looked up) does nothing else.
    if (!event.currentTarget.contains(target) || event.defaultPrevented) return;
    const open = target.getAttribute('aria-expanded') === 'true' && target.tagName === 'INPUT';
    if (event.key === 'Escape' && !open) {
      event.preventDefault();
      settled.current = true;
      onDone();
      return;
    }
    const ends = event.key === 'Enter' && (target.tagName === 'INPUT' || event.ctrlKey || event.metaKey);
    if (!ends || open || target.getAttribute('type') === 'checkbox') return;
    event.preventDefault();
    event.stopPropagation();
    void commit();
  };
  const onBlur = (event: FocusEvent<HTMLDivElement>) => {
    if (event.currentTarget.contains(event.relatedTarget) || isOverlay(event.relatedTarget)) return;
    if (isOverlay(event.target)) return;
    void commit();
  };
  const input = (
    <face.Input
      id={id}
      value={value}
      onChange={change}
      field={field}
      item={item}
      invalid={problem !== null}
      describedBy={problem ? `${id}-error` : undefined}
      required={field.required}
      disabled={saving}
      autoFocus
    />
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter, Escape and leaving mean the same in every part of the editor
    <div
      ref={box}
      className={saving ? `${classes.editor} ${classes.saving}` : classes.editor}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    >
      {face.layout === 'group' ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset inside a list of facts would bring its own frame
        <div role="group" aria-label={field.label[language]}>
          {input}
        </div>
      ) : (
        <>
          <VisuallyHidden>
            <label htmlFor={id}>{field.label[language]}</label>
          </VisuallyHidden>
          {input}
        </>
      )}
      {problem ? (
        <p className={classes.problem} id={`${id}-error`} role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  );
}
