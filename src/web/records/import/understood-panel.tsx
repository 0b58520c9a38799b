import { Alert, NativeSelect } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { importMessages } from '../../language/import.ts';
import { showProblem } from '../../ui/toast.tsx';
import page from './import.module.css';
import type { FileCorrections } from './import-file.ts';
import { PreviewTable } from './preview-table.tsx';
import type { FileAtHand } from './use-import-file.ts';

/** Encodings that files of French companies are in, as a person knows them. */
const encodings: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'windows-1252', label: 'Windows (1252)' },
  { value: 'macintosh', label: 'Mac (Roman)' },
  { value: 'cp850', label: 'MS-DOS (850)' },
  { value: 'utf-16le', label: 'UTF-16' },
  { value: 'utf-16be', label: 'UTF-16 (BE)' },
];

const formats = { csv: 'CSV', xlsx: 'Excel', vcard: 'vCard' } as const;

/** Header lines that can be chosen; one further down is added where it was found. */
const headerLines = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** What was found out about the file, each finding correctable, over its first rows. */
export function UnderstoodPanel({ atHand }: { readonly atHand: FileAtHand }) {
  const words = useMessages(importMessages);
  const language = useLanguage();
  const number = useNumberFormat();
  const { file, choices, choose, correct } = atHand;
  const { description } = file;
  const [busy, setBusy] = useState(false);
  const change = (corrections: FileCorrections) => {
    setBusy(true);
    correct({ ...choices.corrections, ...corrections })
      .catch(showProblem)
      .finally(() => setBusy(false));
  };
  const { encoding, delimiter, sheet, sheets = [], headerLine, dateOrder, decimal } = description;
  const known = encodings.some(({ value }) => value === encoding);
  const signs = [
    { value: ';', label: ';' },
    { value: ',', label: ',' },
    { value: '\t', label: words.tab },
    { value: '|', label: '|' },
  ];
  const orders = { dmy: words.dmy, mdy: words.mdy, ymd: words.ymd };
  const lines = headerLines.includes(headerLine) || headerLine === 0 ? headerLines : [...headerLines, headerLine];
  return (
    <section className={page.section}>
      <h2 className={page.heading}>{words.understood}</h2>
      <p className={page.help}>
        {`${words.format} ${formats[description.format]}. `}
        {description.format === 'vcard' ? '' : words.understoodHelp}
      </p>
      <div className={page.grid}>
        {encoding !== undefined ? (
          <NativeSelect
            label={words.encoding}
            value={encoding}
            disabled={busy}
            onChange={(event) => change({ encoding: event.currentTarget.value })}
            data={known ? [...encodings] : [...encodings, { value: encoding, label: encoding }]}
          />
        ) : null}
        {delimiter !== undefined ? (
          <NativeSelect
            label={words.delimiter}
            value={delimiter}
            disabled={busy}
            onChange={(event) => change({ delimiter: event.currentTarget.value })}
            data={
              signs.some(({ value }) => value === delimiter)
                ? signs
                : [...signs, { value: delimiter, label: words.otherSign(delimiter) }]
            }
          />
        ) : null}
        {sheets.length > 0 ? (
          <NativeSelect
            label={words.sheet}
            value={sheet ?? ''}
            disabled={busy || sheets.length < 2}
            // Another sheet begins elsewhere: its headers are looked for anew.
            onChange={(event) => {
              const { headerLine: _former, ...others } = choices.corrections;
              setBusy(true);
              correct({ ...others, sheet: event.currentTarget.value })
                .catch(showProblem)
                .finally(() => setBusy(false));
            }}
            data={[...sheets]}
          />
        ) : null}
        {description.format === 'vcard' ? null : (
          <>
            <NativeSelect
              label={words.headerLine}
              value={String(headerLine)}
              disabled={busy}
              onChange={(event) => change({ headerLine: Number(event.currentTarget.value) })}
              data={[
                ...lines.map((line) => ({ value: String(line), label: `${words.line} ${number(line)}` })),
                { value: '0', label: words.noHeader },
              ]}
            />
            <NativeSelect
              label={words.dateOrder}
              value={choices.dateOrder ?? dateOrder ?? 'dmy'}
              onChange={(event) =>
                choose({ ...choices, dateOrder: event.currentTarget.value as 'dmy' | 'mdy' | 'ymd' })
              }
              data={Object.entries(orders).map(([value, label]) => ({
                value,
                label,
              }))}
            />
            <NativeSelect
              label={words.decimal}
              value={choices.decimal ?? decimal ?? ','}
              onChange={(event) => choose({ ...choices, decimal: event.currentTarget.value as ',' | '.' })}
              data={[
                { value: ',', label: words.comma },
                { value: '.', label: words.point },
              ]}
            />
          </>
        )}
      </div>
      {description.warnings.map(({ code, message }) => (
        <Alert
          key={code}
          mt={12}
          variant="default"
          className={page.notice ?? ''}
          icon={<IconInfoCircle size={18} className={page.noticeIcon ?? ''} />}
          p="xs"
        >
          {message[language]}
        </Alert>
      ))}
      <PreviewTable file={file} busy={busy} />
    </section>
  );
}
