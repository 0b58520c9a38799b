import { Button } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { localize } from '../../../../lib/localized.ts';
import { listValues } from '../../../../meta/derive/list-values.ts';
import type { EffectiveField } from '../../../../meta/effective-record.ts';
import { useMessages } from '../../../language/catalogue.ts';
import { useLanguage } from '../../../language/current-language.ts';
import { useCountFormat } from '../../../language/format-context.ts';
import { layoutMessages } from '../../../language/layouts.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { RowSkeletons } from '../../../ui/row-skeletons.tsx';
import { standardWidth } from '../columns.ts';
import { LayoutBar } from '../layout-bar.tsx';
import { selectOnly } from '../selection.ts';
import type { List } from '../use-list.ts';
import { GroupLabel, useGroupNames } from './group-label.tsx';
import classes from './group-list.module.css';
import { GroupRows } from './group-rows.tsx';
import { TotalsLine } from './totals-line.tsx';
import { useGroups } from './use-groups.ts';

export interface GroupListProps {
  readonly list: List;
  readonly onOpen: (id: string, inNewTab?: boolean) => void;
  readonly onMenu: (at: { readonly x: number; readonly y: number }) => void;
}

/** So many groups are unfolded at first: more would hide each other. */
const mostUnfolded = 8;

/** The values of a list in their order; other groups as the server tells them. */
function inOrder<Group extends { readonly value: unknown }>(by: EffectiveField, groups: readonly Group[]) {
  const codes: readonly unknown[] = listValues(by).map(({ code }) => code);
  if (codes.length === 0) return groups;
  const place = (value: unknown) =>
    codes.includes(value) ? codes.indexOf(value) : codes.length + (value === null ? 1 : 0);
  return groups.toSorted((one, other) => place(one.value) - place(other.value));
}

/** A list in groups: each with its count and totals, folded or not, its rows read as they are looked at. */
export function GroupList({ list, onOpen, onMenu }: GroupListProps) {
  const words = useMessages(layoutMessages);
  const language = useLanguage();
  const written = useCountFormat();
  const { record, state } = list;
  const { by } = state;
  const { data, error, refetch, isPlaceholderData } = useGroups(list);
  const [unfolded, setUnfolded] = useState<{ by: string; keys: ReadonlySet<string> } | null>(null);
  const nameOf = useGroupNames(by ?? (record.fields[0] as EffectiveField));
  if (!by) return null;
  const bar = <LayoutBar list={list} />;
  if (error)
    return (
      <>
        {bar}
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </>
    );
  if (!data)
    return (
      <>
        {bar}
        <RowSkeletons rows={12} />
      </>
    );
  const groups = inOrder(by, data.groups).map((group) => ({ ...group, key: JSON.stringify(group.value) }));
  const own = unfolded?.by === by.name ? unfolded.keys : null;
  const isOpen = (key: string) => (own ? own.has(key) : groups.length <= mostUnfolded);
  const openKeys = groups.map(({ key }) => key).filter(isOpen);
  const set = (keys: readonly string[]) => setUnfolded({ by: by.name, keys: new Set(keys) });
  const toggle = (key: string) => set(isOpen(key) ? openKeys.filter((other) => other !== key) : [...openKeys, key]);
  const widthOf = (field: EffectiveField) => state.widths[field.name] ?? standardWidth(record, field);
  const columns = state.columns.length + 2;
  return (
    <>
      <LayoutBar list={list}>
        <span className={classes.space} />
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          onClick={() => set(openKeys.length > 0 ? [] : groups.map(({ key }) => key))}
        >
          {openKeys.length > 0 ? words.foldAll : words.unfoldAll}
        </Button>
      </LayoutBar>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={classes.scroller} tabIndex={0} aria-label={localize(record.label.many, language)}>
        <table className={classes.table} aria-busy={isPlaceholderData}>
          <colgroup>
            <col style={{ width: 40 }} />
            {state.columns.map((field) => (
              <col key={field.name} style={{ width: widthOf(field) }} />
            ))}
            <col />
          </colgroup>
          <thead>
            <tr>
              <td />
              {state.columns.map((field) => (
                <th
                  key={field.name}
                  scope="col"
                  className={field.type.comparison === 'number' ? classes.right : undefined}
                >
                  <div className={classes.content}>{localize(field.label, language)}</div>
                </th>
              ))}
              <td />
            </tr>
          </thead>
          {groups.map(({ key, value, title, count, totals }) => {
            const name = nameOf(value, title);
            const open = isOpen(key);
            return (
              <tbody key={key}>
                <tr className={classes.group}>
                  <th colSpan={columns} scope="rowgroup">
                    <div className={classes.line}>
                      <button
                        type="button"
                        className={classes.fold}
                        aria-expanded={open}
                        aria-label={open ? words.fold(name) : words.unfold(name)}
                        onClick={() => toggle(key)}
                      >
                        <IconChevronRight size={16} className={open ? classes.opened : undefined} aria-hidden />
                        <GroupLabel by={by} value={value}>
                          {name}
                        </GroupLabel>
                      </button>
                      <span className={classes.count}>{written(count)}</span>
                      <TotalsLine fields={state.totals} totals={totals} />
                    </div>
                  </th>
                </tr>
                {open ? (
                  <GroupRows
                    list={list}
                    by={by}
                    value={value}
                    expected={count.value}
                    onOpen={onOpen}
                    onMenu={(id, at) => {
                      if (!list.selection.all && !list.selection.ids.has(id)) list.select(selectOnly(id));
                      onMenu(at);
                    }}
                  />
                ) : null}
              </tbody>
            );
          })}
        </table>
        {data.more ? <p className={classes.note}>{words.moreGroups}</p> : null}
      </section>
      {state.totals.length > 0 ? (
        <div className={classes.whole}>
          <span className={classes.wholeLabel}>{words.whole}</span>
          <TotalsLine fields={state.totals} totals={data.totals} />
        </div>
      ) : null}
    </>
  );
}
