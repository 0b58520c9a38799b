import { CloseButton } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useModel } from '../../api/queries.ts';
import type { FilterNode } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { listMessages } from '../../language/list.ts';
import { describeFilter } from './describe-filter.ts';
import classes from './filter-chips.module.css';
import { type FilterField, targetOf } from './filter-fields.ts';
import { conditionsOf, filterChips, withoutChip } from './filter-tree.ts';
import { useTitles } from './record-choices.tsx';
import { useFilterFields } from './use-filter-fields.ts';
import type { List } from './use-list.ts';

interface ChipProps {
  readonly node: FilterNode;
  readonly byPath: ReadonlyMap<string, FilterField>;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

/** The ids a part of a filter names, all of one record type, for their titles. */
function useChipTitles(node: FilterNode, byPath: ReadonlyMap<string, FilterField>) {
  const model = useModel();
  const pointing = conditionsOf(node).flatMap((condition) => {
    const field = byPath.get(condition.field);
    const target = field && !field.part ? targetOf(field.field, model) : undefined;
    const values = Array.isArray(condition.value) ? condition.value : [condition.value];
    return target ? [{ target, ids: values.filter((id): id is string => typeof id === 'string') }] : [];
  });
  const target = pointing[0]?.target;
  return useTitles(
    target,
    pointing.filter((one) => one.target === target).flatMap(({ ids }) => ids),
  );
}

function Chip({ node, byPath, onEdit, onRemove }: ChipProps) {
  const words = useMessages(listMessages);
  const titles = useChipTitles(node, byPath);
  const titleOf = useMemo(() => (id: string) => titles.get(id) ?? '…', [titles]);
  const context = useFormatContext(titleOf);
  const text = describeFilter(node, { ...context, fields: byPath, words });
  return (
    <li className={classes.chip}>
      <button type="button" className={classes.text} aria-label={words.editFilter(text)} title={text} onClick={onEdit}>
        {text}
      </button>
      <CloseButton size={24} iconSize={14} radius="xl" aria-label={words.removeFilter(text)} onClick={onRemove} />
    </li>
  );
}

/** The filter of a list in words, a chip for each condition; each is taken away by itself, or all at once. What is left out of it is said. */
export function FilterChips({ list, onEdit }: { readonly list: List; readonly onEdit: () => void }) {
  const words = useMessages(listMessages);
  const { byPath } = useFilterFields(list.record);
  const chips = filterChips(list.state.filter);
  const { lost } = list.state;
  const lostNote =
    lost > 0 ? (
      <p className={classes.lost} role="status">
        <IconInfoCircle size={16} stroke={1.6} aria-hidden />
        {words.conditionsLost(lost)}
      </p>
    ) : null;
  if (chips.length === 0) return lostNote;
  return (
    <>
      {lostNote}
      <div className={classes.line}>
        <ul className={classes.chips} aria-label={words.filters}>
          {chips.map((node, index) => (
            <Chip
              key={JSON.stringify(node)}
              node={node}
              byPath={byPath}
              onEdit={onEdit}
              onRemove={() => list.setFilter(withoutChip(list.state.filter, index))}
            />
          ))}
        </ul>
        <button type="button" className={classes.clear} onClick={() => list.setFilter(null)}>
          {words.clearAll}
        </button>
      </div>
    </>
  );
}
