import { useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import { languages, localize } from '../../lib/localized.ts';
import { permissionOn } from '../../meta/permissions.ts';
import { useMe, useModel } from '../api/queries.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Item, SearchAnswer } from '../api/types.ts';
import { useMessages } from '../language/catalogue.ts';
import { useLanguage } from '../language/current-language.ts';
import { languageNames } from '../language/names.ts';
import { shellMessages } from '../language/shell.ts';
import { showProblem } from '../ui/toast.tsx';
import { useChangeLanguage } from './change-language.ts';
import { type Command, useProvidedCommands } from './commands.ts';
import { homeEntry } from './navigation.ts';
import type { PaletteEntry } from './palette-matching.ts';
import { askSignOut } from './session.ts';
import { showShellDialog } from './shell-dialog.ts';
import { useCreatable, useNavigation } from './use-navigation.ts';

/** The commands there always are: go to a place, create, language, appearance, sign out; before them, the screen's own. */
export function useCommands(): readonly Command[] {
  const words = useMessages(shellMessages);
  const language = useLanguage();
  const navigate = useNavigate();
  const router = useRouter();
  const areas = useNavigation();
  const records = useCreatable();
  const provided = useProvidedCommands();
  const model = useModel();
  const { permissions } = useMe();
  const changeLanguage = useChangeLanguage();
  const { setColorScheme } = useMantineColorScheme();
  return useMemo(() => {
    const places = [{ label: homeEntry.label, entries: [homeEntry] }, ...areas];
    const go = places.flatMap((area) =>
      area.entries.map((entry) => ({
        name: `go ${entry.path}`,
        group: words.paletteGo,
        label: localize(entry.title, language),
        keywords: `${words.paletteGo} ${words.application} ${localize(area.label, language)} ${localize(entry.label, language)}`,
        icon: entry.icon,
        run: () => void navigate({ to: entry.path }),
      })),
    );
    const create = records.map((record) => ({
      name: `create ${record.name}`,
      group: words.paletteCreate,
      label: localize(record.label.new, language),
      keywords: words.create,
      icon: 'plus',
      run: () => void navigate({ to: '/crm/$collection/new', params: { collection: record.collection } }),
    }));
    const compare = model.records
      .filter((record) => record.duplicates && permissionOn(permissions, record.name).read !== 'none')
      .map((record) => ({
        name: `duplicates ${record.name}`,
        group: words.paletteGo,
        label: words.paletteDuplicates(localize(record.label.many, language)),
        icon: record.icon,
        run: () => void navigate({ to: '/crm/$collection/duplicates', params: { collection: record.collection } }),
      }));
    const command = (name: string, label: string, run: () => void, keywords = ''): Command => ({
      name,
      label,
      run,
      keywords,
      group: words.paletteCommands,
      icon: 'command',
    });
    const themes = [
      ['light', words.themeLight],
      ['dark', words.themeDark],
      ['auto', words.themeSystem],
    ] as const;
    const others = [
      ...themes.map(([scheme, label]) =>
        command(`theme ${scheme}`, words.themeTo(label), () => setColorScheme(scheme), 'theme mode'),
      ),
      ...languages
        .filter((code) => code !== language)
        .map((code) => command(`language ${code}`, words.languageTo(languageNames[code]), () => changeLanguage(code))),
      command('shortcuts', words.shortcuts, () => showShellDialog('shortcuts')),
      command('sign-out', words.signOut, () => void askSignOut(router).catch(showProblem)),
    ];
    return [...provided, ...go, ...compare, ...create, ...others];
  }, [words, language, navigate, router, areas, records, provided, changeLanguage, setColorScheme, model, permissions]);
}

/** Most records shown as recently seen. */
const recentShown = 5;

/** The records whose pages were read last, newest first. They are known from the cache alone, which signing out empties. */
export function useRecentEntries(): readonly PaletteEntry[] {
  const words = useMessages(shellMessages);
  const model = useModel();
  const navigate = useNavigate();
  const client = useQueryClient();
  return useMemo(() => {
    const seen = client
      .getQueryCache()
      .findAll({ queryKey: queryKeys.records, predicate: ({ queryKey }) => queryKey[2] === 'item' })
      .sort((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt)
      .flatMap(({ queryKey, state }): PaletteEntry[] => {
        const record = model.collection(String(queryKey[1]));
        const item = state.data as Item | undefined;
        if (!record?.navigation || !item) return [];
        const { id, title } = item;
        return [
          {
            name: `${record.name} ${id}`,
            group: words.paletteRecent,
            label: title,
            icon: record.icon,
            run: () => void navigate({ to: '/crm/$collection/$id', params: { collection: record.collection, id } }),
          },
        ];
      });
    return [...new Map(seen.map((entry) => [entry.name, entry])).values()].slice(0, recentShown);
  }, [client, model, navigate, words]);
}

/** Takes what the server found and the words typed; returns the records as entries, with a way to the whole list. */
export function useHitEntries(answer: SearchAnswer | undefined, text: string): readonly PaletteEntry[] {
  const words = useMessages(shellMessages);
  const language = useLanguage();
  const model = useModel();
  const navigate = useNavigate();
  return useMemo(() => {
    const wanted = text.trim();
    return (answer?.groups ?? []).flatMap((group): PaletteEntry[] => {
      const record = model.find(group.record);
      if (!record) return [];
      const heading = localize(record.label.many, language);
      const hits = group.items.map((hit) => ({
        name: `${record.name} ${hit.id}`,
        group: heading,
        label: hit.title,
        icon: record.icon,
        ...(hit.subtitle ? { description: hit.subtitle } : {}),
        run: () => void navigate({ to: '/crm/$collection/$id', params: { collection: record.collection, id: hit.id } }),
      }));
      const all = {
        name: `all ${record.name}`,
        group: heading,
        label: words.paletteAllIn(heading, wanted),
        icon: 'search',
        run: () =>
          void navigate({
            to: '/crm/$collection',
            params: { collection: record.collection },
            search: { search: wanted },
          }),
      };
      return hits.length > 0 && record.navigation ? [...hits, all] : hits;
    });
  }, [answer, text, model, language, navigate, words]);
}
