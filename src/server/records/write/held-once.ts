import { sql } from 'kysely';
import { type Language, type Localized, localize } from '../../../lib/localized.ts';
import { listValues } from '../../../meta/derive/list-values.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import { permissionOn } from '../../../meta/permissions.ts';
import type { Database } from '../../company.ts';
import type { Context } from '../../context.ts';
import { presentRows } from '../query/present-rows.ts';
import { type Row, storedValue, type Values } from '../rows.ts';
import { mayReadRow } from '../visibility.ts';
import { owningParent } from './owning-parent.ts';
import type { EngineTransaction, Write, WriteOptions, WriteOutcome } from './types.ts';

type Refusal = Extract<WriteOutcome, { ok: false }>;

/** A field some of whose codes one record alone holds, as a write may reach it. */
export interface Rule {
  /** The record type that has the field: the one written, or one of its children. */
  readonly link: EffectiveRecord;
  readonly field: EffectiveField;
  readonly per: EffectiveField;
  readonly codes: readonly string[];
  /** Name of the children, and the reference that leads to the record written; null where it has the field itself. */
  readonly children: { readonly name: string; readonly via: string } | null;
}

/** A code that two live records hold: the one just written and another. */
interface Clash {
  readonly code: string;
  readonly mine: Row;
  readonly held: Row;
}

function rulesOn(record: EffectiveRecord, children: Rule['children'], link = record): Rule[] {
  return link.fields.flatMap((field) => {
    const per = field.heldOnce && field.kind === 'plain' ? link.field(field.heldOnce.per) : undefined;
    return field.heldOnce && per ? [{ link, field, per, codes: field.heldOnce.codes, children }] : [];
  });
}

/** Takes a record type; returns the rules on its own fields. */
export function heldOnceRules(record: EffectiveRecord): readonly Rule[] {
  return rulesOn(record, null);
}

function rulesOf(context: Context, record: EffectiveRecord): Rule[] {
  const model = context.company.model();
  const inner = Object.entries(record.children ?? {}).flatMap(([name, { record: child, via }]) =>
    rulesOn(record, { name, via }, model.record(child)),
  );
  return [...rulesOn(record, null), ...inner];
}

/** Tells whether a write can have given one of the codes: most writes say nothing of them and cost nothing more. */
function mayGive(rule: Rule, write: Write): boolean {
  if (write.kind === 'restore') return true;
  if (write.kind === 'delete') return false;
  const { field, per, children, codes } = rule;
  if ((Array.isArray(field.defaultValue) ? field.defaultValue : []).some((code) => codes.includes(code))) return true;
  const given: readonly Values[] = children ? inputsOf(write.values[children.name]) : [write.values];
  return given.some((values) => field.name in values || (write.kind === 'update' && per.name in values));
}

function inputsOf(value: unknown): Values[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'object' && entry !== null) : [];
}

/** Reads who else holds what the written records hold. Those who write the same group of records wait for each other. */
async function clashesOf(transaction: EngineTransaction, rule: Rule, ids: readonly string[]): Promise<Clash[]> {
  const { link, field, per, codes, children } = rule;
  const table = sql.table(link.table);
  const held = sql.ref(`held.${field.columns[0]?.name}`);
  const mine = sql.ref(`mine.${field.columns[0]?.name}`);
  const [perMine, perHeld] = ['mine', 'held'].map((alias) => sql.ref(`${alias}.${per.columns[0]?.name}`));
  const at = sql.ref(`mine.${children ? link.field(children.via)?.columns[0]?.name : 'id'}`);
  const written = sql`${at} = ANY(${ids as string[]}::uuid[]) AND mine.deleted_at IS NULL`;
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(per::text, 0)) FROM (
    SELECT DISTINCT ${perMine} AS per FROM ${table} mine
    WHERE ${written} AND ${mine} && ${codes as string[]}::text[] ORDER BY 1) AS groups`.execute(transaction);
  const { rows } = await sql<{ code: string; mine: Row; held: Row }>`
    SELECT code, mine.id AS mine, held.id AS held FROM ${table} mine
    JOIN ${table} held ON ${perHeld} = ${perMine} AND held.id <> mine.id AND held.deleted_at IS NULL
    JOIN unnest(${codes as string[]}::text[]) AS code ON ${mine} @> ARRAY[code] AND ${held} @> ARRAY[code]
    WHERE ${written} ORDER BY mine.id, held.id`.execute(transaction);
  if (rows.length === 0) return [];
  const found = await sql<Row>`SELECT * FROM ${table} WHERE id = ANY(${rows.flatMap((row) => [
    String(row.mine),
    String(row.held),
  ])}::uuid[])`.execute(transaction);
  const byId = new Map(found.rows.map((row) => [String(row.id), row]));
  return rows.map(({ code, mine, held }) => ({
    code,
    mine: byId.get(String(mine)) ?? {},
    held: byId.get(String(held)) ?? {},
  }));
}

/**
 * Takes rows of the link; returns what each is called here, by id: what owns it (the contact of a link to a company).
 * Those that are not to be seen are absent.
 */
export async function holderNames(
  executor: Database | EngineTransaction,
  context: Context,
  link: EffectiveRecord,
  rows: readonly Row[],
): Promise<Map<string, string>> {
  const { principal, company } = context;
  const { read } = permissionOn(principal.permissions, link.name);
  const visible = rows.filter((row) => mayReadRow(principal, read, link, row));
  const via = owningParent(link, company.model())?.via;
  const names = new Map<string, string>();
  for (const { id, title, titles } of await presentRows(context, link, visible, executor)) {
    const name = via ? titles[via] : title;
    if (name) names.set(id, name);
  }
  return names;
}

function pathOf(rule: Rule, write: Write | undefined, mine: Row): string {
  const { children, field, per } = rule;
  if (!children) return field.name;
  const inputs = write && 'values' in write ? inputsOf(write.values[children.name]) : [];
  const place = inputs.findIndex(
    (input) => input.id === mine.id || (input.id === undefined && input[per.name] === storedValue(per, mine)),
  );
  return [children.name, ...(place < 0 ? [] : [place]), field.name].join('.');
}

function labelOf({ field }: Rule, code: string): Localized {
  const values = listValues(field);
  return values.find((value) => value.code === code)?.label ?? { fr: code, en: code };
}

/** Takes a rule, one of its codes and the name of who holds it (null: not to be named); returns what the message says. */
export function heldWords(rule: Rule, code: string, holder: string | null, language: Language): Record<string, string> {
  const someone = language === 'fr' ? 'une autre fiche' : 'another record';
  return { value: localize(labelOf(rule, code), language), holder: holder ?? someone };
}

async function refusalOf(
  transaction: EngineTransaction,
  context: Context,
  rule: Rule,
  clashes: readonly Clash[],
  write: Write | undefined,
): Promise<Refusal> {
  const errors: Refusal['errors'][number][] = [];
  const moves: { field: string; code: string; label: Localized; from: string | null; to: string | null }[] = [];
  const rows = clashes.flatMap(({ mine, held }) => [mine, held]);
  const names = await holderNames(transaction, context, rule.link, rows);
  for (const { code, mine, held } of clashes) {
    const [from = null, to = null] = [held, mine].map((row) => names.get(String(row.id)));
    const field = pathOf(rule, write, mine);
    errors.push({
      field,
      code: 'already-held',
      parameters: heldWords(rule, code, from, context.principal.language),
    });
    moves.push({ field, code, label: labelOf(rule, code), from, to });
  }
  return { ok: false, status: 409, code: 'already-held', errors, extra: { moves } };
}

/** Takes a rule and writes; returns the ids of the links that they give the field to, so that it is theirs. */
function givenTo({ field, children }: Rule, writes: readonly Write[]): Set<unknown> {
  return new Set(
    writes.flatMap((write) => {
      if (!('values' in write)) return [];
      const given: readonly Values[] = children
        ? inputsOf(write.values[children.name])
        : [{ ...write.values, id: write.id }];
      return given.flatMap((values) => (field.name in values && values.id !== undefined ? [values.id] : []));
    }),
  );
}

/**
 * Takes what two hold; takes it from who held it before, as an update of its own. Of two that were written together, the
 * one it was given to keeps it. Returns a refusal where that may not be.
 */
async function moveAll(
  rule: Rule,
  clashes: readonly Clash[],
  given: ReadonlySet<unknown>,
  update: (link: EffectiveRecord, write: Write) => Promise<WriteOutcome[]>,
): Promise<Refusal | null> {
  const rank = ({ mine }: Clash) => (given.has(mine.id) ? 0 : 1);
  const taken = new Map<Row, string[]>();
  for (const { code, mine, held } of [...clashes].sort((one, other) => rank(one) - rank(other)))
    if (!taken.get(mine)?.includes(code)) taken.set(held, [...(taken.get(held) ?? []), code]);
  for (const [row, lost] of taken) {
    const codes = (storedValue(rule.field, row) as readonly string[] | null) ?? [];
    const left = codes.filter((code) => !lost.includes(code));
    const [outcome] = await update(rule.link, {
      kind: 'update',
      id: String(row.id),
      values: { [rule.field.name]: left.length > 0 ? left : null },
    });
    if (outcome && !outcome.ok) return outcome;
  }
  return null;
}

/**
 * Holds the rule that some codes of a list belong to one record alone (`heldOnce`), once a batch is written. Takes the
 * writes and what came of them; with `moves` the codes are taken from who held them, in the same transaction. Returns
 * the refusal that the batch deserves (409 `already-held`, naming who holds what), or null where all is well; the
 * caller then takes the writes back. Also holds where two people write at once.
 */
export async function settleHeldOnce(
  transaction: EngineTransaction,
  context: Context,
  record: EffectiveRecord,
  writes: readonly Write[],
  outcomes: readonly WriteOutcome[],
  options: WriteOptions,
  update: (link: EffectiveRecord, write: Write) => Promise<WriteOutcome[]>,
): Promise<Refusal | null> {
  for (const rule of rulesOf(context, record)) {
    const ids = writes.flatMap((write, index) => {
      const outcome = outcomes[index];
      return outcome?.ok && outcome.changed && mayGive(rule, write) ? [outcome.id] : [];
    });
    if (ids.length === 0) continue;
    const clashes = await clashesOf(transaction, rule, ids);
    if (clashes.length === 0) continue;
    const refusal = options.moves
      ? await moveAll(rule, clashes, givenTo(rule, writes), update)
      : await refusalOf(transaction, context, rule, clashes, writes[0]);
    if (refusal) return refusal;
  }
  return null;
}
