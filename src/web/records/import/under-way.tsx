import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Operation } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { importMessages } from '../../language/import.ts';
import { showProblem } from '../../ui/toast.tsx';
import { useOperationActions } from '../operations/operation-actions.ts';
import { OperationProgress } from '../operations/operation-progress.tsx';
import page from './import.module.css';
import { importResult } from './import-result.ts';
import { ResultCounts } from './result-counts.tsx';

/** A check or an import at work: how far, what it came to so far, and how to stop it. */
export function UnderWay({ operation }: { readonly operation: Operation }) {
  const words = useMessages(importMessages);
  const { cancel } = useOperationActions();
  const [stopping, setStopping] = useState(false);
  const writes = operation.kind === 'import';
  const label = writes ? words.importing : words.checking;
  return (
    <div className={page.body}>
      <section className={page.section}>
        <h2 className={page.heading}>{label}</h2>
        <p className={page.help}>{writes ? words.importingHelp : words.checkingHelp}</p>
        <OperationProgress operation={operation} label={label} stopping={stopping} />
        <Button
          mt={12}
          variant="default"
          loading={stopping}
          onClick={() => {
            setStopping(true);
            cancel(operation.id).catch((error) => {
              setStopping(false);
              showProblem(error);
            });
          }}
        >
          {words.stop}
        </Button>
      </section>
      <ResultCounts result={importResult(operation)} written={writes} />
    </div>
  );
}
