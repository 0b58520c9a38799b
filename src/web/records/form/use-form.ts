import { useCallback, useEffect, useId, useRef, useState } from 'react';
import type { EffectiveField } from '../../../meta/effective-record.ts';
import { isApiProblem } from '../../api/problem.ts';
import { useLanguage } from '../../language/current-language.ts';
import { checkField, checkFields } from './check.ts';
import { forgetDraft, keepDraft, readDraft } from './draft-storage.ts';
import { focusField } from './focus.ts';

type Values = Readonly<Record<string, unknown>>;

export interface FormOptions {
  readonly fields: readonly EffectiveField[];
  /** Values the form opens with. Read once: later changes of the record go through `reset`. */
  readonly initial: Values;
  /** Under which what is typed is kept in the tab; null keeps nothing. */
  readonly draftKey: string | null;
  readonly version?: number | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** What a form holds and can do. */
export interface Form {
  readonly id: string;
  readonly values: Values;
  /** Sentence per field that is refused. */
  readonly problems: Readonly<Record<string, string>>;
  /** What is wrong with the whole, or with something that has no field here. */
  readonly notice: string | null;
  readonly dirty: boolean;
  /** True when the form took up what was typed before. */
  readonly resumed: boolean;
  readonly change: (values: Values) => void;
  /** Called when the person leaves a field: says at once what is wrong with it. */
  readonly leave: (name: string) => void;
  /** Checks all; returns the values to send, or null after showing what is wrong and going to the first fault. */
  readonly check: () => Values | null;
  /** Takes what the server refused; shows it by the fields it names. */
  readonly refuse: (error: unknown) => void;
  /** Goes back to the values the form opened with, forgetting what was typed. */
  readonly restart: () => void;
  /** Starts anew from these values, forgetting what was typed. */
  readonly reset: (values: Values) => void;
}

function differs(left: unknown, right: unknown): boolean {
  return JSON.stringify(left ?? null) !== JSON.stringify(right ?? null);
}

/** Takes the values before and now; returns those that differ. */
export function changedValues(before: Values, now: Values): Values {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => differs(before[name], value)));
}

/** Holds the state of a form: values as typed, faults, the draft in the tab. */
export function useForm({ fields, initial, draftKey, version, idempotencyKey }: FormOptions): Form {
  const id = useId();
  const language = useLanguage();
  const [base, setBase] = useState<Values>(initial);
  const [draft] = useState(() => (draftKey === null ? null : readDraft(draftKey)));
  const [values, setValues] = useState<Values>(() => ({ ...initial, ...draft?.values }));
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [notice, setNotice] = useState<string | null>(null);
  const [resumed, setResumed] = useState(draft !== null);
  const focusNext = useRef<string | null>(null);
  const changed = changedValues(base, values);
  const dirty = Object.keys(changed).length > 0;

  useEffect(() => {
    if (draftKey === null) return;
    if (!dirty) forgetDraft(draftKey);
    else
      keepDraft(draftKey, {
        values: changed,
        ...(version === undefined ? {} : { version }),
        ...(idempotencyKey ? { idempotencyKey } : {}),
      });
  });
  useEffect(() => {
    if (focusNext.current === null) return;
    focusField(id, focusNext.current);
    focusNext.current = null;
  });

  const change = useCallback((next: Values) => {
    setValues((known) => ({ ...known, ...next }));
    setNotice(null);
    setProblems((known) => {
      const kept = Object.entries(known).filter(([name]) => !(name in next));
      return kept.length === Object.keys(known).length ? known : Object.fromEntries(kept);
    });
  }, []);

  const show = (found: Readonly<Record<string, string>>) => {
    setProblems(found);
    focusNext.current = fields.find((field) => field.name in found)?.name ?? null;
  };

  const reset = (next: Values) => {
    setBase(next);
    setValues(next);
    setProblems({});
    setNotice(null);
    setResumed(false);
    if (draftKey !== null) forgetDraft(draftKey);
  };

  return {
    id,
    values,
    problems,
    notice,
    dirty,
    resumed,
    change,
    leave: (name) => {
      const field = fields.find((candidate) => candidate.name === name);
      // An empty required field is not held against someone who has not finished: saving says it.
      if (!field || values[name] === null || values[name] === undefined) return;
      const { problem } = checkField(field, values[name], language);
      if (problem) setProblems((known) => ({ ...known, [name]: problem }));
    },
    check: () => {
      const { checked, found } = checkFields(fields, values, version === undefined ? null : base, language);
      if (Object.keys(found).length === 0) {
        setProblems({});
        return checked;
      }
      show(found);
      return null;
    },
    refuse: (error) => {
      if (!isApiProblem(error)) throw error;
      const found: Record<string, string> = {};
      const others: string[] = [];
      for (const { field, message } of error.errors) {
        // A fault of a link is shown by the field of the record that shows the link's value.
        const name = fields.find((candidate) => candidate.name === field)?.name ?? field.split('.').at(-1) ?? '';
        if (fields.some((candidate) => candidate.name === name)) found[name] = message;
        else others.push(message);
      }
      show(found);
      setNotice(others.length > 0 ? others.join(' ') : Object.keys(found).length > 0 ? null : error.detail);
    },
    restart: () => reset(base),
    reset,
  };
}
