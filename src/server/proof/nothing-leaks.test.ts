import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Answer,
  type CompanyOfTokens,
  createCompanyOfTokens,
  type Person,
  tokenPattern,
} from './company-of-tokens.ts';
import { collections, dated, daysAround, grouped, paths, type Step, searched, sorted, timed } from './doors.ts';
import { exportedIds } from './exported-text.ts';
import { type GivenRights, Oracle, type RecordName, recordNames, references, throughFields } from './leak-oracle.ts';
import { probe } from './probes.ts';
import { rightsArbitrary } from './random-rights.ts';

const seed = Number(process.env.CARNET_PROOF_SEED ?? Date.now() % 1_000_000);
const runs = Number(process.env.CARNET_PROOF_RUNS ?? 10);

let company: CompanyOfTokens;
let oracle: Oracle;
beforeAll(async () => {
  company = await createCompanyOfTokens(seed);
  oracle = await Oracle.read(company.carnet.database.pool, company.places);
});
afterAll(() => company.carnet.close());

interface Reader {
  readonly person: Person;
  readonly rights: GivenRights;
  readonly allowed: ReadonlySet<string>;
}

/** Asks as a person; whatever is answered holds no word that they may not see, but those that they wrote themselves. */
async function look(
  { person, allowed }: Reader,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  payload?: object,
  headers?: Record<string, string>,
): Promise<Answer> {
  const answer = await company.ask(person.key, method, path, payload, headers);
  const asked = decodeURIComponent(path) + JSON.stringify(payload ?? {});
  // What looks like a word within a sealed cursor is none.
  const leaked = [...new Set(answer.text.match(tokenPattern))].filter(
    (word) => company.places.has(word) && !allowed.has(word) && !asked.includes(word),
  );
  expect(
    leaked.map((word) => [word, company.places.get(word)]),
    `${method} ${path}: ${answer.text}`,
  ).toEqual([]);
  expect(answer.status, answer.text).toBeLessThan(500);
  return answer;
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort();
const query = (values: Record<string, unknown>) =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))}`)
    .join('&');

/** Reads every page of a list; its count must be that of its items. */
async function readAll(
  reader: Reader,
  record: RecordName,
  asked: Record<string, unknown>,
  limit: number,
): Promise<{ id: string }[]> {
  const items: { id: string }[] = [];
  let cursor: string | null = null;
  do {
    const answer = await look(
      reader,
      'GET',
      `${collections[record]}?${query({ ...asked, limit, ...(cursor ? { cursor } : {}) })}`,
    );
    expect(answer.status, answer.text).toBe(200);
    items.push(...answer.body.items);
    if (!cursor) expect(answer.body.count.exact).toBe(true);
    if (answer.body.next === null && items.length <= limit) expect(answer.body.count.value).toBe(items.length);
    cursor = answer.body.next;
  } while (cursor !== null);
  return items;
}

const visible = ({ person, rights }: Reader, record: RecordName) => oracle.visible(person, rights, record);

async function tryList(reader: Reader, record: RecordName, limit: number): Promise<void> {
  const items = await readAll(reader, record, {}, limit);
  expect(idsOf(items), record).toEqual(idsOf(visible(reader, record)));
  // Rights on a document are those on its versions, which have no name of their own.
  for (const item of items)
    for (const field of Object.keys(reader.rights.records[record]?.fields ?? {}))
      if (record !== 'documentVersion' || field !== 'name')
        expect(field in item, `${record}.${field}`).toBe(oracle.reads(reader.rights, record, field));
}

async function tryRecord(reader: Reader, record: RecordName, place: number): Promise<void> {
  const all = company.ids[record] ?? [];
  const id = all[place % Math.max(1, all.length)];
  const row = id && oracle.row(record, id);
  if (!row || row.deleted_at !== null) return;
  const seen = oracle.sees(reader.person, reader.rights, record, row);
  const refusal = reader.rights.records[record]?.read === 'none' ? 403 : 404;
  const address = `${collections[record]}/${id}`;
  const got = await look(reader, 'GET', `${address}?include=counts,children`);
  expect(got.status).toBe(seen ? 200 : refusal);
  for (const children of Object.values(got.body.children ?? {}) as {
    id: string;
    contact?: string;
    site?: string;
    account?: string;
  }[][])
    for (const child of children)
      expect(recordNames.some((name) => visible(reader, name).some((one) => one.id === child.id))).toBe(true);
  if (got.body.counts?.contacts && record === 'account')
    expect(got.body.counts.contacts.value).toBe(
      visible(reader, 'accountContact').filter((link) => link.account_id === id).length,
    );
  for (const type of ['comment', 'document'] as const)
    if (got.body.counts?.[collections[type]])
      expect(got.body.counts[collections[type]].value).toBe(
        visible(reader, type).filter(({ about_id: about }) => about === id).length,
      );
  if (record === 'document' || record === 'documentVersion')
    expect((await look(reader, 'GET', `files/${row.file}`)).status).toBe(
      seen && oracle.reads(reader.rights, record, 'file') ? 200 : 404,
    );
  const trail = await look(reader, 'GET', `${address}/audit`);
  expect(trail.status).toBe(seen ? 200 : refusal);
  for (const { changes } of trail.body.items ?? [])
    for (const field of Object.keys(changes)) expect(oracle.reads(reader.rights, record, field), field).toBe(true);
  expect((await look(reader, 'GET', `${address}/shares`)).status).not.toBe(seen ? 404 : 200);
  if (seen) return;
  // Writing to what one may not see says no more than reading it, and changes nothing.
  for (const answer of [
    await look(reader, 'PATCH', address, { comment: 'x' }, { 'if-match': '"1"' }),
    await look(reader, 'DELETE', address),
    await look(reader, 'POST', `${address}/restore`),
  ])
    expect([403, 404]).toContain(answer.status);
}

/** What is read of a timeline is what the reader sees of all that points to the record, by fields they may read. */
async function tryTimeline(reader: Reader, record: RecordName, place: number): Promise<void> {
  const all = company.ids[record] ?? [];
  const id = all[place % Math.max(1, all.length)];
  const row = id && oracle.row(record, id);
  if (!row || row.deleted_at !== null) return;
  const { rights } = reader;
  const address = `${collections[record]}/${id}/timeline`;
  if (!oracle.sees(reader.person, rights, record, row)) {
    expect([403, 404]).toContain((await look(reader, 'GET', address)).status);
    return;
  }
  const expected = timed.flatMap(([type, at]) => {
    if (rights.records[type]?.read === 'none' || !oracle.reads(rights, type, at)) return [];
    const fromHere = Object.entries(references[type]).filter(
      ([field, [, to]]) => to === record && oracle.reads(rights, type, field),
    );
    const linked =
      type === 'event' &&
      record === 'contact' &&
      ['event', 'contact'].every((field) => oracle.reads(rights, 'eventContact', field))
        ? visible(reader, 'eventContact').filter((link) => link.contact_id === id)
        : [];
    return visible(reader, type).filter(
      (entry) =>
        fromHere.some(([, [column]]) => entry[column] === id) || linked.some((link) => link.event_id === entry.id),
    );
  });
  const read: { id: string }[] = [];
  for (const when of ['past', 'planned']) {
    let cursor: string | null = null;
    do {
      const answer = await look(
        reader,
        'GET',
        `${address}?${query({ when, limit: 1 + (place % 3), ...(cursor ? { cursor } : {}) })}`,
      );
      expect(answer.status, answer.text).toBe(200);
      read.push(...answer.body.entries.map(({ item }: { item: { id: string } }) => item));
      cursor = answer.body.next;
    } while (cursor !== null);
  }
  expect(idsOf(read)).toEqual(idsOf(expected));
}

/** Groups count, name and add up what the reader sees and nothing else; the days of a calendar too. */
async function tryGroups(reader: Reader, record: RecordName, place: number): Promise<void> {
  const { rights } = reader;
  const rows = visible(reader, record);
  const by = grouped[record]?.[place % (grouped[record]?.length ?? 1)];
  if (by) {
    const totals = record === 'deal' ? 'amount' : undefined;
    const open = [by, ...(totals ? [totals] : [])].every((field) => oracle.reads(rights, record, field));
    const asked = query({ by, ...(totals ? { totals } : {}) });
    const answer = await look(reader, 'GET', `${collections[record]}/groups?${asked}`);
    expect(answer.status, answer.text).toBe(open ? 200 : 400);
    const counts = (answer.body.groups ?? []).map(({ count }: { count: { value: number } }) => count.value);
    if (open) expect(counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(rows.length);
    const sums = rows.reduce((sum, row) => sum + Number(row.amount ?? 0), 0);
    if (open && totals) expect(Number(answer.body.totals.amount[0]?.sum.amount ?? 0)).toBe(sums);
  }
  const start = dated[record];
  if (!start) return;
  const days = await look(reader, 'GET', `${collections[record]}/calendar?${query({ start, ...daysAround() })}`);
  const open = oracle.reads(rights, record, start);
  expect(days.status, days.text).toBe(open ? 200 : 400);
  if (open) expect(idsOf(days.body.items)).toEqual(idsOf(rows));
}

async function trySearch(reader: Reader, record: RecordName, word: string): Promise<void> {
  const fields = searched[record] ?? [];
  const { rights } = reader;
  const everyLink = rights.records.accountContact?.read === 'all';
  const found = visible(reader, record).filter((row) => {
    const own = oracle
      .wordsOf(record, row.id)
      .some(([held, field]) => held === word && fields.includes(field) && oracle.reads(rights, record, field));
    const named = Object.entries(references[record]).some(
      ([field, [column, to]]) =>
        fields.includes(field) &&
        oracle.reads(rights, record, field) &&
        oracle.readsTitle(rights, to) &&
        oracle.label(rights, to, row[column]).includes(word),
    );
    const link = company.places.get(word);
    const ofLink =
      record === 'contact' &&
      everyLink &&
      link?.record === 'accountContact' &&
      link.field === 'email' &&
      oracle.reads(rights, 'accountContact', 'email') &&
      oracle.row('accountContact', link.id)?.contact_id === row.id;
    return own || named || ofLink;
  });
  const items = await readAll(reader, record, { search: word }, 3);
  expect(idsOf(items), `search ${word} ${JSON.stringify(company.places.get(word))}`).toEqual(idsOf(found));
  const everywhere = await look(reader, 'GET', `search?q=${word}`);
  const group = everywhere.body.groups.find((one: { record: string }) => one.record === record);
  expect(idsOf(group?.items ?? [])).toEqual(idsOf(found));
}

async function tryFilter(reader: Reader, place: number, word: string): Promise<void> {
  const [start, path, steps, leaf] = paths[place % paths.length] as (typeof paths)[number];
  const { rights } = reader;
  const mayRead = (record: RecordName) => rights.records[record]?.read !== 'none';
  let current = start;
  let open = true;
  for (const { to, by, many } of steps) {
    open &&= mayRead(to) && (many ? oracle.reads(rights, to, by) : oracle.reads(rights, current, by));
    current = to;
  }
  open &&= oracle.reads(rights, current, leaf);
  const asked = { filter: { field: path, op: 'contains', value: word } };
  if (!mayRead(start) || !open) {
    const answer = await look(reader, 'GET', `${collections[start]}?${query(asked)}`);
    expect([answer.status, answer.body.code]).toEqual(mayRead(start) ? [400, 'invalid-filter'] : [403, 'forbidden']);
    return;
  }
  type Row = ReturnType<typeof visible>[number];
  const holds = (record: RecordName, row: Row, [step, ...rest]: readonly Step[]): boolean => {
    if (!step) return oracle.wordsOf(record, row.id).some(([held, field]) => held === word && field === leaf);
    const column = references[step.many ? step.to : record][step.by]?.[0] ?? '';
    const next = visible(reader, step.to).filter((other) =>
      step.many ? other[column] === row.id : other.id === row[column],
    );
    return next.some((other) => holds(step.to, other, rest));
  };
  const found = visible(reader, start).filter((row) => holds(start, row, steps));
  expect(idsOf(await readAll(reader, start, asked, 4)), path).toEqual(idsOf(found));
}

async function trySort(reader: Reader, record: RecordName, place: number, descending: boolean): Promise<void> {
  const fields = sorted[record];
  if (!fields) return;
  const field = fields[place % fields.length] ?? '';
  const { rights } = reader;
  const reference = references[record][field];
  const open = oracle.reads(rights, record, field) && (!reference || oracle.readsTitle(rights, reference[1]));
  const sort = `${descending ? '-' : ''}${field}`;
  if (!open) {
    const answer = await look(reader, 'GET', `${collections[record]}?sort=${sort}`);
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid-sort']);
    return;
  }
  const keys = (await readAll(reader, record, { sort }, 5)).map(({ id }) => {
    const row = oracle.row(record, id);
    if (!reference) return oracle.wordsOf(record, id).find(([, held]) => held === field)?.[0] ?? '';
    return (row && oracle.label(rights, reference[1], row[reference[0]])[0]) ?? '';
  });
  expect(keys).toEqual(
    [...keys].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0) * (descending ? -1 : 1)),
  );
}

async function tryBatch(reader: Reader, record: RecordName): Promise<void> {
  const given = reader.rights.records[record] as { read: string; export: boolean; update: string };
  const rows = visible(reader, record);
  for (const [format, written] of Object.entries(exportedIds)) {
    const file = await look(reader, 'GET', `${collections[record]}/export?format=${format}`);
    const none = format === 'vcard' && !oracle.hasCard(reader.rights, record);
    expect(file.status, format).toBe(given.export ? (none ? 422 : 200) : 403);
    if (file.status !== 200) continue;
    for (const id of company.ids[record] ?? [])
      expect(file.text.includes(written(id)), `${format} ${id}`).toBe(rows.some((row) => row.id === id));
  }
  if (record !== 'account' && record !== 'contact') return;
  const preview = await look(reader, 'POST', `${collections[record]}/bulk`, {
    filter: { and: [] },
    action: 'update',
    values: { comment: 'x' },
    preview: true,
  });
  expect(preview.status).toBe(given.update === 'none' ? 403 : 200);
  if (given.update !== 'none')
    expect([preview.body.count, idsOf(preview.body.items)]).toEqual([rows.length, idsOf(rows)]);
  const trash = await look(reader, 'GET', `${collections[record]}?trash=true`);
  for (const { id } of trash.body.items ?? []) {
    const row = oracle.row(record, id);
    expect(row && oracle.sees(reader.person, reader.rights, record, row)).toBe(true);
  }
}

/** Types what a record holds: whoever may not see it, or not by that field, is not told that it is there. */
async function tryAlike(reader: Reader, record: RecordName, place: number): Promise<void> {
  if (record !== 'account' && record !== 'contact') return;
  const all = company.ids[record] ?? [];
  const row = oracle.row(record, all[place % Math.max(1, all.length)] ?? '');
  if (!row) return;
  const { legal_name, last_name, first_name, email, website, linkedin } = row;
  const values = { legalName: legal_name, lastName: last_name, firstName: first_name, email, website, linkedin };
  const typed = await look(reader, 'POST', `${collections[record]}/similar`, { values });
  const pairs = await look(reader, 'GET', `${collections[record]}/duplicates`);
  const told = [...typed.body.items, ...pairs.body.items] as { records?: { id: string }[]; reasons: string[] }[];
  const shown = idsOf(visible(reader, record));
  for (const { reasons, ...one } of told) {
    const { records = [(one as unknown as { record: { id: string } }).record] } = one;
    for (const { id } of records) expect(shown).toContain(id);
    for (const reason of reasons.filter((name) => !name.includes('-')))
      expect(oracle.reads(reader.rights, record, reason), reason).toBe(true);
  }
}

test(`whatever a role allows, no door shows, counts, finds, sorts or exports more than an independent oracle allows (company ${seed})`, async () => {
  const words = [...company.places.keys()];
  const property = fc.asyncProperty(
    fc.array(rightsArbitrary, { minLength: 4, maxLength: 4 }),
    fc.array(probe, { minLength: 25, maxLength: 60 }),
    async (given, probes) => {
      await company.grant(given);
      oracle = await Oracle.read(company.carnet.database.pool, company.places);
      const readers = company.people.map((person, index): Reader => {
        const rights = given[index] as GivenRights;
        const ownWords = oracle.wordsOf('user', person.id).map(([word]) => word);
        return { person, rights, allowed: new Set([...oracle.allowed(person, rights), ...ownWords]) };
      });
      for (const { person, door, record, place, near, descending } of probes) {
        const reader = readers[person] as Reader;
        // Words of the wanted type are tried more often than any.
        const ofType = words.filter(
          (word) =>
            company.places.get(word)?.record === (record === 'contact' && descending ? 'accountContact' : record),
        );
        const word =
          (near && ofType.length > 0 ? ofType : words)[place % (near && ofType.length > 0 ? ofType : words).length] ??
          '';
        if (door === 'filter') await tryFilter(reader, Math.trunc(place / 7), near ? filterWord(place) : word);
        else if (door === 'timeline') await tryTimeline(reader, record, place);
        else if (door === 'record') await tryRecord(reader, record, place);
        else if (reader.rights.records[record]?.read === 'none')
          expect((await look(reader, 'GET', collections[record])).status).toBe(403);
        else if (door === 'alike') await tryAlike(reader, record, place);
        else if (door === 'groups') await tryGroups(reader, record, place);
        else if (door === 'list') await tryList(reader, record, 1 + (place % 20));
        else if (door === 'search') await trySearch(reader, record, word);
        else if (door === 'sort') await trySort(reader, record, place, descending);
        else await tryBatch(reader, record);
      }
    },
  );
  await fc.assert(property, { numRuns: runs, endOnFailure: true });
}, 120_000);

/** A word that stands where the filter looks. */
function filterWord(place: number): string {
  const [, , steps, leaf] = paths[Math.trunc(place / 7) % paths.length] as (typeof paths)[number];
  const start = paths[Math.trunc(place / 7) % paths.length]?.[0] ?? 'account';
  const record = steps.at(-1)?.to ?? start;
  const holder = record === 'contact' && throughFields.includes(leaf) ? 'accountContact' : record;
  const found = [...company.places].filter(([, held]) => held.record === holder && held.field === leaf);
  return found[place % Math.max(1, found.length)]?.[0] ?? 'zx';
}
