import { useEffect } from 'react';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Operation } from '../../api/types.ts';
import { endIsTold, follow, isUnderWay } from '../operations/operation-state.ts';
import { CheckReport } from './check-report.tsx';
import { RunReport } from './run-report.tsx';
import { UnderWay } from './under-way.tsx';

interface OperationStepProps {
  readonly record: EffectiveRecord;
  readonly operation: Operation;
}

/** The third and the fourth step: a check or an import under way, then what it came to. */
export function OperationStep({ record, operation }: OperationStepProps) {
  useEffect(() => follow(operation.id), [operation.id]);
  const ended = !isUnderWay(operation);
  useEffect(() => {
    if (ended) endIsTold(operation.id);
  }, [ended, operation.id]);
  if (!ended) return <UnderWay operation={operation} />;
  return operation.kind === 'import' ? (
    <RunReport record={record} operation={operation} />
  ) : (
    <CheckReport record={record} operation={operation} />
  );
}
