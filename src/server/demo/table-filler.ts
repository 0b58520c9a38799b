import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from } from 'pg-copy-streams';
import type { Row } from '../records/rows.ts';

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? sign) : text;
}

/** Takes a value as pg takes it; returns it in the text form of COPY (PostgreSQL manual, « COPY », text format). */
function copyText(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (Array.isArray(value))
    return escaped(`{${value.map((item) => `"${String(item).replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
  return escaped(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Rows waiting for one table. */
interface Waiting {
  readonly columns: readonly string[];
  readonly lines: string[];
}

/** Collects rows of several tables and sends them by COPY, a table after the other, while the next are made. */
export class TableFiller {
  private readonly client: pg.ClientBase;
  private readonly frozen: ReadonlySet<string>;
  private waiting = new Map<string, Waiting>();
  private sending: Promise<void> = Promise.resolve();

  /** `frozen` names the tables emptied in this transaction, whose rows need no later sweep. */
  constructor(client: pg.ClientBase, frozen: ReadonlySet<string>) {
    this.client = client;
    this.frozen = frozen;
  }

  /** Adds a row; every row of a table has the same columns. */
  add(table: string, row: Row): void {
    let waiting = this.waiting.get(table);
    if (!waiting) {
      waiting = { columns: Object.keys(row), lines: [] };
      this.waiting.set(table, waiting);
    }
    let line = '';
    for (const column of waiting.columns) line += `${line === '' ? '' : '\t'}${copyText(row[column])}`;
    waiting.lines.push(line);
  }

  /** Sends what was added, once what was sent before has arrived; resolves when that is so. */
  async send(): Promise<void> {
    await this.sending;
    const batch = this.waiting;
    this.waiting = new Map();
    this.sending = this.copy(batch);
    // Told by the next call, which awaits it.
    this.sending.catch(() => undefined);
  }

  /** Sends the rest and resolves when everything has arrived. */
  async finish(): Promise<void> {
    await this.send();
    await this.sending;
  }

  private async copy(batch: ReadonlyMap<string, Waiting>): Promise<void> {
    for (const [table, { columns, lines }] of batch) {
      const options = this.frozen.has(table) ? ' WITH (FREEZE)' : '';
      const stream = this.client.query(
        from(`COPY ${quoted(table)} (${columns.map(quoted).join(', ')}) FROM STDIN${options}`),
      );
      await pipeline(Readable.from([`${lines.join('\n')}\n`], { objectMode: false }), stream);
    }
  }
}
