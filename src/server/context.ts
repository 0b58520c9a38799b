import type { Language } from '../lib/localized.ts';
import type { Permissions } from '../meta/permissions.ts';
import type { Company } from './company.ts';

/** The key in `readers` that everyone carries. */
export const everyoneKey = '00000000-0000-0000-0000-000000000000';

/** How far a visitor of the portal sees; the rules are those of each record type's `portal`. */
export interface PortalReach {
  /** Id of the extranet user or of the collaborator. */
  readonly visitor: string;
  /** The companies of an extranet user; null for a collaborator, who searches clients and prospects. */
  readonly accounts: readonly string[] | null;
  /** The sites that an extranet user is limited to; null where they are not. */
  readonly sites: readonly string[] | null;
}

/** Who acts: a person at a screen or behind an API key, a visitor of the portal, or the programme itself. */
export interface Principal {
  readonly kind: 'user' | 'portal' | 'system';
  /** Id of the user; null for the others. */
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
  /** What a visitor of the portal is shown, in the place of keys. They carry none: no row is opened to them otherwise. */
  readonly portal?: PortalReach;
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
