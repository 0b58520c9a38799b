import type { EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import type { Context } from '../../context.ts';
import type { Row } from '../rows.ts';
import { saveRecords } from './batch.ts';
import { consequence } from './consequence.ts';
import { dependsOnChildren } from './derived.ts';
import { refreshDependents, refreshRows } from './refresh.ts';
import type { EngineTransaction } from './types.ts';

/**
 * Makes anew what parents keep of their children (who may see them, what a rule makes of their lines) once some of
 * these went to the trash or came back without the parent being written. Takes those children, and the ids of parents
 * that went with them: these stay as they are.
 */
export async function refreshParents(
  transaction: EngineTransaction,
  context: Context,
  model: Model,
  moved: readonly { readonly record: EffectiveRecord; readonly row: Row }[],
  gone: ReadonlySet<string> = new Set(),
): Promise<void> {
  const names = new Set(moved.map(({ record }) => record.name));
  for (const parent of model.records)
    for (const [name, children] of Object.entries(parent.children ?? {})) {
      if (!names.has(children.record) || !dependsOnChildren(parent, name)) continue;
      const via = model.record(children.record).field(children.via)?.columns[0]?.name ?? '';
      const all = moved.filter(({ record }) => record.name === children.record).map(({ row }) => row[via] as string);
      const parents = [...new Set(all)].filter((id) => !gone.has(id)).sort();
      if (parents.length === 0) continue;
      await refreshDependents(
        transaction,
        context,
        model,
        await refreshRows(transaction, context, model, parent, parents),
      );
      // What a rule makes of the lines is a value of the parent: it is written, and audited, as one.
      if (Object.values(parent.computed ?? {}).some((computed) => computed.lines?.includes(name)))
        await saveRecords(
          transaction,
          consequence(context),
          parent,
          parents.map((id) => ({ kind: 'update' as const, id, values: {} })),
          {},
        );
    }
}
