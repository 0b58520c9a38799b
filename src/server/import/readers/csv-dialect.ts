import { csvTokenizer } from './csv-tokenizer.ts';

/** Separators that are recognised, the French one first: it wins a draw. */
const delimiters = [';', '\t', ',', '|'] as const;

/** What a CSV's text tells about its own form. */
export interface CsvDialect {
  readonly delimiter: string;
  /** Excel's first line `sep=;` was there: it is not data. */
  readonly separatorLine: boolean;
}

const separatorLine = /^"?sep=(.)"?(\r\n|\n|\r|$)/i;

/** Takes the beginning of a CSV's text; returns its dialect: as `sep=` says, else the separator that makes a table. */
export function detectDialect(text: string): CsvDialect {
  const declared = separatorLine.exec(text)?.[1];
  if (declared !== undefined) return { delimiter: declared, separatorLine: true };
  let best: { delimiter: string; score: number } = { delimiter: ';', score: -1 };
  for (const delimiter of delimiters) {
    const score = tableScore(text, delimiter);
    if (score > best.score) best = { delimiter, score };
  }
  return { delimiter: best.delimiter, separatorLine: false };
}

/** How much like a table the text is when cut at `delimiter`: 0 for a single column, up to about 1. */
function tableScore(text: string, delimiter: string): number {
  const tokenizer = csvTokenizer(delimiter);
  const rows = tokenizer.push(text);
  if (rows.length < 200) rows.push(...tokenizer.end());
  const looked = rows.slice(0, 200);
  const widths = new Map<number, number>();
  for (const row of looked) widths.set(row.cells.length, (widths.get(row.cells.length) ?? 0) + 1);
  let usual = 1;
  let times = 0;
  for (const [width, count] of widths) if (width > 1 && count > times) [usual, times] = [width, count];
  if (usual === 1) return 0;
  const faults = looked.filter((row) => row.fault !== undefined).length;
  // The header rules: its titles hold no separator of another kind (« 1,5 » in the rows does).
  const header = looked.find((row) => row.cells.length > 1)?.cells.length ?? 1;
  const firstWidth = looked[0]?.cells.length ?? 1;
  const steady = (times - faults) / looked.length;
  return steady * (header === usual ? 1 : 0.6) * (firstWidth > 1 ? 1 : 0.7) * (1 - 1 / (usual + 2));
}
