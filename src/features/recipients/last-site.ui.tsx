import type { Language } from '../../lib/localized.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { api } from '../../web/api/client.ts';

/** Someone who has no site left at an account, though « tous sites » still sends them all of it, as the API tells. */
export interface LeftBehind {
  /** Their link to the account, and its version. */
  readonly id: string;
  readonly version: number;
  readonly contact: string;
  readonly account: string;
  /** The boxes « tous sites » that are ticked. */
  readonly boxes: readonly string[];
}

/** What ended: an attachment on a day, a site with those to it, or all that a batch ended. */
export type Ended =
  | { readonly attachment: string; readonly on: string }
  | { readonly site: string }
  | { readonly operation: string };

/** Takes what ended; returns whom it leaves without a site while « tous sites » stays ticked. */
export async function peopleLeftBehind(ended: Ended, signal?: AbortSignal): Promise<readonly LeftBehind[]> {
  const options = signal ? { signal } : {};
  const { items } = await api.get<{ items: readonly LeftBehind[] }>('/account-contacts/without-site', {
    query: { ...ended },
    ...options,
  });
  return items;
}

/** Takes the type of link and names of its boxes; returns them in words: « Factures tous sites » et « … ». */
export function namesOfBoxes(link: EffectiveRecord, names: readonly string[], language: Language): string {
  const quoted = (name: string) => {
    const label = link.field(name)?.label[language] ?? name;
    return language === 'fr' ? `«\u00a0${label}\u00a0»` : `“${label}”`;
  };
  return names.map(quoted).join(language === 'fr' ? ' et ' : ' and ');
}
