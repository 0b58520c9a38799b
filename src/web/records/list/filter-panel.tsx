import { ActionIcon, Button, SegmentedControl, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type OperatorName, operators } from '../../../fields/operators.ts';
import { localize } from '../../../lib/localized.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useCountFormat } from '../../language/format-context.ts';
import { listMessages } from '../../language/list.ts';
import type { FilterField } from './filter-fields.ts';
import classes from './filter-panel.module.css';
import {
  addNode,
  changeNode,
  type DraftCondition,
  type DraftGroup,
  type DraftNode,
  draftOf,
  emptyGroup,
  filterOf,
  newCondition,
  withOperator,
} from './filter-tree.ts';
import { FilterValue } from './filter-value.tsx';
import { useFilterFields } from './use-filter-fields.ts';
import type { List } from './use-list.ts';

/** How long typing rests before the list follows, in milliseconds. */
const rest = 300;

interface EditorProps {
  readonly fields: readonly FilterField[];
  readonly byPath: ReadonlyMap<string, FilterField>;
  /** Id of the condition just added: its value takes the focus. */
  readonly fresh: string | null;
  readonly change: (id: string, change: (node: DraftNode) => DraftNode | null) => void;
  readonly add: (group: string, node: DraftNode) => void;
}

interface FieldSelectProps {
  readonly fields: readonly FilterField[];
  readonly value: string | null;
  readonly label: string;
  readonly onChoose: (field: FilterField) => void;
  readonly opened?: boolean;
}

/** Every field a list can be filtered by, found by a part of its name. */
function FieldSelect({ fields, value, label, onChoose, opened = false }: FieldSelectProps) {
  const words = useMessages(listMessages);
  const data = useMemo(() => {
    const groups = [...new Set(fields.map(({ group }) => group))];
    return groups.map((group) => ({
      group,
      items: fields
        .filter((field) => field.group === group)
        .map((field) => ({ value: field.path, label: field.label })),
    }));
  }, [fields]);
  // A list opened as it is drawn is tied to its input (`aria-controls`) by the drawing after.
  const [, tie] = useState(false);
  return (
    <Select
      size="xs"
      aria-label={label}
      placeholder={words.chooseField}
      onDropdownOpen={() => requestAnimationFrame(() => tie(true))}
      data={data}
      value={value}
      onChange={(path) => {
        const field = fields.find((candidate) => candidate.path === path);
        if (field) onChoose(field);
      }}
      searchable
      selectFirstOptionOnChange
      allowDeselect={false}
      autoFocus={opened}
      nothingFoundMessage={words.nothingFound}
      maxDropdownHeight={320}
      comboboxProps={{ shadow: 'md', width: 280, position: 'bottom-start' }}
    />
  );
}

function ConditionEditor({
  condition,
  fields,
  byPath,
  fresh,
  change,
}: EditorProps & { readonly condition: DraftCondition }) {
  const words = useMessages(listMessages);
  const language = useLanguage();
  const field = byPath.get(condition.field);
  const set = (next: Partial<DraftCondition>) => change(condition.id, (node) => ({ ...node, ...next }) as DraftNode);
  return (
    <div className={classes.condition}>
      <FieldSelect
        fields={fields}
        value={condition.field}
        label={words.field}
        onChoose={(chosen) => {
          const { field: path, op, value } = newCondition(chosen);
          set({ field: path, op, value });
        }}
      />
      <Select
        size="xs"
        aria-label={words.operator}
        data={(field?.operators ?? []).map((name) => ({
          value: name,
          label: localize(operators[name].label, language),
        }))}
        value={condition.op}
        allowDeselect={false}
        onChange={(op) => op && change(condition.id, () => withOperator(condition, op as OperatorName))}
        comboboxProps={{ shadow: 'md', width: 'max-content', position: 'bottom-start' }}
      />
      <div className={classes.conditionValue}>
        {field && Object.hasOwn(operators, condition.op) ? (
          <FilterValue
            key={`${condition.field} ${condition.op}`}
            field={field}
            op={condition.op as OperatorName}
            value={condition.value}
            onChange={(value) => set({ value })}
            autoFocus={fresh === condition.id}
          />
        ) : null}
      </div>
      <ActionIcon
        className={classes.conditionRemove ?? ''}
        size={28}
        aria-label={words.removeCondition}
        onClick={() => change(condition.id, () => null)}
      >
        <IconTrash size={16} stroke={1.6} />
      </ActionIcon>
    </div>
  );
}

type GroupEditorProps = EditorProps & {
  readonly group: DraftGroup;
  readonly root: boolean;
  /** Begins with the choice of a field. */
  readonly choosing?: boolean;
};

function GroupEditor({ group, root, choosing = false, ...shared }: GroupEditorProps) {
  const words = useMessages(listMessages);
  const [adding, setAdding] = useState(choosing);
  const { fields, change, add } = shared;
  return (
    <div className={root ? classes.group : `${classes.group} ${classes.inner}`}>
      {group.nodes.length > 1 || !root ? (
        <div className={classes.join}>
          <SegmentedControl
            size="xs"
            aria-label={words.joinConditions}
            value={group.join}
            onChange={(join) => change(group.id, (node) => ({ ...node, join }) as DraftGroup)}
            data={[
              { value: 'and', label: words.allOf },
              { value: 'or', label: words.anyOf },
            ]}
          />
          {root ? null : (
            <ActionIcon size={28} aria-label={words.removeGroup} onClick={() => change(group.id, () => null)}>
              <IconTrash size={16} stroke={1.6} />
            </ActionIcon>
          )}
        </div>
      ) : null}
      {group.nodes.map((node) =>
        node.kind === 'group' ? (
          <GroupEditor key={node.id} group={node} root={false} {...shared} />
        ) : (
          <ConditionEditor key={node.id} condition={node} {...shared} />
        ),
      )}
      {adding ? (
        <div className={classes.condition}>
          <FieldSelect
            fields={fields}
            value={null}
            label={words.chooseField}
            opened
            onChoose={(field) => {
              setAdding(false);
              add(group.id, newCondition(field));
            }}
          />
        </div>
      ) : (
        <div className={classes.buttons}>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => setAdding(true)}
          >
            {words.addCondition}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconPlus size={14} />}
            onClick={() => add(group.id, emptyGroup(group.join === 'and' ? 'or' : 'and'))}
          >
            {words.addGroup}
          </Button>
        </div>
      )}
    </div>
  );
}

export interface FilterPanelProps {
  readonly list: List;
  /** Path of a field to start a condition on. */
  readonly startWith?: string | null;
  readonly onClose: () => void;
}

/** The filter field of a column: the field itself, or, where it is made of parts, the one found fastest (the city). */
function startField(fields: readonly FilterField[], name: string): FilterField | undefined {
  const parts = fields.filter(({ path, part }) => part && path.startsWith(`${name}.`));
  const itself = fields.find(({ path }) => path === name);
  if (itself && itself.comparison !== 'none') return itself;
  return parts.find(({ part }) => part?.keyed) ?? parts[0] ?? itself;
}

/** Writes the filter of a list: the list follows each complete condition, so that its count answers at once. */
export function FilterPanel({ list, startWith, onClose }: FilterPanelProps) {
  const words = useMessages(listMessages);
  const written = useCountFormat();
  const { fields, byPath } = useFilterFields(list.record);
  const [draft, setDraft] = useState<DraftGroup>(() => draftOf(list.state.filter));
  const [fresh, setFresh] = useState<string | null>(null);
  const shown = JSON.stringify(filterOf(draft));
  const told = useRef(JSON.stringify(list.state.filter));
  const latest = useRef(list);
  latest.current = list;

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the filter starts the wait anew
  useEffect(() => {
    if (shown === told.current) return;
    const timer = setTimeout(() => {
      told.current = shown;
      latest.current.setFilter(filterOf(draft));
    }, rest);
    return () => clearTimeout(timer);
  }, [shown]);
  const add = (group: string, node: DraftNode) => {
    setDraft((known) => addNode(known, group, node));
    setFresh(node.id);
  };
  const change = (id: string, to: (node: DraftNode) => DraftNode | null) =>
    setDraft((known) =>
      known.id === id ? ((to(known) as DraftGroup | null) ?? emptyGroup()) : changeNode(known, id, to),
    );

  const started = useRef(false);
  useEffect(() => {
    if (started.current || !startWith) return;
    started.current = true;
    const field = startField(fields, startWith);
    if (!field) return;
    const node = newCondition(field);
    setDraft((known) => addNode(known, known.id, node));
    setFresh(node.id);
  });
  // What waits to be told is told when the panel closes: nothing typed is lost.
  const pending = useRef({ shown, draft });
  pending.current = { shown, draft };
  useEffect(
    () => () => {
      if (pending.current.shown !== told.current) latest.current.setFilter(filterOf(pending.current.draft));
    },
    [],
  );
  const { count } = list.rows;
  const answer = count ? words.showResults(count.value, written(count)) : words.showList;
  return (
    <div className={classes.panel}>
      {draft.nodes.length === 0 ? <p className={classes.hint}>{words.noFilter}</p> : null}
      <GroupEditor
        key={`${draft.id} ${startWith ?? ''}`}
        group={draft}
        root
        choosing={draft.nodes.length === 0 && !startWith}
        fields={fields}
        byPath={byPath}
        fresh={fresh}
        change={change}
        add={add}
      />
      <div className={classes.foot}>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          disabled={draft.nodes.length === 0}
          onClick={() => setDraft(emptyGroup())}
        >
          {words.clearAll}
        </Button>
        <Button size="compact-sm" onClick={onClose}>
          {answer}
        </Button>
      </div>
    </div>
  );
}
