import { demoKind } from '../demo/load-demo.ts';
import { searchDuplicatesKind } from '../duplicates/search-kind.ts';
import type { ServerFeature } from '../feature.ts';
import { importCheckKind, importKind } from '../import/import-kinds.ts';
import { mergeKind } from '../merge/merge-kind.ts';
import { mergeValuesKind } from '../settings/merge-values.ts';
import { prepareFieldsKind } from '../settings/prepare-fields.ts';
import { associateKind } from './associate.ts';
import { bulkKind } from './bulk.ts';
import { goneKind } from './gone.ts';
import type { OperationKind } from './operation.ts';
import { undoKind } from './undo.ts';

/** Every kind of batch of the rooms by its name: one import and one line each. */
export const operationKinds: ReadonlyMap<string, OperationKind> = new Map(
  [
    undoKind,
    importKind,
    importCheckKind,
    bulkKind,
    associateKind,
    goneKind,
    mergeKind,
    prepareFieldsKind,
    mergeValuesKind,
    searchDuplicatesKind,
    demoKind,
  ].map((kind) => [kind.name, kind]),
);

/** Takes the features; returns every kind of batch by its name, theirs with those of the rooms. */
export function kindsWith(features: readonly ServerFeature[]): ReadonlyMap<string, OperationKind> {
  const theirs = features.flatMap((feature) => feature.operationKinds ?? []);
  return new Map([...operationKinds, ...theirs.map((kind) => [kind.name, kind] as const)]);
}
