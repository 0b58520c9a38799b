import { Tabs } from '@mantine/core';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { isLoneStandard } from '../../../meta/derive/links.ts';
import { permissionOn } from '../../../meta/permissions.ts';
import { useMe } from '../../api/queries.ts';
import type { Count } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { recordMessages } from '../../language/record.ts';
import { useSlot } from '../../slots.ts';
import { LinkedTab } from './linked-tab.tsx';
import type { RecordView } from './record-context.ts';
import classes from './record-page.module.css';
import { SystemTab } from './system-tab.tsx';

interface Tab {
  readonly name: string;
  readonly label: string;
  readonly count?: Count | undefined;
  readonly content: () => ReactNode;
}

const generalName = 'general';

/** Takes a record's page; returns its tabs: its own facts, what is linked to it, what features add, « Système ». */
function useTabs(view: RecordView, general: ReactNode): readonly Tab[] {
  const words = useMessages(recordMessages);
  const language = useLanguage();
  const { permissions } = useMe();
  const { record, item } = view;
  const added = useSlot('recordTabs').filter((tab) => tab.appliesTo(record));
  const linked = (record.tabs ?? []).filter((tab) => permissionOn(permissions, tab.record).read !== 'none');
  return [
    { name: generalName, label: record.generalTab?.[language] ?? words.general, content: () => general },
    ...linked.map((tab) => ({
      name: tab.name,
      label: tab.label[language],
      count: isLoneStandard(record, tab, item.counts?.[tab.name]) ? undefined : item.counts?.[tab.name],
      content: () => <LinkedTab view={view} source={tab} />,
    })),
    ...added.map(({ name, label, component: Content }) => ({
      name,
      label: label[language],
      content: () => <Content record={record} item={item} />,
    })),
    { name: 'system', label: words.system, content: () => <SystemTab view={view} /> },
  ];
}

interface RecordTabsProps {
  readonly view: RecordView;
  readonly general: ReactNode;
  /** The first tab as it is printed; null while nothing is. */
  readonly printed: ReactNode;
}

/** Every tab one below the other, on paper only. */
function PrintedTabs({ view, general }: Pick<RecordTabsProps, 'view' | 'general'>) {
  const tabs = useTabs(view, general);
  return (
    <div className={classes.printed}>
      {tabs.map(({ name, label, content }) => (
        <section key={name}>
          <h2>{label}</h2>
          {content()}
        </section>
      ))}
    </div>
  );
}

/** The tabs of a record; the address says which one is open, so that a link or a reload comes back to it. */
export function RecordTabs({ view, general, printed }: RecordTabsProps) {
  const number = useNumberFormat();
  const navigate = useNavigate();
  const tabs = useTabs(view, general);
  const wanted: unknown = useRouterState({ select: (state) => (state.location.search as { tab?: string }).tab });
  const open = tabs.find(({ name }) => name === wanted)?.name ?? generalName;
  const change = (name: string | null) =>
    void navigate({
      to: '.',
      search: (search: Record<string, unknown>) => {
        const { tab: _tab, ...rest } = search;
        return name === null || name === generalName ? rest : { ...rest, tab: name };
      },
      replace: true,
      resetScroll: false,
    });
  return (
    <Tabs
      value={open}
      onChange={change}
      keepMounted={false}
      className={printed ? `${classes.main} ${classes.printing}` : classes.main}
    >
      <div className={classes.tabs}>
        <Tabs.List className={classes.list}>
          {tabs.map(({ name, label, count }) => (
            <Tabs.Tab key={name} value={name} className={classes.tab} classNames={{ tabLabel: classes.tabLabel ?? '' }}>
              {label}
              {count ? (
                <span className={classes.count}>{`${number(count.value)}${count.exact ? '' : '+'}`}</span>
              ) : null}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </div>
      {tabs.map(({ name, content }) => (
        <Tabs.Panel key={name} value={name} className={classes.panel}>
          {name === open ? content() : null}
        </Tabs.Panel>
      ))}
      {printed ? <PrintedTabs view={{ ...view, editable: false }} general={printed} /> : null}
    </Tabs>
  );
}
