import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../lib/ids.ts';
import type { Context } from '../context.ts';
import { createTestCompany, type TestCompany } from '../testing/test-company.ts';
import { type AccessMode, handPortalAccess } from './portal-access.ts';

let test: TestCompany;
let context: Context;
let statements = 0;

beforeAll(async () => {
  test = await createTestCompany();
  const database = test.company.database.withPlugin({
    transformQuery: ({ node }) => {
      statements++;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const mailServer = {
    host: 'mail.exemple.fr',
    port: 587,
    security: 'starttls',
    user: null,
    password: null,
    senderAddress: 'carnet@exemple.fr',
    senderName: 'Carnet',
  } as const;
  const company = { ...test.company, database, outgoing: { ...test.company.outgoing, mailServer } };
  context = { ...test.system, company };
});
afterAll(() => test.close());

const people = (count: number) =>
  Array.from({ length: count }, (_unused, number) => {
    const id = newId();
    return { id, name: `Personne ${number}`, login: `${id}@client.fr` };
  });

/** Lets people in; returns what each got, and how many statements that took. */
async function letIn(count: number, mode: AccessMode, mail: boolean) {
  const chosen = people(count);
  statements = 0;
  const handed = await context.company.database
    .transaction()
    .execute((transaction) =>
      handPortalAccess(transaction, context, chosen, mode, { mail, base: 'https://c.fr', origin: {} }),
    );
  return { chosen, handed, statements };
}

const rowsOf = async (query: string, ids: readonly string[]) =>
  (await test.database.pool.query<{ about: string }>(query, [ids])).rows.map(({ about }) => about);

it.each([
  ['invitation', true],
  ['invitation', false],
  ['temporary', true],
  ['temporary', false],
] as const)(
  'lets many in by as few statements as a few, each with a line in the journal (%s, mailed: %s)',
  async (mode, mail) => {
    const few = await letIn(2, mode, mail);
    const many = await letIn(60, mode, mail);
    expect(many.statements).toBe(few.statements);
    const ids = many.chosen.map(({ id }) => id);
    const lines = 'SELECT about_id::text AS about FROM access_log WHERE about_id = ANY($1::uuid[]) ORDER BY id';
    expect(await rowsOf(lines, ids)).toEqual(ids);
    const logins = many.chosen.map(({ login }) => login);
    const letters = 'SELECT recipient AS about FROM mail_message WHERE recipient = ANY($1) ORDER BY id';
    expect(await rowsOf(letters, logins)).toEqual(mail ? logins : []);
    const secrets = many.handed.map(({ link, password }) => link ?? password);
    expect(new Set(secrets).size).toBe(mail ? 1 : 60);
    expect(many.handed.every(({ mailed }) => mailed === mail)).toBe(true);
  },
);
