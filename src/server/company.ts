import type { Kysely } from 'kysely';
import type { Model } from '../meta/effective-record.ts';
import type { ReadStatement } from './db/statement-reader.ts';
import type { Outgoing } from './outgoing/environment.ts';

/** Tables are known at run time only (custom fields are columns): rows are records of unknown values, decoded by field types. */
export interface DynamicTables {
  [table: string]: Record<string, unknown>;
}

export type Database = Kysely<DynamicTables>;

/** What one company's Carnet is made of. One server may serve several: nothing of it is global. */
export interface Company {
  readonly database: Database;
  /** Reads outside any transaction, for what is asked most often. */
  readonly read: ReadStatement;
  /** The connection string of its database, for what needs a connection of its own (listening, jobs, COPY). */
  readonly databaseUrl: string;
  /** The current model: declarations with the company's settings laid over. */
  readonly model: () => Model;
  /** Reads the settings again and tells every process of the company. Resolves when this process has the new model. */
  readonly reloadModel: () => Promise<void>;
  /** Takes a purpose; returns 32 bytes derived from the key kept outside the database. */
  readonly key: (purpose: string) => Buffer;
  /** Folder of the files' contents. */
  readonly filesFolder: string;
  /** Most bytes of one file that is brought. */
  readonly largestFile: number;
  /** What the environment tells of the world outside. */
  readonly outgoing: Outgoing;
  /** Where the company lives: decides what "today" is for jobs and for people without a zone. */
  readonly timeZone: string;
}
