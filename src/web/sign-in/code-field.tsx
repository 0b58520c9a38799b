import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './sign-in.module.css';

interface CodeFieldProps {
  readonly label: string;
  readonly description?: ReactNode;
  readonly value: string;
  readonly error?: string | null;
  readonly onChange: (value: string) => void;
  /** Told of six digits, as soon as they are there. */
  readonly onFull?: (code: string) => void;
}

/** The six digits of an authenticator application, typed, pasted or filled in by the telephone. */
export function CodeField({ label, description, value, error, onChange, onFull }: CodeFieldProps) {
  return (
    <TextInput
      data-autofocus
      autoFocus
      label={label}
      description={description}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={11}
      classNames={{ input: classes.digits ?? '' }}
      value={value}
      error={error}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        onChange(typed);
        const digits = typed.replace(/\s/g, '');
        if (/^\d{6}$/.test(digits) && digits !== value.replace(/\s/g, '')) onFull?.(digits);
      }}
    />
  );
}
