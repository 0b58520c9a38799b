import type { Language } from '../../lib/localized.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { recipientFlags } from '../../rules/recipients.ts';
import { api } from '../../web/api/client.ts';
import type { FilterNode, Item, Page } from '../../web/api/types.ts';

/**
 * Takes an attachment to a site and the day through which it stands; returns the contact's link to the site's account
 * where this is their last site there, null otherwise.
 */
export async function linkLeftBehind(attachment: Item, until: string, signal?: AbortSignal): Promise<Item | null> {
  const options = signal ? { signal } : {};
  const all = (collection: string, ...filter: FilterNode[]) =>
    api.get<Page>(`/${collection}`, { query: { filter: { and: filter }, limit: 200, count: false }, ...options });
  const { account } = await api.get<Item>(`/sites/${attachment.site}`, options);
  const person: FilterNode = { field: 'contact', op: 'equals', value: attachment.contact };
  const [sites, links] = await Promise.all([
    all('site-contacts', person, { field: 'site.account', op: 'equals', value: account }),
    all('account-contacts', person, { field: 'account', op: 'equals', value: account }),
  ]);
  const lasts = ({ id, exitDate }: Item) =>
    id !== attachment.id && !(typeof exitDate === 'string' && exitDate <= until);
  return sites.items.some(lasts) ? null : (links.items[0] ?? null);
}

/** Takes a contact's link to an account; returns its boxes « tous sites » that are ticked. */
export function tickedForAllSites(link: Item): readonly string[] {
  return Object.values(recipientFlags).flatMap(({ allSites }) => (link[allSites] === true ? [allSites] : []));
}

/** Takes the type of link and names of its boxes; returns them in words: « Factures tous sites » et « … ». */
export function namesOfBoxes(link: EffectiveRecord, names: readonly string[], language: Language): string {
  const quoted = (name: string) => {
    const label = link.field(name)?.label[language] ?? name;
    return language === 'fr' ? `«\u00a0${label}\u00a0»` : `“${label}”`;
  };
  return names.map(quoted).join(language === 'fr' ? ' et ' : ' and ');
}
