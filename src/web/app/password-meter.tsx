import { useMessages } from '../language/catalogue.ts';
import { entryMessages } from '../language/entry.ts';
import classes from './entry-frame.module.css';
import { passwordStrength } from './password-strength.ts';

interface PasswordMeterProps {
  readonly password: string;
  /** Words that someone who guesses tries first: the person's name, the company's. */
  readonly guessable: readonly string[];
}

/** Tells how hard a new password is to guess. */
export function PasswordMeter({ password, guessable }: PasswordMeterProps) {
  const words = useMessages(entryMessages);
  const strength = passwordStrength(password, guessable);
  const names = [
    words.strengthNone,
    words.strengthWeak,
    words.strengthFair,
    words.strengthGood,
    words.strengthStrong,
  ] as const;
  return (
    <div>
      <div className={classes.meter} aria-hidden>
        {[1, 2, 3, 4].map((step) => (
          <span key={step} className={classes.step} data-reached={step <= strength ? strength : undefined} />
        ))}
      </div>
      <p className={classes.strength} role="status">
        {names[strength]}
      </p>
    </div>
  );
}
