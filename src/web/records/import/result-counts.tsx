import type { ImportResult } from '../../../rules/import-result.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { importMessages } from '../../language/import.ts';
import classes from './result-counts.module.css';

interface ResultCountsProps {
  readonly result: ImportResult;
  /** True for what was written, false for what would be. */
  readonly written: boolean;
}

/** What an import came to, in figures. */
export function ResultCounts({ result, written }: ResultCountsProps) {
  const words = useMessages(importMessages);
  const number = useNumberFormat();
  const counts: readonly (readonly [string, number, 'always' | 'some', boolean?])[] = [
    [written ? words.created : words.toCreate, result.created, 'always'],
    [written ? words.updated : words.toUpdate, result.updated, 'always'],
    [words.unchanged, result.unchanged, 'always'],
    [words.skipped, result.skipped, 'some'],
    [words.refusedRows, result.refused, 'always', true],
    [words.repaired, result.repaired, 'some'],
    [words.flagged, result.flagged, 'some'],
    [written ? words.accountsMade : words.accountsToMake, result.createdAccounts, 'some'],
  ];
  return (
    <dl className={classes.counts}>
      {counts
        .filter(([, count, when]) => when === 'always' || count > 0)
        .map(([label, count, , bad]) => (
          <div
            key={label}
            className={classes.count}
            {...(count === 0 ? { 'data-none': true } : bad ? { 'data-bad': true } : {})}
          >
            <dt>{label}</dt>
            <dd>{number(count)}</dd>
          </div>
        ))}
    </dl>
  );
}
