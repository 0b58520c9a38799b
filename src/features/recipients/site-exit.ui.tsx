import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { isDate } from '../../lib/dates.ts';
import { recipientFlags } from '../../rules/recipients.ts';
import { api } from '../../web/api/client.ts';
import { useModel, usePermission, useUpdateRecord } from '../../web/api/queries.ts';
import { queryKeys } from '../../web/api/query-keys.ts';
import type { FilterNode, Item, Page } from '../../web/api/types.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { recipientMessages } from '../../web/language/recipients.ts';
import type { FieldAssistProps } from '../../web/slots.ts';
import { showProblem, showUndo } from '../../web/ui/toast.tsx';

const allSitesFlags = Object.values(recipientFlags).map(({ allSites }) => allSites);

/** Takes an attachment to a site; returns the contact's link to the site's account where this is their last site there, null otherwise. */
async function linkLeftBehind(attachment: Item, until: string, signal: AbortSignal): Promise<Item | null> {
  const all = (collection: string, ...filter: FilterNode[]) =>
    api.get<Page>(`/${collection}`, { query: { filter: { and: filter }, limit: 200, count: false }, signal });
  const { account } = await api.get<Item>(`/sites/${attachment.site}`, { signal });
  const person: FilterNode = { field: 'contact', op: 'equals', value: attachment.contact };
  const [sites, links] = await Promise.all([
    all('site-contacts', person, { field: 'site.account', op: 'equals', value: account }),
    all('account-contacts', person, { field: 'account', op: 'equals', value: account }),
  ]);
  const lasts = ({ id, exitDate }: Item) =>
    id !== attachment.id && !(typeof exitDate === 'string' && exitDate <= until);
  return sites.items.some(lasts) ? null : (links.items[0] ?? null);
}

/**
 * Under « Date de sortie du site »: the boxes « tous sites » do not end with the last site, and one is asked whether they
 * should (A27).
 */
export function SiteExit({ item, values }: FieldAssistProps) {
  const words = useMessages(recipientMessages);
  const language = useLanguage();
  const link = useModel().record('accountContact');
  const permission = usePermission(link.name);
  const update = useUpdateRecord(link.collection);
  const until = typeof values.exitDate === 'string' && isDate(values.exitDate) ? values.exitDate : null;
  const { data, refetch } = useQuery({
    queryKey: [...queryKeys.lists('site-contacts'), 'last', item?.id ?? null, until],
    queryFn: ({ signal }) => (item && until ? linkLeftBehind(item, until, signal) : null),
    enabled: item !== undefined && until !== null && permission.update !== 'none',
    staleTime: 0,
  });
  const ticked = allSitesFlags.filter((name) => data?.[name] === true);
  if (!data || !until || ticked.length === 0) return null;
  const quoted = (name: string) => {
    const label = link.field(name)?.label[language] ?? name;
    return language === 'fr' ? `«\u00a0${label}\u00a0»` : `“${label}”`;
  };
  const boxes = ticked.map(quoted).join(language === 'fr' ? ' et ' : ' and ');
  const write = (version: number, value: boolean) =>
    update.mutateAsync({ id: data.id, version, values: Object.fromEntries(ticked.map((name) => [name, value])) });
  const untick = async () => {
    try {
      const { version } = await write(data.version, false);
      showUndo(words.unticked(boxes), async () => {
        await write(version, true);
      });
      await refetch();
    } catch (error) {
      showProblem(error);
    }
  };
  return (
    <Alert color="yellow" mt="xs" role="status">
      {words.lastSite(data.titles?.account ?? '', boxes, ticked.length > 1)}
      <Button mt="xs" size="compact-sm" variant="default" loading={update.isPending} onClick={() => void untick()}>
        {words.untick(boxes)}
      </Button>
    </Alert>
  );
}
