import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { isDate } from '../../lib/dates.ts';
import { useModel, usePermission, useUpdateRecord } from '../../web/api/queries.ts';
import { queryKeys } from '../../web/api/query-keys.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { recipientMessages } from '../../web/language/recipients.ts';
import type { FieldAssistProps } from '../../web/slots.ts';
import { showProblem, showUndo } from '../../web/ui/toast.tsx';
import { namesOfBoxes, peopleLeftBehind } from './last-site.ui.tsx';

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
    queryFn: async ({ signal }) =>
      (item && until ? (await peopleLeftBehind({ attachment: item.id, on: until }, signal))[0] : null) ?? null,
    enabled: item !== undefined && until !== null && permission.update !== 'none',
    staleTime: 0,
  });
  if (!data || !until) return null;
  const ticked = data.boxes;
  const boxes = namesOfBoxes(link, ticked, language);
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
      {words.lastSite(data.account, boxes, ticked.length > 1)}
      <Button mt="xs" size="compact-sm" variant="default" loading={update.isPending} onClick={() => void untick()}>
        {words.untick(boxes)}
      </Button>
    </Alert>
  );
}
