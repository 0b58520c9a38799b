import type { Language } from '../lib/localized.ts';
import type { Permissions } from '../meta/permissions.ts';
import type { Company } from './company.ts';

/** The key in `readers` that everyone carries. */
export const everyoneKey = '00000000-0000-0000-0000-000000000000';

/** Who acts: a person at a screen or behind an API key, or the programme itself. */
export interface Principal {
  readonly kind: 'user' | 'system';
  /** Id of the user; null for the programme itself. */
  readonly userId: string | null;
  readonly name: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly permissions: Permissions;
  /**
   * The keys that open a row, matched against its `readers` and `editors`: `own` for what is theirs or shared with
   * them or with their team, `team` for that of everyone in their team and the teams below as well.
   */
  readonly keys: { readonly own: readonly string[]; readonly team: readonly string[] };
}

/** Which door a write came through; kept in the audit trail. */
export type Channel = 'screen' | 'api' | 'import' | 'bulk' | 'merge' | 'undo' | 'command' | 'job' | 'setup';

/** Everything the engine needs to know of a request beside its data. */
export interface Context {
  readonly company: Company;
  readonly principal: Principal;
  readonly channel: Channel;
  /** The operation that the writes belong to, for batches. */
  readonly operation?: string;
}

/** Takes a zone (IANA); returns today's date there, as `2026-11-22`. */
export function todayIn(timeZone: string, now = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}
