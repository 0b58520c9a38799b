import { ActionIcon, Tabs } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { isLoneStandard } from '../../../meta/derive/links.ts';
import { timelineSources } from '../../../meta/derive/timeline.ts';
import { permissionOn } from '../../../meta/permissions.ts';
import { useMe, useModel } from '../../api/queries.ts';
import type { Count } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useCountFormat } from '../../language/format-context.ts';
import { recordMessages } from '../../language/record.ts';
import { timelineMessages } from '../../language/timeline.ts';
import { useSlot } from '../../slots.ts';
import { aboutPanels } from '../../together/about-panels.tsx';
import { MenuButton } from '../../ui/deferred-floating.tsx';
import { TimelineTab } from '../timeline/deferred-timeline.tsx';
import { LinkedTab } from './linked-tab.tsx';
import type { RecordView } from './record-context.ts';
import classes from './record-page.module.css';
import { SystemTab } from './system-tab.tsx';
import type { LinkedSource } from './use-linked.ts';

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
  const exchanges = useMessages(timelineMessages);
  const { permissions } = useMe();
  const model = useModel();
  const { record, item } = view;
  const added = useSlot('recordTabs').filter((tab) => tab.appliesTo(record));
  const linked = (record.tabs ?? []).filter((tab) => permissionOn(permissions, tab.record).read !== 'none');
  // What is said of a record, of whatever type it is, stands in the same place.
  const isSaid = (tab: LinkedSource): boolean => model.record(tab.record).about !== undefined;
  const contentOf = (tab: LinkedSource): ReactNode => {
    const as = model.record(tab.record).about?.as;
    const Panel = (as && aboutPanels[as]) ?? LinkedTab;
    return <Panel view={view} source={tab} />;
  };
  const timed = timelineSources(model, record.name).some(
    ({ record: { name } }) => permissionOn(permissions, name).read !== 'none',
  );
  const timeline: readonly Tab[] = timed
    ? [
        { name: 'timeline', label: exchanges.all, content: () => <TimelineTab view={view} /> },
        { name: 'planned', label: exchanges.planned, content: () => <TimelineTab view={view} only="planned" /> },
      ]
    : [];
  return [
    { name: generalName, label: record.generalTab?.[language] ?? words.general, content: () => general },
    ...timeline,
    ...[...linked.filter(isSaid), ...linked.filter((tab) => !isSaid(tab))].map((tab) => ({
      name: tab.name,
      label: tab.label[language],
      count: isLoneStandard(record, tab, item.counts?.[tab.name]) ? undefined : item.counts?.[tab.name],
      content: () => contentOf(tab),
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

/** Takes a strip that scrolls sideways; tells whether some of it is out of sight. */
function useIsCut(strip: RefObject<HTMLElement | null>): boolean {
  const [cut, setCut] = useState(false);
  useEffect(() => {
    const element = strip.current;
    if (!element) return;
    const measure = () => setCut(element.scrollWidth > element.clientWidth + 1);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, [strip]);
  return cut;
}

/**
 * Brings the open tab into a strip that is cut, where it is out of sight: a link may lead to any. Nothing is measured of
 * one that is whole: the page would be laid out once more before it is shown.
 */
function useOpenInView(strip: RefObject<HTMLElement | null>, cut: boolean, open: string, counts: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands beside the names moves the tabs
  useEffect(() => {
    if (!cut) return;
    const element = strip.current;
    const tab = element?.querySelector<HTMLElement>(`[role="tab"][data-name="${open}"]`);
    if (!element || !tab) return;
    const start = tab.offsetLeft - element.offsetLeft;
    const end = start + tab.offsetWidth;
    if (start < element.scrollLeft) element.scrollLeft = start;
    else if (end > element.scrollLeft + element.clientWidth) element.scrollLeft = end - element.clientWidth;
  }, [strip, cut, open, counts]);
}

interface AllTabsProps {
  readonly tabs: readonly Tab[];
  readonly open: string;
  readonly onChoose: (name: string) => void;
}

/** Every tab in a menu, where the strip has no room for all. */
function AllTabs({ tabs, open, onChoose }: AllTabsProps) {
  const words = useMessages(recordMessages);
  return (
    <MenuButton
      position="bottom-end"
      target={
        <ActionIcon className={classes.allTabs} aria-label={words.allTabs}>
          <IconChevronDown size={18} stroke={1.7} />
        </ActionIcon>
      }
    >
      {(Menu) => (
        <>
          {tabs.map(({ name, label }) => (
            <Menu.Item key={name} onClick={() => onChoose(name)} aria-current={name === open || undefined}>
              {label}
            </Menu.Item>
          ))}
        </>
      )}
    </MenuButton>
  );
}

/** The tabs of a record; the address says which one is open, so that a link or a reload comes back to it. */
export function RecordTabs({ view, general, printed }: RecordTabsProps) {
  const written = useCountFormat();
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
  const strip = useRef<HTMLDivElement>(null);
  const cut = useIsCut(strip);
  useOpenInView(strip, cut, open, tabs.map(({ count }) => count?.value ?? '').join());
  return (
    <Tabs
      value={open}
      onChange={change}
      keepMounted={false}
      className={printed ? `${classes.main} ${classes.printing}` : classes.main}
    >
      <div className={classes.tabs}>
        <Tabs.List ref={strip} className={classes.list}>
          {tabs.map(({ name, label, count }) => (
            <Tabs.Tab
              key={name}
              value={name}
              data-name={name}
              className={classes.tab}
              classNames={{ tabLabel: classes.tabLabel ?? '' }}
            >
              {label}
              {count ? <span className={classes.count}>{written(count)}</span> : null}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {cut ? <AllTabs tabs={tabs} open={open} onChoose={change} /> : null}
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
