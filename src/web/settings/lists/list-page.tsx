import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSortAZ } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { localize } from '../../../lib/localized.ts';
import { isApiProblem } from '../../api/problem.ts';
import { useModel } from '../../api/queries.ts';
import { NotFound } from '../../app/route-states.tsx';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { settingsMessages } from '../../language/settings.ts';
import { LeaveGuard } from '../../records/form/leave-guard.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { showProblem, showToast } from '../../ui/toast.tsx';
import tools from '../fields/fields-page.module.css';
import { type SettingList, useChangeSettings, useSettingLists } from '../queries.ts';
import classes from './lists.module.css';
import { MergeDialog } from './merge-dialog.tsx';
import { ValueLine } from './value-line.tsx';
import { moveRow, newRow, rowsOf, sortRows, type ValueRow, valuesOf } from './value-rows.ts';

/** Takes a refusal and the lines that were sent; returns the sentence for each line at fault, by the line's key. */
function problemsOf(error: unknown, sent: readonly ValueRow[]): Readonly<Record<string, string>> {
  if (!isApiProblem(error)) return {};
  return Object.fromEntries(
    error.errors.flatMap(({ field, message }) => {
      const row = sent[Number(/^values\.(\d+)/.exec(field)?.[1] ?? Number.NaN)];
      return row ? [[row.key, message]] : [];
    }),
  );
}

function ListEditor({ list }: { readonly list: SettingList }) {
  const words = useMessages(settingsMessages);
  const language = useLanguage();
  const model = useModel();
  const [base, setBase] = useState(list);
  const [rows, setRows] = useState(() => rowsOf(list.values));
  const [label, setLabel] = useState(list.label.fr);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [fresh, setFresh] = useState<string | null>(null);
  const [merging, setMerging] = useState<string | null>(null);
  const { mutateAsync, isPending } = useChangeSettings<SettingList>();
  const free = useRef(false);
  const renamed = label.trim() !== base.label.fr && label.trim() !== '';
  const dirty = renamed || JSON.stringify(valuesOf(rows)) !== JSON.stringify(valuesOf(rowsOf(base.values)));
  const take = (saved: SettingList) => {
    setBase(saved);
    setRows(rowsOf(saved.values));
    setProblems({});
  };
  const change = (key: string, with_: Partial<ValueRow>) =>
    setRows((known) => known.map((row) => (row.key === key ? { ...row, ...with_ } : row)));
  const add = () => {
    const row = newRow();
    setRows((known) => [...known, row]);
    setFresh(row.key);
  };
  const save = useOneAtATime(async () => {
    const sent = rows.filter((row) => row.code !== undefined || row.fr.trim() !== '' || row.en.trim() !== '');
    try {
      const body = {
        values: valuesOf(sent),
        ...(renamed ? { label: { fr: label, ...(list.label.en === list.label.fr ? {} : { en: list.label.en }) } } : {}),
      };
      take(await mutateAsync({ kind: 'change-list', list: list.name, body }));
      showToast(words.saved);
    } catch (error) {
      const found = problemsOf(error, sent);
      setProblems(found);
      if (Object.keys(found).length === 0) showProblem(error);
    }
  });
  const users = base.usedBy.map(
    ({ record, label: name }) =>
      `${localize(model.find(record)?.label.one ?? { fr: record, en: record }, language)} › ${localize(name, language)}`,
  );
  const nameOf = (code: string | undefined) => base.values.find((value) => value.code === code)?.label[language];
  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void save();
      }}
    >
      <PageHeader
        title={localize(base.label, language)}
        description={users.length > 0 ? words.usedBy(users.join(', ')) : words.unused}
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconSortAZ size={16} />}
              onClick={() => setRows((known) => sortRows(known, language))}
            >
              {words.sortValues}
            </Button>
            <Button type="submit" disabled={!dirty} loading={isPending}>
              {words.save}
            </Button>
          </>
        }
      />
      {base.standard ? null : (
        <div className={tools.tools}>
          <TextInput label={words.listName} value={label} onChange={(event) => setLabel(event.currentTarget.value)} />
        </div>
      )}
      <ul className={classes.rows}>
        {rows.map((row, place) => (
          <ValueLine
            key={row.key}
            row={row}
            first={place === 0}
            last={place === rows.length - 1}
            problem={problems[row.key]}
            merged={nameOf(row.mergedInto)}
            autoFocus={row.key === fresh}
            onChange={(changed) => change(row.key, changed)}
            onMove={(step) => setRows((known) => moveRow(known, row.key, step))}
            onRemove={() => setRows((known) => known.filter(({ key }) => key !== row.key))}
            onMerge={() => (dirty ? showToast(words.saveFirst) : setMerging(row.code ?? null))}
            onEnter={add}
          />
        ))}
      </ul>
      <div className={classes.foot}>
        <Button variant="light" leftSection={<IconPlus size={16} />} onClick={add}>
          {words.addValue}
        </Button>
      </div>
      <MergeDialog list={base} from={merging} onClose={() => setMerging(null)} onMerged={take} />
      <LeaveGuard dirty={dirty} free={free} />
    </form>
  );
}

/** One value list: its values, their words, order and colours. */
export function ListPage({ name }: { readonly name: string }) {
  const { data, error, refetch } = useSettingLists();
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <RowSkeletons />;
  const list = data.items.find((candidate) => candidate.name === name);
  return list ? <ListEditor list={list} /> : <NotFound />;
}
