import { sql } from 'kysely';
import type { PortalRule } from '../../../meta/define-record.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import { type Context, type PortalReach, todayIn } from '../../context.ts';
import { type Condition, column } from '../../db/compared.ts';
import { notGone } from './not-gone.ts';

type Reader = Pick<Context, 'company' | 'principal'>;

/** References of which the rules see to it that what they name is shown with them. */
function shownReferences(record: EffectiveRecord): string[] {
  return (record.portal?.rules ?? []).flatMap((rule) => {
    if (rule.kind === 'inherit') return [rule.from];
    if (rule.kind === 'kept') return [rule.with];
    return rule.kind === 'about' && record.about ? [record.about.field] : [];
  });
}

/**
 * Tells whether a visitor of the portal is shown a field, whatever their profile says: never the system's own, those of
 * the primary link (which may be a hidden one: they are shown on the links), nor who else is named.
 */
export function isShownOnPortal(reach: PortalReach, record: EffectiveRecord, field: EffectiveField): boolean {
  const { portal } = record;
  if (!portal || field.kind === 'system' || field.kind === 'through') return false;
  if (portal.kept?.includes(field.name)) return false;
  if (field.type.comparison === 'reference' && !shownReferences(record).includes(field.name)) return false;
  return reach.accounts === null || portal.company.includes(field.name);
}

/** One look at one record type, under an alias of its own. */
interface Look {
  readonly reader: Reader;
  readonly reach: PortalReach;
  readonly record: EffectiveRecord;
  readonly alias: string;
  /** How many tables the condition looks at above this one: it makes the aliases differ. */
  readonly depth: number;
}

function all(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` AND `)})`;
}

function columnOf({ record, alias }: Look, field: string) {
  const name = record.field(field)?.columns.at(-1)?.name;
  if (name === undefined) throw new Error(`${record.name}.portal names no field ${field}`);
  return column(alias, name);
}

/** That a live row of another type exists that is tied to this one and of which `holds` is true. */
function exists(
  look: Look,
  target: EffectiveRecord,
  tie: (next: Look) => Condition,
  holds: (next: Look) => Condition,
): Condition {
  const next: Look = { ...look, record: target, alias: `p${look.depth + 1}`, depth: look.depth + 1 };
  const conditions = [tie(next), sql<boolean>`${column(next.alias, 'deleted_at')} IS NULL`, holds(next)];
  return sql`EXISTS (SELECT 1 FROM ${sql.table(target.table)} AS ${sql.ref(next.alias)} WHERE ${all(conditions)})`;
}

function target(look: Look, field: string): EffectiveRecord {
  const declared = look.record.field(field);
  return look.reader.company.model().record(declared?.type.targets?.(declared.options)[0] ?? '');
}

function children(look: Look, name: string): { record: EffectiveRecord; via: string } {
  const declared = look.record.children?.[name];
  return { record: look.reader.company.model().record(declared?.record ?? ''), via: declared?.via ?? '' };
}

function named(look: Look, field: string, holds: (next: Look) => Condition): Condition {
  return exists(
    look,
    target(look, field),
    (next) => sql`${column(next.alias, 'id')} = ${columnOf(look, field)}`,
    holds,
  );
}

function someChild(look: Look, name: string, holds: (next: Look) => Condition): Condition {
  const { record, via } = children(look, name);
  return exists(look, record, (next) => sql`${columnOf(next, via)} = ${column(look.alias, 'id')}`, holds);
}

function aboutShown(look: Look, types: readonly string[]): Condition {
  const { record, alias, reader, reach } = look;
  const [type, id] = record.field(record.about?.field ?? '')?.columns ?? [];
  const open = types.flatMap((name) => {
    const subject = reader.company.model().record(name);
    // Whoever is limited to some places is shown what is about those, not about the whole company.
    if (reach.sites !== null && !subject.portal?.rules.some(({ kind }) => kind === 'place')) return [];
    const about = exists(
      look,
      subject,
      (next) => sql`${column(next.alias, 'id')} = ${column(alias, id?.name ?? '')}`,
      (next) => rowsShown(next),
    );
    return [sql<boolean>`(${column(alias, type?.name ?? '')} = ${name} AND ${about})`];
  });
  return open.length === 0 ? sql`false` : sql`(${sql.join(open, sql` OR `)})`;
}

/** What a row says by itself, its places with it: not by which company it is shown. */
function ownRules(look: Look, rule: PortalRule): Condition[] {
  const { reach } = look;
  switch (rule.kind) {
    case 'unless':
      return [sql`${columnOf(look, rule.field)} IS NOT TRUE`];
    case 'only':
      return [sql`${columnOf(look, rule.field)} IS TRUE`];
    case 'place':
      return reach.sites === null ? [] : [sql`${column(look.alias, 'id')} = ANY(${[...reach.sites]}::uuid[])`];
    case 'atPlace': {
      const { sites } = reach;
      if (sites === null) return [];
      const at = (next: Look) =>
        all([sql`${columnOf(next, rule.field)} = ANY(${[...sites]}::uuid[])`, ...notEnded(next)]);
      return [someChild(look, rule.children, at)];
    }
    default:
      return [];
  }
}

function linkRules(look: Look, rule: PortalRule): Condition[] {
  const { reach } = look;
  switch (rule.kind) {
    case 'company':
      return [
        reach.accounts === null
          ? sql`${columnOf(look, rule.field)} && ${[...rule.values]}::text[]`
          : sql`${column(look.alias, 'id')} = ANY(${[...reach.accounts]}::uuid[])`,
      ];
    case 'inherit':
      return [named(look, rule.from, rowsShown)];
    case 'kept':
      return [named(look, rule.with, itsOwn)];
    case 'children':
      return [someChild(look, rule.children, rowsShown)];
    case 'about':
      return [aboutShown(look, rule.types)];
    default:
      return [];
  }
}

/** What has ended or is gone is not shown. */
function standing(look: Look): Condition[] {
  const gone = notGone(look.record, look.alias);
  return [...(gone ? [gone] : []), ...notEnded(look)];
}

function notEnded(look: Look): Condition[] {
  const { ends } = look.record;
  if (ends === undefined) return [];
  const day = columnOf(look, ends);
  return [sql`(${day} IS NULL OR ${day} >= ${todayIn(look.reader.principal.timeZone)}::date)`];
}

function itsOwn(look: Look): Condition {
  return all([...standing(look), ...(look.record.portal?.rules ?? []).flatMap((rule) => ownRules(look, rule))]);
}

function rowsShown(look: Look): Condition {
  const { portal } = look.record;
  if (!portal) return sql`false`;
  return all([
    ...standing(look),
    ...portal.rules.flatMap((rule) => ownRules(look, rule)),
    ...portal.rules.flatMap((rule) => linkRules(look, rule)),
  ]);
}

/**
 * Takes a visitor of the portal, a record type and the alias of its table; returns the condition that they are shown a
 * row, by the rules that the type declares (F103, F104, A29, A34). Unlike the keys of users, which are kept on the rows,
 * it asks the linked rows: visitors are few, and what hides a link is one tick that must count at once.
 */
export function portalRows(reader: Reader, record: EffectiveRecord, alias: string): Condition {
  const { portal } = reader.principal;
  if (!portal) return sql`false`;
  return rowsShown({ reader, reach: portal, record, alias, depth: 0 });
}
