import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openEmbedded } from '../db/embedded-server.ts';
import { findPackage } from '../package-root.ts';
import { buildServer, type CarnetProcess, startCarnet } from './carnet-process.ts';
import type { Answer } from './company-of-tokens.ts';
import { brokenInvariants } from './invariants.ts';

/** How often the power is cut; `npm run proof:crash` cuts it thirty times. */
const rounds = Number(process.env.CARNET_CRASH_ROUNDS ?? 3);
const administrator = { CARNET_ADMIN_EMAIL: 'ada@exemple.fr', CARNET_ADMIN_PASSWORD: 'une phrase de passe' };
/** Rows of each imported file. */
const imported = 400;

const { root } = findPackage();
const built = join(root, 'dist', `proof-${process.pid}`);
let dataFolder: string;
let entry: string;
let carnet: CarnetProcess;
let cookie = '';

/** What was told to the client: for each record its values by version, and those that may have come through unanswered. */
interface Told {
  readonly collection: string;
  version: number;
  comment: string | null;
  deleted: boolean;
  /** Written while the power went: there, or not, whole either way. */
  unsure: { comment?: string; deleted?: boolean }[];
}
const told = new Map<string, Told>();
const files = new Map<string, string>();
const operations = new Map<string, { kind: 'import' | 'bulk'; mark: string }>();
let counter = 0;
let batches = 0;
let acknowledged = 0;

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'carnet-proof-'));
  chmodSync(dataFolder, 0o711);
  entry = await buildServer(built);
  await start();
}, 120_000);
afterAll(async () => {
  await carnet?.cutPower();
  rmSync(dataFolder, { recursive: true, force: true });
  rmSync(built, { recursive: true, force: true });
});

async function start(): Promise<void> {
  carnet = await startCarnet(entry, dataFolder, administrator);
  const signedIn = await fetch(`${carnet.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: administrator.CARNET_ADMIN_EMAIL, password: administrator.CARNET_ADMIN_PASSWORD }),
  }).catch((cause: unknown) => {
    throw new Error(`no answer after the start: ${carnet.state()}`, { cause });
  });
  expect(signedIn.status).toBe(200);
  cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

async function ask(
  method: string,
  path: string,
  body?: object | FormData,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const form = body instanceof FormData;
  const answer = await fetch(`${carnet.url}/api/v1/${path}`, {
    method,
    headers: { cookie, ...(body && !form ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  return { status: answer.status, text, body: text.startsWith('{') ? JSON.parse(text) : undefined };
}

async function create(): Promise<void> {
  const account = [...told].find(([, one]) => one.collection === 'accounts' && !one.deleted)?.[0];
  const contact = account !== undefined && counter % 3 !== 0;
  const comment = `c${++counter}`;
  const values = contact
    ? { lastName: `Petit ${comment}`, account, department: comment, phone: '0478000000', comment }
    : { legalName: `Durand ${comment}`, comment };
  const collection = contact ? 'contacts' : 'accounts';
  const { status, body, text } = await ask('POST', collection, values);
  expect(status, text).toBe(201);
  told.set(body.id, { collection, version: body.version, comment, deleted: false, unsure: [] });
}

async function change(): Promise<void> {
  const alive = [...told].filter(([, one]) => !one.deleted && one.unsure.length === 0);
  const [id, known] = alive[Math.floor(Math.random() * alive.length)] ?? [];
  if (!id || !known) return create();
  const removing = known.collection === 'contacts' && Math.random() < 0.2;
  const next = removing ? { deleted: true } : { comment: `m${++counter}` };
  known.unsure.push(next);
  const answer = removing
    ? await ask('DELETE', `contacts/${id}`)
    : await ask(
        'PATCH',
        `${known.collection}/${id}`,
        known.collection === 'contacts' ? { ...next, department: next.comment } : next,
        { 'if-match': `"${known.version}"` },
      );
  expect([200, 204, 409], answer.text).toContain(answer.status);
  known.unsure = [];
  // A batch may have come between: then nothing was written.
  if (answer.status === 409) known.version = answer.body.current.version;
  else if (removing) known.deleted = true;
  else Object.assign(known, { version: answer.body.version, comment: next.comment });
}

async function upload(): Promise<void> {
  const content = `contenu ${++counter} `.repeat(2_000);
  const form = new FormData();
  form.set('file', new Blob([content], { type: 'text/plain' }), 'note.txt');
  const { status, body, text } = await ask('POST', 'files', form);
  expect(status, text).toBe(201);
  files.set(body.id, content);
}

async function batch(): Promise<void> {
  const mark = `lot${++counter}`;
  batches++;
  if (counter % 2 === 0) {
    const begun = await ask('POST', 'accounts/bulk', {
      search: 'durand',
      action: 'update',
      values: { website: `https://${mark}.fr` },
    });
    if (begun.status === 202) operations.set(begun.body.operation, { kind: 'bulk', mark });
    return;
  }
  const form = new FormData();
  form.set('record', 'contacts');
  const rows = Array.from({ length: imported }, (_unused, index) => `${mark};P${index};Compte ${mark} ${index % 20}`);
  form.set('file', new Blob([['Nom;Prénom;Compte', ...rows].join('\r\n')]), 'contacts.csv');
  const sent = await ask('POST', 'imports', form);
  expect(sent.status, sent.text).toBe(201);
  const mapping = { 0: 'lastName', 1: 'firstName', 2: 'account' };
  const begun = await ask('POST', `imports/${sent.body.id}/run`, {
    mapping,
    key: null,
    onMatch: 'create',
    createAccounts: true,
  });
  expect(begun.status, begun.text).toBe(202);
  operations.set(begun.body.operation, { kind: 'import', mark });
}

/** Works until the power goes; what breaks off then is no fault, any other is. */
async function workUntil(cut: AbortSignal, work: () => Promise<void>): Promise<void> {
  while (!cut.aborted)
    await work()
      .then(() => acknowledged++)
      .catch((error: unknown) => {
        if (!(error instanceof TypeError) && !cut.aborted) throw error;
      });
}

async function checkAll(): Promise<void> {
  const imports: string[] = [];
  // Those too whose answer was cut off: they go on after the start, and change records while these are compared.
  await vi.waitFor(
    async () => {
      const { body } = await ask('GET', 'operations');
      const states: readonly string[] = body.items.map(({ state }: { state: string }) => state);
      expect(states.filter((state) => state === 'queued' || state === 'running')).toEqual([]);
    },
    { timeout: 60_000, interval: 100 },
  );
  for (const [id, operation] of operations) {
    const ended = await vi.waitFor(
      async () => {
        const { body } = await ask('GET', `operations/${id}`);
        expect(body.state, JSON.stringify(body)).toBe('done');
        return body;
      },
      { timeout: 60_000, interval: 100 },
    );
    if (operation.kind !== 'import') continue;
    expect(ended.result).toMatchObject({ created: imported, refused: 0 });
    imports.push(operation.mark);
    operations.delete(id);
  }
  for (const [id, known] of told) {
    const { status, body, text } = await ask('GET', `${known.collection}/${id}`);
    expect(status, `${known.collection}/${id} ${text}`).toBe(200);
    const comments = [known.comment, ...known.unsure.flatMap(({ comment }) => comment ?? [])];
    expect(comments).toContain(body.comment);
    if (known.collection === 'contacts') expect(body.department).toBe(body.comment);
    if (known.unsure.every(({ deleted }) => !deleted)) expect(body.deletedAt !== null).toBe(known.deleted);
    expect(body.version).toBeGreaterThanOrEqual(known.version);
    Object.assign(known, {
      version: body.version,
      comment: body.comment,
      deleted: body.deletedAt !== null,
      unsure: [],
    });
    const trail: { kind: string; version: number }[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page = await ask('GET', `${known.collection}/${id}/audit${next && `?cursor=${next}`}`);
      trail.push(...page.body.items);
      next = page.body.next;
    }
    expect(trail.at(-1)).toMatchObject({ kind: 'create', version: 1 });
    expect(trail[0]?.version).toBe(body.version);
  }
  for (const [id, content] of files) expect((await ask('GET', `files/${id}`)).text === content, id).toBe(true);
  const { connection, close } = await openEmbedded({
    packageRoot: root,
    dataFolder,
    holder: 'command',
    notify: () => undefined,
  });
  const pool = new pg.Pool({ ...connection, max: 1 });
  try {
    expect(await brokenInvariants(pool)).toEqual([]);
    for (const mark of imports) {
      const { rows } = await pool.query('SELECT count(*)::integer AS made FROM contact WHERE last_name = $1', [mark]);
      expect(rows, `rows of ${mark}, each once`).toEqual([{ made: imported }]);
    }
  } finally {
    await pool.end();
    await close();
  }
}

test.skipIf(process.platform !== 'linux')(
  `what was acknowledged is there, whole, after ${rounds} power cuts at random moments`,
  async () => {
    for (const work of [create, upload, batch, batch]) await work();
    for (let round = 0; round < rounds; round++) {
      const cut = new AbortController();
      const work = [create, change, change, upload, batch].map((one) => workUntil(cut.signal, one));
      const enough = acknowledged + 4 + Math.random() * 40;
      await vi.waitFor(() => expect(acknowledged).toBeGreaterThan(enough), { timeout: 60_000, interval: 1 });
      cut.abort();
      await carnet.cutPower();
      await Promise.all(work);
      await start();
      await checkAll();
    }
    expect([told.size > rounds, files.size > 0, batches > 0]).toEqual([true, true, true]);
  },
  60_000 + rounds * 60_000,
);
