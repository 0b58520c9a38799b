import { sql } from 'kysely';
import { subjectNames } from '../../meta/derive/about.ts';
import { ownerField } from '../../meta/derive/access.ts';
import { farReference, targetOf } from '../../meta/derive/links.ts';
import type { EffectiveRecord, Model } from '../../meta/effective-record.ts';
import type { NotificationKind } from '../../rules/notification-details.ts';
import type { Database } from '../company.ts';
import { pointerOf } from '../records/query/titles.ts';
import { followersOf, KnownRows, type Pointer } from './known-rows.ts';
import type { Source } from './source.ts';

/** A line of the audit trail, as far as it is told. */
interface Line {
  readonly record: string;
  readonly record_id: string;
  readonly root_id: string;
  readonly kind: string;
  readonly user_id: string;
  readonly operation_id: string | null;
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
}

/** Something that one person may have to be told of, before it is known whether they may see it. */
export interface Happening {
  readonly recipient: string;
  readonly kind: NotificationKind;
  readonly about: Pointer;
  readonly actor: string | null;
  readonly operation: string | null;
  /** Fields that changed, and the type whose fields they are. */
  readonly fields?: { readonly record: string; readonly names: readonly string[] };
  readonly comment?: string;
  readonly document?: string;
  /** What was linked to it: the record, and the type it is called by. */
  readonly linked?: Pointer & { readonly as: string };
  readonly due?: { readonly at: string; readonly field: string };
}

/** What is told of one line, to whom it concerns most first: nobody is told twice of the same. */
class Told {
  readonly happenings: Happening[] = [];
  private readonly recipients = new Set<string>();
  private readonly line: Line;

  constructor(line: Line) {
    this.line = line;
    // Nobody is told of what they did themselves.
    this.recipients.add(line.user_id);
  }

  add(
    recipients: Iterable<unknown>,
    kind: NotificationKind,
    about: Pointer,
    more: Partial<Pick<Happening, 'fields' | 'comment' | 'document' | 'linked'>>,
  ): void {
    for (const recipient of recipients) {
      if (typeof recipient !== 'string' || this.recipients.has(recipient)) continue;
      this.recipients.add(recipient);
      const { user_id: actor, operation_id: operation } = this.line;
      this.happenings.push({ recipient, kind, about, actor, operation, ...more });
    }
  }
}

/** Takes a line on a record that can be followed or belongs to one; returns the records that it is a change of. */
function changedBy(line: Line, model: Model, subjects: readonly string[]): Pointer[] {
  if (subjects.includes(line.record)) return [{ record: line.record, id: line.record_id }];
  // A link changed with the record at the top of the write: to its reader one thing.
  const root = model.records.find(
    (record) =>
      subjects.includes(record.name) &&
      Object.values(record.children ?? {}).some((children) => children.record === line.record),
  );
  return root && line.root_id !== line.record_id ? [{ record: root.name, id: line.root_id }] : [];
}

/** Takes a line of a new record; returns what it is linked to by that, and as what it is known there. */
function linkedBy(line: Line, record: EffectiveRecord, model: Model, subjects: readonly string[]) {
  return record.fields.flatMap((field) => {
    const pointer = field.kind === 'plain' ? pointerOf(field, line.changes[field.name]?.[1]) : undefined;
    if (!pointer || !subjects.includes(pointer.record)) return [];
    const far = farReference(record, field.name);
    const as = (far && targetOf(model, far)?.name) ?? record.name;
    return [{ about: pointer, linked: { record: record.name, id: line.record_id, as } }];
  });
}

function mentionedIn(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap((mention: { readonly id?: string }) => mention.id ?? []) : [];
}

/** Takes lines of the trail; returns what people may have to be told of them. */
export async function happeningsOf(database: Database, model: Model, source: Source): Promise<Happening[]> {
  const { rows: lines } = await sql<Line>`
    SELECT record, record_id, root_id, kind, user_id, operation_id, changes FROM audit
    WHERE id = ANY(${source.lines as string[]}::uuid[]) ORDER BY id
  `.execute(database);
  const subjects = subjectNames(model);
  const known = new KnownRows(database, model);
  // What is said of a record is told by its present state: it may have been taken back meanwhile.
  await known.read(
    lines
      .filter(({ record }) => model.find(record)?.about !== undefined)
      .map(({ record, record_id: id }) => ({ record, id })),
  );
  const made = new Set(lines.flatMap(({ kind, record_id }) => (kind === 'create' ? record_id : [])));
  const plans = lines.flatMap((line) => {
    const record = model.find(line.record);
    if (!record) return [];
    const values = record.about ? known.values({ record: line.record, id: line.record_id }) : undefined;
    const about = record.about && record.field(record.about.field);
    const said = about && values ? pointerOf(about, values[about.name]) : undefined;
    if (record.about && !said) return [];
    // What a record is made with is no news of it.
    const changed = said ? [] : changedBy(line, model, subjects);
    const linked =
      said || line.kind !== 'create'
        ? []
        : linkedBy(line, record, model, subjects).filter(({ about }) => !made.has(about.id));
    return [{ line, record, values, said, changed, linked }];
  });
  const concerned = plans.flatMap(({ said, changed, linked }) => [
    ...(said ? [said] : []),
    ...changed,
    ...linked.map(({ about }) => about),
  ]);
  const followers = await followersOf(
    database,
    model,
    concerned.map(({ id }) => id),
  );
  await known.read(plans.flatMap(({ said }) => said ?? []));
  return plans.flatMap(({ line, record, values, said, changed, linked }) => {
    const told = new Told(line);
    const follow = ({ id }: Pointer) => followers.get(id) ?? [];
    if (said && values) tellOfSaid(told, { line, record, values, said }, follow(said), known.ownerOf(said));
    const owner = ownerField(record);
    const [, assigned] = (owner && subjects.includes(record.name) && line.changes[owner]) || [];
    if (line.kind === 'create' || line.kind === 'update')
      for (const about of changed) told.add([assigned], 'assigned', about, {});
    if (line.kind === 'update')
      for (const about of changed)
        told.add(follow(about), 'followed', about, {
          fields: { record: line.record, names: Object.keys(line.changes) },
        });
    for (const { about, linked: by } of linked) told.add(follow(about), 'followed', about, { linked: by });
    return told.happenings;
  });
}

interface Said {
  readonly line: Line;
  readonly record: EffectiveRecord;
  readonly values: Readonly<Record<string, unknown>>;
  readonly said: Pointer;
}

/** Tells of a comment or a document: those named, the owner of the record, those who follow it. */
function tellOfSaid(told: Told, { line, record, values, said }: Said, followers: readonly string[], owner: unknown) {
  if (line.kind !== 'create' && line.kind !== 'update') return;
  if (record.about?.as === 'comment') {
    const comment = line.record_id;
    const before = new Set(mentionedIn(line.changes.mentions?.[0]));
    const named = mentionedIn(line.changes.mentions ? values.mentions : []).filter((id) => !before.has(id));
    told.add(named, 'mentioned', said, { comment });
    if (line.kind === 'update') return;
    told.add([owner], 'commented', said, { comment });
    told.add(followers, 'followed', said, { comment });
  } else if (record.about?.as === 'document' && (line.kind === 'create' || line.changes.file))
    told.add(followers, 'followed', said, { document: line.record_id });
}
