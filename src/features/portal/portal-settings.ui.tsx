import { Button, Checkbox, Switch } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { localize } from '../../lib/localized.ts';
import { listValues } from '../../meta/derive/list-values.ts';
import { api } from '../../web/api/client.ts';
import { useModel } from '../../web/api/queries.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { portalOfficeMessages } from '../../web/language/portal-office.ts';
import { AccountSection } from '../../web/settings/account/account-section.tsx';
import { CopyField } from '../../web/ui/copy-field.tsx';
import { ErrorNotice } from '../../web/ui/error-notice.tsx';
import { PageHeader } from '../../web/ui/page-header.tsx';
import { RowSkeletons } from '../../web/ui/row-skeletons.tsx';
import { showProblem, showToast } from '../../web/ui/toast.tsx';
import classes from './portal-office.module.css';

type Part = 'contact' | 'site' | 'document';
const parts: readonly Part[] = ['contact', 'site', 'document'];

interface PortalSettings {
  readonly enabled: boolean;
  readonly profiles: Readonly<Record<string, readonly Part[]>>;
  readonly address: string;
}

const key = ['settings-portal'] as const;

/** « Portail »: open or closed, where it is, what each profile of extranet users sees. */
export function PortalSettingsPage() {
  const words = useMessages(portalOfficeMessages);
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<PortalSettings>('/settings/portal', { signal }),
  });
  return (
    <>
      <PageHeader title={words.portal} description={words.settingsHelp} />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowSkeletons rows={6} /> : null}
      {data ? <PortalSettingsForm kept={data} /> : null}
    </>
  );
}

function PortalSettingsForm({ kept }: { readonly kept: PortalSettings }) {
  const words = useMessages(portalOfficeMessages);
  const language = useLanguage();
  const client = useQueryClient();
  const values = listValues(useModel().record('extranetUser').field('profiles')).filter(
    ({ active }) => active !== false,
  );
  const [profiles, setProfiles] = useState(kept.profiles);
  const [busy, setBusy] = useState(false);
  const labels: Readonly<Record<Part, string>> = {
    contact: words.partContact,
    site: words.partSite,
    document: words.partDocument,
  };
  const save = async (changed: Pick<PortalSettings, 'enabled' | 'profiles'>) => {
    setBusy(true);
    try {
      await api.put('/settings/portal', { body: changed });
      client.setQueryData<PortalSettings>(key, { ...kept, ...changed });
      void client.invalidateQueries({ queryKey: ['portal-visitors'] });
      showToast(words.saved);
    } catch (error) {
      showProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const tick = (code: string, part: Part, on: boolean) =>
    setProfiles((all) => ({ ...all, [code]: parts.filter((one) => (one === part ? on : all[code]?.includes(one))) }));
  return (
    <>
      <AccountSection title={words.opening} description={words.openingHelp}>
        <div className={classes.inside}>
          <Switch
            label={words.enabledLabel}
            checked={kept.enabled}
            disabled={busy}
            onChange={(event) => void save({ enabled: event.currentTarget.checked, profiles: kept.profiles })}
            mb="sm"
          />
          <CopyField label={words.address} value={kept.address} />
        </div>
      </AccountSection>
      <AccountSection title={words.profilesTitle} description={words.profilesHelp}>
        <div className={classes.inside}>
          <table className={classes.grid}>
            <thead>
              <tr>
                <th scope="col">{words.profile}</th>
                {parts.map((part) => (
                  <th key={part} scope="col">
                    {labels[part]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {values.map(({ code, label }) => (
                <tr key={code}>
                  <th scope="row">{localize(label, language)}</th>
                  {parts.map((part) => (
                    <td key={part}>
                      <Checkbox
                        aria-label={words.see(labels[part], localize(label, language))}
                        checked={profiles[code]?.includes(part) ?? false}
                        onChange={(event) => tick(code, part, event.currentTarget.checked)}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <p className={classes.small}>{words.documentNote}</p>
          <p className={classes.small}>
            <Link to="/settings/$" params={{ _splat: 'lists/extranetProfile' }}>
              {words.editProfiles}
            </Link>
          </p>
          <Button mt="sm" loading={busy} onClick={() => void save({ enabled: kept.enabled, profiles })}>
            {words.save}
          </Button>
        </div>
      </AccountSection>
    </>
  );
}
