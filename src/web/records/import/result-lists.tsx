import { Tabs } from '@mantine/core';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { ImportResult, NamedNote, NamedRecord } from '../../../rules/import-result.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { importMessages } from '../../language/import.ts';
import { RecordLink } from '../../ui/record-link.tsx';
import page from './import.module.css';

interface ResultListsProps {
  readonly record: EffectiveRecord;
  readonly result: ImportResult;
  readonly written: boolean;
}

/** The first rows of each outcome: why some are refused, what was mended, which records were made. */
export function ResultLists({ record, result, written }: ResultListsProps) {
  const words = useMessages(importMessages);
  const number = useNumberFormat();
  const { sample } = result;
  const notes = [
    { name: 'refused', label: words.tableRefused, rows: sample.refused, all: result.refused },
    { name: 'flagged', label: words.tableFlagged, rows: sample.flagged, all: result.flagged },
    { name: 'repaired', label: words.tableRepaired, rows: sample.repaired, all: result.repaired },
  ].filter(({ all }) => all > 0);
  const records = [
    {
      name: 'created',
      label: written ? words.tableCreated : words.tableToCreate,
      rows: sample.created,
      all: result.created,
    },
    {
      name: 'updated',
      label: written ? words.tableUpdated : words.tableToUpdate,
      rows: sample.updated,
      all: result.updated,
    },
  ].filter(({ all }) => all > 0);
  const first = notes[0]?.name ?? records[0]?.name;
  if (!first) return null;
  return (
    <Tabs defaultValue={first} keepMounted={false}>
      <Tabs.List>
        {[...notes, ...records].map(({ name, label, all }) => (
          <Tabs.Tab key={name} value={name}>
            {label} ({number(all)})
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {notes.map(({ name, label, rows, all }) => (
        <Tabs.Panel key={name} value={name}>
          <NotesTable label={label} rows={rows} />
          <FirstOf shown={new Set(rows.map(({ line }) => line)).size} all={all} />
        </Tabs.Panel>
      ))}
      {records.map(({ name, label, rows, all }) => (
        <Tabs.Panel key={name} value={name}>
          <RecordsTable record={record} label={label} rows={rows} />
          <FirstOf shown={rows.length} all={all} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function FirstOf({ shown, all }: { readonly shown: number; readonly all: number }) {
  const words = useMessages(importMessages);
  const number = useNumberFormat();
  return shown < all ? <p className={page.below}>{words.firstOf(number(shown), number(all))}</p> : null;
}

function NotesTable({ label, rows }: { readonly label: string; readonly rows: readonly NamedNote[] }) {
  const words = useMessages(importMessages);
  const language = useLanguage();
  const number = useNumberFormat();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={page.tableBox} aria-label={label} tabIndex={0}>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col" className={page.number}>
              {words.lineColumn}
            </th>
            <th scope="col">{words.columnColumn}</th>
            <th scope="col">{words.reasonColumn}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, column, code, message }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row may be told of twice in the same words; the list never changes place
            <tr key={`${line} ${column} ${code} ${place}`}>
              <td className={page.number}>{number(line)}</td>
              <td>{column ?? ''}</td>
              <td className={page.wide}>{message[language]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RecordsTableProps {
  readonly record: EffectiveRecord;
  readonly label: string;
  readonly rows: readonly NamedRecord[];
}

function RecordsTable({ record, label, rows }: RecordsTableProps) {
  const words = useMessages(importMessages);
  const number = useNumberFormat();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={page.tableBox} aria-label={label} tabIndex={0}>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col" className={page.number}>
              {words.lineColumn}
            </th>
            <th scope="col">{words.recordColumn}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, id, title }) => (
            <tr key={`${line} ${id}`}>
              <td className={page.number}>{number(line)}</td>
              <td className={page.wide}>
                {id ? (
                  <RecordLink collection={record.collection} id={id}>
                    {title}
                  </RecordLink>
                ) : (
                  title
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
