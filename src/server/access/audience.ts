import { sql } from 'kysely';
import { ownerField } from '../../meta/derive/access.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { listRecords } from '../records/query/list-records.ts';
import type { Row } from '../records/rows.ts';
import { mayEditRow, mayReadRow } from '../records/visibility.ts';
import { principalFor } from './principal.ts';

/** Colleagues who may be named beside a record. */
export interface Audience {
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    /** Whether they see the record. */
    readonly sees: boolean;
  }[];
  /** Whether the one who asks may share the record with those who do not. */
  readonly mayShare: boolean;
}

/** Most colleagues found at once. */
const mostFound = 8;

/**
 * Takes a record and what is typed of a colleague's name; returns the colleagues it may be, each with
 * whether they see the record. Throws 403, 404 where who asks does not see it.
 */
export async function audienceOf(
  context: Context,
  record: EffectiveRecord,
  id: string,
  search?: string,
): Promise<Audience> {
  const { company, principal } = context;
  const { rows } = await sql<Row>`
    SELECT * FROM ${sql.table(record.table)} WHERE id = ${id} AND deleted_at IS NULL
  `.execute(company.database);
  const row = rows[0];
  const permission = permissionOn(principal.permissions, record.name);
  if (!row || !mayReadRow(principal, permission.read, record, row)) throw new CarnetError(404, 'not-found');
  const colleagues = await listRecords(context, company.model().record('user'), {
    ...(search ? { search } : {}),
    filter: { field: 'active', op: 'equals', value: true },
    limit: mostFound,
    count: false,
  });
  const people = await Promise.all(
    colleagues.items.map(async ({ id: userId, title }) => {
      const one = await principalFor(company, userId);
      const sees = one !== undefined && mayReadRow(one, permissionOn(one.permissions, record.name).read, record, row);
      return { id: userId, name: title, sees };
    }),
  );
  return {
    people,
    mayShare: ownerField(record) !== undefined && mayEditRow(principal, permission.update, record, row),
  };
}
