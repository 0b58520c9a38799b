import { vi } from 'vitest';
import { addColleague, type Colleague } from './colleague.ts';
import { type Ask, askWith } from './settings-company.ts';
import { createTestServer, setUpCompany, type TestServerOfOne } from './test-server.ts';

/** A company whose administrator and two salespeople work together, each with their own records. */
export interface Workplace {
  readonly carnet: TestServerOfOne;
  /** Asks as the administrator. */
  readonly ask: Ask;
  readonly adminId: string;
  readonly lea: Colleague;
  readonly sam: Colleague;
  /** Takes an owner and a name; makes an account and returns its id. */
  readonly account: (owner: string, legalName: string) => Promise<string>;
  /** Sends a file as the administrator, or as who the headers say; returns what was answered. */
  readonly upload: (
    name: string,
    bytes: Buffer,
    headers?: Record<string, string>,
  ) => Promise<{ status: number; body: { id: string; code?: string; name: string; mediaType: string } }>;
  readonly cookie: string;
  /** Waits until people have been told of all that has happened. */
  readonly told: () => Promise<void>;
}

export const byId = (record: string, id: string) => ({ record, id });

/** Makes the workplace, as a test server is made. Close its `carnet` when done. */
export async function createWorkplace(...made: Parameters<typeof createTestServer>): Promise<Workplace> {
  const carnet = await createTestServer(...made);
  const cookie = await setUpCompany(carnet.server);
  const ask = askWith(carnet.server, { cookie });
  const parts = { server: carnet.server, database: carnet.database, ask };
  const lea = await addColleague(parts, { name: 'Léa Roux', role: 'Commercial' });
  const sam = await addColleague(parts, { name: 'Sam Noir', role: 'Commercial' });
  return {
    carnet,
    ask,
    adminId: (await ask('GET', 'me')).body.user.id,
    lea,
    sam,
    account: async (owner, legalName) => (await ask('POST', 'accounts', { legalName, owner })).body.id,
    upload: async (name, bytes, headers = { cookie }) => {
      const border = 'carnet-border';
      const head = `--${border}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
      const answer = await carnet.server.inject({
        method: 'POST',
        url: '/api/v1/files?asIs=true',
        headers: { 'content-type': `multipart/form-data; boundary=${border}`, ...headers },
        payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${border}--\r\n`)]),
      });
      return { status: answer.statusCode, body: answer.json() };
    },
    cookie,
    told: () =>
      vi.waitFor(
        async () => {
          const { rows } = await carnet.database.pool.query('SELECT id FROM notification_source');
          if (rows.length > 0) throw new Error('not all is told');
        },
        { timeout: 20_000, interval: 20 },
      ),
  };
}
