import type { ViewQuery } from './list-state.ts';
import type { List } from './use-list.ts';

/** What the list shows now, as a view keeps it. */
export function queryOf(list: List): ViewQuery {
  const { columns, widths, pinned, filter, sortText, layout, by, totals, on, scale } = list.state;
  return {
    columns: columns.map(({ name }) => name),
    widths,
    pinned,
    filter,
    sort: sortText,
    ...(layout === 'list' ? {} : { layout }),
    ...(by ? { by: by.name, totals: totals.map(({ name }) => name).join(',') } : {}),
    ...(on ? { on: on.name } : {}),
    ...(scale ? { scale } : {}),
  };
}
