import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usePickerSearch } from '../../../fields/reference/use-picker-search.ui.tsx';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { api } from '../../api/client.ts';
import type { Page } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { listMessages } from '../../language/list.ts';
import { MultiSelect } from '../../ui/deferred-inputs.tsx';

interface RecordChoicesProps {
  readonly record: EffectiveRecord;
  readonly label: string;
  /** Ids of the records chosen. */
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  readonly autoFocus: boolean;
}

/** Takes a record type and ids; returns the titles of those that may be seen, by id. */
export function useTitles(record: EffectiveRecord | undefined, ids: readonly string[]): ReadonlyMap<string, string> {
  const { data } = useQuery({
    queryKey: ['titles', record?.collection ?? '', 'several', [...ids].sort().join(',')],
    queryFn: ({ signal }) =>
      api.get<Page>(`/${record?.collection}`, {
        query: { filter: { field: 'id', op: 'in', value: ids }, limit: Math.min(200, ids.length), count: false },
        signal,
      }),
    enabled: record !== undefined && ids.length > 0,
    staleTime: 5 * 60_000,
  });
  return new Map(data?.items.map(({ id, title }) => [id, title]));
}

/** Chooses several records of one type, found by the server as one types. */
export function RecordChoices({ record, label, chosen, onChange, autoFocus }: RecordChoicesProps) {
  const words = useMessages(listMessages);
  const [text, setText] = useState('');
  const [opened, setOpened] = useState(autoFocus);
  const search = usePickerSearch(record, text, { enabled: opened });
  const titles = useTitles(record, chosen);
  const found = search.data?.items ?? [];
  const options = new Map(found.map(({ id, title }) => [id, title]));
  for (const id of chosen) if (!options.has(id)) options.set(id, titles.get(id) ?? '…');
  return (
    <MultiSelect
      size="xs"
      aria-label={label}
      searchable
      searchValue={text}
      onSearchChange={setText}
      onDropdownOpen={() => setOpened(true)}
      data={[...options].map(([id, title]) => ({ value: id, label: title }))}
      // The server has searched already, and better: phones, accents, several words.
      filter={({ options: all }) => all}
      value={[...chosen]}
      onChange={onChange}
      autoFocus={autoFocus}
      data-autofocus={autoFocus || undefined}
      placeholder={chosen.length === 0 ? words.typeToSearch : ''}
      nothingFoundMessage={words.nothingFound}
      comboboxProps={{ shadow: 'md' }}
    />
  );
}
