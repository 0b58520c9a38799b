import { useMessages } from '../../language/catalogue.ts';
import { importMessages } from '../../language/import.ts';
import classes from './import.module.css';

export type ImportStep = 'file' | 'mapping' | 'check' | 'run';

const steps: readonly ImportStep[] = ['file', 'mapping', 'check', 'run'];

/** Where one is on the way from the file to the records. */
export function ImportSteps({ step }: { readonly step: ImportStep }) {
  const words = useMessages(importMessages);
  const names = { file: words.stepFile, mapping: words.stepMapping, check: words.stepCheck, run: words.stepRun };
  const here = steps.indexOf(step);
  return (
    <ol className={classes.steps} aria-label={words.steps}>
      {steps.map((name, place) => (
        <li
          key={name}
          className={classes.step}
          {...(place === here ? { 'aria-current': 'step' as const } : {})}
          {...(place < here ? { 'data-done': true } : {})}
        >
          <span className={classes.stepNumber} aria-hidden>
            {place + 1}
          </span>
          <span className={classes.stepName}>{names[name]}</span>
        </li>
      ))}
    </ol>
  );
}
