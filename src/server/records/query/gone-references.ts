import { sql } from 'kysely';
import { goneField } from '../../../meta/derive/gone.ts';
import { targetOf } from '../../../meta/derive/links.ts';
import type { Database } from '../../company.ts';
import type { Row } from '../rows.ts';
import type { PresentedField } from './presentation.ts';
import { isReadable, type Reader } from './readable.ts';

/** A reference, and the ids of what it points to that is gone. */
interface GoneReference extends PresentedField {
  readonly ids: ReadonlySet<string>;
}

/**
 * Takes who reads, the references that are shown and the rows that hold them; returns those whose type may be gone,
 * each with the ids that are. Nothing of a type whose state the reader may not see. `executor` is the transaction to
 * read in, where there is one.
 */
export async function goneAmong(
  reader: Reader,
  references: readonly PresentedField[],
  rows: readonly Row[],
  executor: Database,
): Promise<readonly GoneReference[]> {
  const model = reader.company.model();
  const found = references.map(async (reference): Promise<GoneReference[]> => {
    const target = targetOf(model, reference.field);
    const field = target && goneField(target);
    const column = field?.columns[0]?.name;
    if (!target?.gone || !field || !column || !isReadable(reader, target, field)) return [];
    const ids = [...new Set(rows.map(reference.read).filter((value) => typeof value === 'string'))];
    if (ids.length === 0) return [];
    const { rows: gone } = await sql<{
      id: string;
    }>`SELECT id FROM ${sql.table(target.table)} WHERE id = ANY(${ids}::uuid[]) AND ${sql.ref(column)} = ANY(${[...target.gone.values]})`.execute(
      executor,
    );
    return gone.length === 0 ? [] : [{ ...reference, ids: new Set(gone.map(({ id }) => id)) }];
  });
  return (await Promise.all(found)).flat();
}
