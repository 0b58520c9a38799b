import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { secretKeyPath } from '../secret-key.ts';
import { createTestServer, setUpCompany, type TestServerOfOne } from '../testing/test-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'carnet-test-backup-'));
let carnet: TestServerOfOne;
let cookie: string;
beforeAll(async () => {
  writeFileSync(secretKeyPath(folder), 'a secret of thirty-two characters');
  carnet = await createTestServer({ dataFolder: folder });
  cookie = await setUpCompany(carnet.server);
});
afterAll(async () => {
  await carnet.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a backup taken over the API is noted with who took it and when', async () => {
  const last = async () => (await carnet.server.inject({ url: '/api/v1/settings/backup', headers: { cookie } })).json();
  expect(await last()).toEqual({ last: null });
  const file = await carnet.server.inject({ url: '/api/v1/backup', headers: { cookie } });
  expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'application/gzip']);
  await vi.waitFor(async () => expect(await last()).toMatchObject({ last: { by: 'Ada Martin' } }), {
    timeout: 20_000,
    interval: 20,
  });
  const { rows } = await carnet.database.pool.query(`SELECT user_id, address FROM access_log WHERE kind = 'backup'`);
  expect(rows).toEqual([{ user_id: expect.any(String), address: '127.0.0.1' }]);
});
