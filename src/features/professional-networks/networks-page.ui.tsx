import { Checkbox, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { localize } from '../../lib/localized.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { activeNetworks, professionalNetworks } from '../../rules/professional-networks.ts';
import { api } from '../../web/api/client.ts';
import { useModel } from '../../web/api/queries.ts';
import { queryKeys } from '../../web/api/query-keys.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { networkMessages } from '../../web/language/networks.ts';
import { AccountSection } from '../../web/settings/account/account-section.tsx';
import { PageHeader } from '../../web/ui/page-header.tsx';
import { showProblem, showToast } from '../../web/ui/toast.tsx';

/** « Réseaux professionnels »: of each type that has people in it, the networks its records are linked to. */
export function NetworksPage() {
  const words = useMessages(networkMessages);
  const records = useModel().records.filter(({ networks }) => networks !== undefined);
  return (
    <>
      <PageHeader title={words.heading} description={words.help} />
      {records.map((record) => (
        <Networks key={record.name} record={record} />
      ))}
    </>
  );
}

function Networks({ record }: { readonly record: EffectiveRecord }) {
  const words = useMessages(networkMessages);
  const language = useLanguage();
  const client = useQueryClient();
  const active = activeNetworks(record.activeNetworks).map(({ name }) => name);
  const change = useMutation({
    mutationFn: (networks: readonly string[]) =>
      api.put(`/settings/records/${record.name}/networks`, { body: { networks } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queryKeys.model });
      showToast(words.saved);
    },
    onError: showProblem,
  });
  return (
    <AccountSection title={localize(record.label.many, language)}>
      <Checkbox.Group value={[...active]} onChange={(networks) => change.mutate(networks)}>
        <Stack gap="xs" px="md">
          {professionalNetworks.map(({ name, label }) => (
            <Checkbox key={name} value={name} label={label} disabled={change.isPending} />
          ))}
        </Stack>
      </Checkbox.Group>
    </AccountSection>
  );
}
