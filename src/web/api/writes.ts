import { api } from './client.ts';
import { isApiProblem } from './problem.ts';
import type { Item } from './types.ts';

export interface CreateVariables {
  readonly values: Readonly<Record<string, unknown>>;
  /** The same key for every try of one creation: two tries make one record. Make it with `newId()` when a form opens. */
  readonly idempotencyKey: string;
  /** True takes values that one record alone may hold from who holds them. */
  readonly move?: boolean;
}

/** Creates a record, children nested in the values. Throws an `ApiProblem` with the fields refused. */
export function createRecord(collection: string, { values, idempotencyKey, move }: CreateVariables): Promise<Item> {
  return api.post<Item>(`/${collection}`, {
    query: { move: move || null },
    body: values,
    headers: { 'Idempotency-Key': idempotencyKey },
  });
}

export interface UpdateVariables {
  readonly id: string;
  /** The version the change is based on. */
  readonly version: number;
  readonly values: Readonly<Record<string, unknown>>;
  /** True takes values that one record alone may hold from who holds them. */
  readonly move?: boolean;
}

/** How often a change is written anew over what others changed beside it. */
const mostTries = 5;

/**
 * Changes values of a record. Where it changed meanwhile in other fields only, or is already as it is to be (the answer
 * to an earlier try was lost), the change is written over that. Throws an `ApiProblem`; its `conflict` tells of someone
 * who changed the same fields.
 */
export async function updateRecord(collection: string, variables: UpdateVariables): Promise<Item> {
  const { id, values, move } = variables;
  let { version } = variables;
  for (let tries = 1; ; tries++) {
    try {
      return await api.patch<Item>(`/${collection}/${id}`, {
        query: { move: move || null },
        body: values,
        headers: { 'If-Match': `"${version}"` },
      });
    } catch (error) {
      const conflict = isApiProblem(error) ? error.conflict : null;
      if (!conflict || conflict.conflicts.length > 0 || tries === mostTries) throw error;
      version = conflict.current.version;
    }
  }
}
