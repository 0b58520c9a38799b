import { emptyResult, type ImportResult } from '../../../rules/import-result.ts';
import type { Operation } from '../../api/types.ts';

/** Takes an import's operation; returns its result so far. */
export function importResult({ result }: Operation): ImportResult {
  const given = (result ?? {}) as Partial<ImportResult>;
  return { ...emptyResult, ...given, sample: { ...emptyResult.sample, ...given.sample } };
}

/** Rows that an import would write. */
export function rowsToWrite({ created, updated }: ImportResult): number {
  return created + updated;
}
