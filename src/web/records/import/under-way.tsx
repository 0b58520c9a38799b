import type { Operation } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { importMessages } from '../../language/import.ts';
import { ProgressWithStop } from '../operations/progress-with-stop.tsx';
import page from './import.module.css';
import { importResult } from './import-result.ts';
import { ResultCounts } from './result-counts.tsx';

/** A check or an import at work: how far, what it came to so far, and how to stop it. */
export function UnderWay({ operation }: { readonly operation: Operation }) {
  const words = useMessages(importMessages);
  const writes = operation.kind === 'import';
  const label = writes ? words.importing : words.checking;
  return (
    <div className={page.body}>
      <section className={page.section}>
        <h2 className={page.heading}>{label}</h2>
        <p className={page.help}>{writes ? words.importingHelp : words.checkingHelp}</p>
        <ProgressWithStop operation={operation} label={label} />
      </section>
      <ResultCounts result={importResult(operation)} written={writes} />
    </div>
  );
}
