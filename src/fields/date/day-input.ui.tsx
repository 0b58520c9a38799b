import { Input } from '@mantine/core';
import { useId, useState } from 'react';
import { isDate } from '../../lib/dates.ts';
import { errorText } from '../../lib/error-catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { dateType } from './date.ts';
import { DayLine } from './day-line.ui.tsx';

interface DayInputProps {
  readonly label: string;
  /** The day, as `2026-11-22`, or null. */
  readonly value: string | null;
  /** Takes the day, null for none: also where what is typed is none, which is said below. */
  readonly onChange: (day: string | null) => void;
  readonly className?: string | undefined;
}

/** A day asked for outside of a record: a filter, a question. */
export function DayInput({ label, value, onChange, className }: DayInputProps) {
  const language = useLanguage();
  const id = useId();
  /** What is typed and is no day. */
  const [wrong, setWrong] = useState<string | null>(null);
  /** Said once the line is left, not under the fingers. */
  const [left, setLeft] = useState(false);
  const told = wrong !== null && left;
  const change = (given: unknown) => {
    const day = typeof given === 'string' && isDate(given) ? given : null;
    setLeft(false);
    setWrong(day === null && typeof given === 'string' && given.trim() !== '' ? given : null);
    if (day !== value) onChange(day);
  };
  return (
    <Input.Wrapper
      id={id}
      label={label}
      error={told ? errorText(dateType.invalidCode, language, { value: wrong }) : null}
      {...(className ? { className } : {})}
    >
      <DayLine
        id={id}
        value={wrong ?? value}
        onChange={change}
        onBlur={() => setLeft(true)}
        invalid={told}
        describedBy={told ? `${id}-error` : undefined}
      />
    </Input.Wrapper>
  );
}
