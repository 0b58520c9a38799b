import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administrator, createTestServer, setUpCompany, type TestServerOfOne } from '../testing/test-server.ts';
import type { CommandContext } from './command.ts';
import { secondFactorCommand } from './second-factor.ts';

let carnet: TestServerOfOne;
let cookie: string;
beforeAll(async () => {
  carnet = await createTestServer();
  cookie = await setUpCompany(carnet.server);
});
afterAll(() => carnet.close());

async function run(...args: string[]): Promise<string[]> {
  const printed: string[] = [];
  const context = {
    config: { dataFolder: tmpdir(), deriveKey: (name: string) => createHash('sha256').update(name).digest() },
    openDatabase: async () => carnet.database,
    print: (line: string) => printed.push(line),
    say: () => undefined,
  };
  await secondFactorCommand.run(args, context as unknown as CommandContext);
  return printed;
}

test('who lost their second factor signs in with their password again; a wrong address changes nothing', async () => {
  const { pool } = carnet.database;
  await pool.query(
    `INSERT INTO auth.totp (user_id, secret, confirmed_at) SELECT id, ''::bytea, now() FROM auth."user"`,
  );
  const signIn = async () =>
    (
      await carnet.server.inject({
        method: 'POST',
        url: '/api/v1/session',
        payload: { email: administrator.email, password: administrator.password },
      })
    ).json();
  expect(await signIn()).toMatchObject({ secondStep: { ways: ['totp'] } });
  await expect(run('--email', 'personne@exemple.fr')).rejects.toMatchObject({ text: { en: /No active user/ } });
  await expect(run()).rejects.toMatchObject({ text: { en: expect.stringContaining('--email') } });
  expect(await signIn()).toMatchObject({ secondStep: { ways: ['totp'] } });
  expect(await run('--email', administrator.email.toUpperCase())).toEqual([administrator.email.toUpperCase()]);
  expect(await signIn()).toMatchObject({ user: { email: administrator.email } });
  const { rows: lines } = await pool.query(`SELECT kind, user_id FROM access_log WHERE about_id IS NOT NULL`);
  expect(lines).toEqual([{ kind: 'second-factor-removed', user_id: null }]);
  const { rows } = await pool.query('SELECT 1 FROM auth.session WHERE token = $1', [cookie.split(/[=.]/)[1]]);
  expect(rows).toEqual([]);
});
