import type { KeyboardEvent, ReactNode } from 'react';
import classes from './choice-row.module.css';
import { Tooltip } from './deferred-floating.tsx';

interface ChoiceRowProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly {
    readonly value: Value;
    readonly label: string;
    /** Drawn instead of the label, which then names it. */
    readonly icon?: ReactNode;
  }[];
  readonly onChange: (value: Value) => void;
}

/** A few choices of which one is taken, side by side: one stop of the tabulator, arrows between them (WAI-ARIA radio group). */
export function ChoiceRow<Value extends string>({ label, value, choices, onChange }: ChoiceRowProps<Value>) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = choices.findIndex((choice) => choice.value === value);
    const next = choices[(at + step + choices.length) % choices.length];
    if (!next) return;
    onChange(next.value);
    event.currentTarget.querySelector<HTMLElement>(`[data-choice=${next.value}]`)?.focus();
  };
  return (
    <div className={classes.row} role="radiogroup" aria-label={label} onKeyDown={onKeyDown}>
      {choices.map((choice) => {
        const chosen = choice.value === value;
        const button = (
          // biome-ignore lint/a11y/useSemanticElements: a button that looks like one, in a group of which one is chosen
          <button
            key={choice.value}
            type="button"
            role="radio"
            aria-checked={chosen}
            aria-label={choice.icon ? choice.label : undefined}
            tabIndex={chosen ? 0 : -1}
            className={choice.icon ? `${classes.choice} ${classes.icon}` : classes.choice}
            data-choice={choice.value}
            onClick={() => {
              if (!chosen) onChange(choice.value);
            }}
          >
            {choice.icon ?? choice.label}
          </button>
        );
        return choice.icon ? (
          <Tooltip key={choice.value} label={choice.label}>
            {button}
          </Tooltip>
        ) : (
          button
        );
      })}
    </div>
  );
}
