import { newId } from '../../lib/ids.ts';
import { sortKey } from '../../lib/text.ts';
import { isNamedAlone } from '../../meta/derive/import-targets.ts';
import { subtitleOf } from '../../meta/derive/subtitle.ts';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import type { RowNote } from '../../rules/import-result.ts';
import { otherLegalForms, splitLegalForm } from '../../rules/legal-forms.ts';
import type { Context } from '../context.ts';
import { storedValue as fieldValue, type Row, valuesOf } from '../records/rows.ts';
import { titleOf } from '../records/write/lookups.ts';
import { byId, comparable, type Executor, findRows } from './lookup.ts';
import { noteOf, type ReadRow, type ReferenceClue } from './row-values.ts';

/** A record to make because rows name it and none has that name. */
export interface Creation {
  readonly record: EffectiveRecord;
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly line: number;
}

/** What a clue came to: a record, or why there is none. */
type Answer = { readonly id: string } | { readonly note: Omit<RowNote, 'column'> };

/** A clue on its way: rows that say the same share it. */
interface Search {
  readonly clue: ReferenceClue;
  readonly key: string;
  readonly line: number;
  readonly rows: ReadRow[];
  answer: Answer | null;
}

/** Most answers remembered: memory stays flat whatever the file. */
const mostRemembered = 20_000;
/** Records named when several fit. */
const mostNamed = 3;

/** The fields that alone tell a record of the type. */
function singleKeys(record: EffectiveRecord): EffectiveField[] {
  return (record.importKeys ?? [])
    .filter((set) => set.length === 1 && !record.title.includes(set[0] ?? ''))
    .flatMap(([name]) => record.field(name ?? '') ?? []);
}

function isCompany(record: EffectiveRecord): boolean {
  return record.fields.some((field) => field.type.name === 'siren');
}

/**
 * Finds the records that rows point to: by id, by the keys of their type (a company's SIRET, SIREN; a user's e-mail), by
 * their exact folded name, by that name with another legal form where only one fits. Makes known those to create. Sees
 * only what the importer may see. Answers are remembered from one chunk to the next: what a chunk makes is there before
 * the next is written, or nothing more is.
 */
export class ReferenceFinder {
  private readonly context: Context;
  private readonly create: boolean;
  /** Takes the folded name of a record to make; returns its id. */
  private readonly idFor: (record: EffectiveRecord, name: string) => string;
  private readonly remembered = new Map<string, Answer>();

  constructor(
    context: Context,
    create: boolean,
    idFor: (record: EffectiveRecord, name: string) => string = () => newId(),
  ) {
    this.context = context;
    this.create = create;
    this.idFor = idFor;
  }

  /** Gives each row the ids of what it points to, or the problem; returns the records to make first. */
  async find(executor: Executor, rows: readonly ReadRow[]): Promise<Creation[]> {
    const searches = new Map<string, Search>();
    for (const row of rows) {
      for (const clue of row.references.values()) {
        const key = `${clue.field.name} ${JSON.stringify([clue.id, clue.text, singleKeys(clue.to).map((field) => clue.values[field.name] ?? null)])}`;
        const known = searches.get(key);
        if (known) known.rows.push(row);
        else searches.set(key, { clue, key, line: row.line, rows: [row], answer: this.remembered.get(key) ?? null });
      }
    }
    const groups = new Map<EffectiveField, Search[]>();
    for (const search of searches.values()) {
      const group = groups.get(search.clue.field);
      if (group) group.push(search);
      else groups.set(search.clue.field, [search]);
    }
    const creations: Creation[] = [];
    for (const group of groups.values()) {
      const open = () => group.filter((search) => search.answer === null);
      await this.byIds(executor, open());
      await this.byKeys(executor, open());
      await this.byTitle(executor, open());
      await this.byLegalForm(executor, open());
      creations.push(...this.settle(open()));
    }
    if (this.remembered.size + searches.size > mostRemembered) this.remembered.clear();
    for (const search of searches.values()) this.tell(search);
    return creations;
  }

  private tell({ key, clue, rows, answer }: Search): void {
    if (!answer) return;
    this.remembered.set(key, answer);
    for (const row of rows) {
      if ('id' in answer) row.values[clue.field.name] = answer.id;
      else row.problems.push({ ...answer.note, column: clue.column });
    }
  }

  private async byIds(executor: Executor, searches: readonly Search[]): Promise<void> {
    const named = searches.filter(({ clue }) => clue.id !== undefined);
    const [first] = named;
    if (!first) return;
    const found = await findRows(
      executor,
      this.context,
      first.clue.to,
      [byId],
      named.map(({ clue }) => [clue.id ?? '']),
    );
    for (const place of found.keys()) {
      const search = named[place];
      if (search) search.answer = { id: search.clue.id ?? '' };
    }
  }

  /** By a key in a column of its own, or written where the name is expected (a SIREN, an e-mail address). */
  private async byKeys(executor: Executor, searches: readonly Search[]): Promise<void> {
    const to = searches[0]?.clue.to;
    if (!to) return;
    for (const field of singleKeys(to)) {
      const { keyOf } = comparable(field);
      const asked = searches.flatMap((search) => {
        if (search.answer) return [];
        const value = search.clue.values[field.name] ?? this.asKey(field, search.clue.text);
        const key = value === null || value === undefined ? '' : keyOf(value);
        return key === '' ? [] : [{ search, key }];
      });
      const found = await findRows(
        executor,
        this.context,
        to,
        [comparable(field)],
        asked.map(({ key }) => [key]),
      );
      for (const [place, rows] of found) this.choose(asked[place]?.search, rows);
    }
  }

  private asKey(field: EffectiveField, text: string | undefined): unknown {
    if (text === undefined) return null;
    const { language, timeZone } = this.context.principal;
    const read = field.type.fromText(text, field.options, { language, timeZone });
    return read.ok ? read.value : null;
  }

  private async byTitle(executor: Executor, searches: readonly Search[]): Promise<void> {
    const to = searches[0]?.clue.to;
    const fields = to?.title.map((name) => to.field(name)) ?? [];
    if (!to || fields.some((field) => field?.type.comparison !== 'text')) return;
    const columns = fields.flatMap((field) => (field ? [comparable(field)] : []));
    const asked = searches.flatMap((search) =>
      titleKeys(search.clue.text, columns.length).map((keys) => ({ search, keys })),
    );
    const found = await findRows(
      executor,
      this.context,
      to,
      columns,
      asked.map(({ keys }) => keys),
    );
    const bySearch = new Map<Search, Row[]>();
    for (const [place, rows] of found) {
      const search = asked[place]?.search;
      if (search) bySearch.set(search, [...(bySearch.get(search) ?? []), ...rows]);
    }
    for (const [search, rows] of bySearch) this.choose(search, rows);
  }

  private async byLegalForm(executor: Executor, searches: readonly Search[]): Promise<void> {
    const to = searches[0]?.clue.to;
    const title = to?.title.length === 1 ? to.field(to.title[0] ?? '') : undefined;
    if (!to || !title || !isCompany(to)) return;
    const asked = searches.flatMap((search) => {
      const key = search.clue.text === undefined ? '' : sortKey(search.clue.text);
      return key === '' ? [] : otherLegalForms(key).map((other) => ({ search, key: other }));
    });
    const found = await findRows(
      executor,
      this.context,
      to,
      [comparable(title)],
      asked.map(({ key }) => [key]),
    );
    const bySearch = new Map<Search, Row[]>();
    for (const [place, rows] of found) {
      const search = asked[place]?.search;
      if (search) bySearch.set(search, [...(bySearch.get(search) ?? []), ...rows]);
    }
    for (const [search, rows] of bySearch) this.choose(search, rows);
  }

  /** Takes the rows found for a search; answers it with the one that nothing contradicts, or that several do fit. */
  private choose(search: Search | undefined, rows: readonly Row[]): void {
    if (!search || search.answer) return;
    const { clue } = search;
    const fitting = [...new Map(rows.map((row) => [row.id as string, row])).values()].filter((row) =>
      singleKeys(clue.to).every((field) => {
        const given = clue.values[field.name];
        const held = given === null || given === undefined ? null : fieldValue(field, row);
        const { keyOf } = comparable(field);
        return held === null || keyOf(held) === keyOf(given);
      }),
    );
    const [first, ...others] = fitting;
    if (!first) return;
    search.answer =
      others.length === 0
        ? { id: first.id as string }
        : {
            note: noteOf(null, 'reference-ambiguous', { value: clue.text ?? '', found: this.named(clue.to, fitting) }),
          };
  }

  /** Names records so that they can be told apart. */
  named(record: EffectiveRecord, rows: readonly Row[]): string {
    const names = rows.slice(0, mostNamed).map((row) => {
      const values = valuesOf(record, row);
      const subtitle = subtitleOf(record, values, undefined, this.context.principal);
      return subtitle === '' ? titleOf(record, values) : `${titleOf(record, values)} (${subtitle})`;
    });
    return `${names.join(' ; ')}${rows.length > mostNamed ? '…' : ''}`;
  }

  /** What was found nowhere is made, once, or is a problem. */
  private settle(searches: readonly Search[]): Creation[] {
    const creations: Creation[] = [];
    const made = new Map<string, { id: string; form: string }[]>();
    for (const search of searches) {
      const { clue } = search;
      const title = clue.to.title[0] ?? '';
      const key = sortKey(clue.text ?? '');
      const shown = clue.text ?? Object.values(clue.values).find((value) => typeof value === 'string') ?? clue.id ?? '';
      const allowed =
        this.create &&
        clue.field.required &&
        isNamedAlone(clue.to) &&
        permissionOn(this.context.principal.permissions, clue.to.name).create;
      if (!allowed || key === '') {
        search.answer = { note: noteOf(null, 'reference-unknown', { value: String(shown).slice(0, 80) }) };
        continue;
      }
      const { name, form } = isCompany(clue.to) ? splitLegalForm(key) : { name: key, form: '' };
      const numbers = singleKeys(clue.to)
        .flatMap((field) => clue.values[field.name] ?? [])
        .join('/');
      const same = (made.get(name) ?? []).filter(
        (other) => other.form === `${form}${numbers}` || (numbers === '' && (form === '' || other.form === '')),
      );
      const [only] = same;
      if (only && same.length === 1) {
        search.answer = { id: only.id };
        continue;
      }
      // A row that is refused makes nothing.
      const sound = search.rows.find((row) => row.problems.length === 0 && row.missing.length === 0);
      if (!sound) continue;
      const id = this.idFor(clue.to, `${key}${numbers}`);
      made.set(name, [...(made.get(name) ?? []), { id, form: `${form}${numbers}` }]);
      const values = sound.references.get(clue.field.name)?.values ?? {};
      creations.push({ record: clue.to, id, line: sound.line, values: { ...values, [title]: clue.text } });
      search.answer = { id };
    }
    return creations;
  }
}

/** The ways a name may be cut into the fields of a title of one or two: « Marie Anne Durand », « Durand Marie Anne ». */
function titleKeys(text: string | undefined, fields: number): string[][] {
  const key = sortKey(text ?? '');
  if (key === '') return [];
  if (fields === 1) return [[key]];
  const words = key.split(' ');
  if (fields !== 2 || words.length < 2) return [];
  return words.slice(1).flatMap((_word, index) => {
    const [first, last] = [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')];
    return [
      [first, last],
      [last, first],
    ];
  });
}
