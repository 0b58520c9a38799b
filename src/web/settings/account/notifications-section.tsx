import { Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { listLabel } from '../../../fields/list/list.ts';
import { type Channels, type NotificationKind, notificationKinds } from '../../../rules/notification-details.ts';
import { api } from '../../api/client.ts';
import { useModel } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { notificationMessages } from '../../language/notifications.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { showProblem } from '../../ui/toast.tsx';
import table from '../setting-table.module.css';
import classes from './account.module.css';
import { AccountSection } from './account-section.tsx';

interface Preferences {
  readonly kinds: Readonly<Record<NotificationKind, Channels>>;
  readonly mail: boolean;
}

const path = '/me/notification-preferences';
const queryKey = ['notification-preferences'];
const kinds = Object.keys(notificationKinds) as NotificationKind[];

/** Of what one is told, and how: each change is kept at once. */
export function NotificationsSection() {
  const words = useMessages(notificationMessages);
  const language = useLanguage();
  const client = useQueryClient();
  const labels = useModel().lists.notificationKind ?? [];
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<Preferences>(path, { signal }),
  });
  const change = useMutation({
    mutationFn: (changed: Partial<Preferences['kinds']>) => api.patch<Preferences>(path, { body: { kinds: changed } }),
    onMutate: (changed) =>
      client.setQueryData<Preferences>(
        queryKey,
        (known) => known && { ...known, kinds: { ...known.kinds, ...changed } },
      ),
    onSuccess: (answer) => client.setQueryData(queryKey, answer),
    onError: (problem) => {
      showProblem(problem);
      void client.invalidateQueries({ queryKey });
    },
  });
  const cell = (kind: NotificationKind, label: string, channel: keyof Channels) => {
    const how = words[channel];
    const chosen = data?.kinds[kind];
    return (
      <td>
        <div className={classes.choice}>
          <span className={table.label}>{how}</span>
          <Switch
            aria-label={words.told(label, how)}
            checked={chosen?.[channel] ?? false}
            onChange={(event) =>
              chosen && change.mutate({ [kind]: { ...chosen, [channel]: event.currentTarget.checked } })
            }
          />
        </div>
      </td>
    );
  };
  return (
    <AccountSection title={words.preferences} description={words.preferencesHelp}>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowSkeletons rows={6} /> : null}
      {data ? (
        <>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{words.kind}</th>
                <th scope="col">{words.application}</th>
                <th scope="col">{words.mail}</th>
              </tr>
            </thead>
            <tbody>
              {kinds.map((kind) => {
                const label = listLabel(kind, labels, language);
                return (
                  <tr key={kind}>
                    <td className={table.name}>{label}</td>
                    {cell(kind, label, 'application')}
                    {cell(kind, label, 'mail')}
                  </tr>
                );
              })}
            </tbody>
          </table>
          {data.mail ? null : <p className={classes.empty}>{words.noMail}</p>}
        </>
      ) : null}
    </AccountSection>
  );
}
