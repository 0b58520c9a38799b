import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { importMessages } from '../../language/import.ts';
import page from './import.module.css';
import { columnName, examplesOf, type ImportFile } from './import-file.ts';

/** Rows shown at first, and when more are asked for. */
const few = 4;
const most = 30;

/** The first rows of the file as they are read. */
export function PreviewTable({ file, busy }: { readonly file: ImportFile; readonly busy: boolean }) {
  const words = useMessages(importMessages);
  const language = useLanguage();
  const number = useNumberFormat();
  const [more, setMore] = useState(false);
  const { columns, sample, format } = file.description;
  // A card has always the same thirty columns: those that hold nothing would hide the others.
  const shown =
    format === 'vcard' ? columns.filter(({ index }) => examplesOf(file.description, index, 1).length > 0) : columns;
  const longest = Math.min(most, sample.length);
  return (
    <>
      <section
        className={page.tableBox}
        aria-label={words.preview}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        tabIndex={0}
        {...(busy ? { 'data-busy': true } : {})}
      >
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col" className={page.number}>
                {words.line}
              </th>
              {shown.map((column) => (
                <th key={column.index} scope="col">
                  {columnName(column, language)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.slice(0, more ? most : few).map(({ line, cells }) => (
              <tr key={line}>
                <td className={page.number}>{number(line)}</td>
                {shown.map(({ index }) => (
                  <td key={index}>{cells[index] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {longest > few ? (
        <Button mt={6} size="compact-sm" variant="subtle" onClick={() => setMore(!more)}>
          {more ? words.previewLess : words.previewMore(number(longest))}
        </Button>
      ) : null}
    </>
  );
}
