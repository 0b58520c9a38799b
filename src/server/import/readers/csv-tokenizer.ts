/** A row as the tokenizer finds it. */
export interface CsvRow {
  /** 1-based line of the file where the row begins. */
  readonly line: number;
  readonly cells: string[];
  readonly fault?: 'quote-unclosed' | 'quote-stray' | 'row-too-long';
}

/**
 * Characters a row may have: beyond, a quote was opened by mistake or the file has no lines. Well above the longest
 * cell Excel knows (32 767 characters).
 */
export const longestRow = 1024 * 1024;

interface Parsed {
  readonly cells: string[];
  /** Index after the row's line end. */
  readonly next: number;
  readonly lines: number;
  readonly stray: boolean;
}

/** The row is not finished in what has been read; `quote` is where the cell that is still open began. */
interface Unfinished {
  readonly quote: number;
}

/**
 * Splits CSV text, given piece by piece, into rows (RFC 4180, and what spreadsheets accept beyond it: any line end,
 * text after a closing quote). A quote that is never closed is taken as an ordinary character, so that it spoils its
 * own line and not the rest of the file. Blank lines are left out. Memory is bounded by `longestRow`.
 */
export interface CsvTokenizer {
  /** Takes the next piece of text; returns the rows it completes. */
  push(text: string): CsvRow[];
  /** Returns the rows left at the end of the file. */
  end(): CsvRow[];
}

/** Takes the separator (one character) and the line number of the first line; returns a tokenizer. */
export function csvTokenizer(delimiter: string, firstLine = 1): CsvTokenizer {
  let buffer = '';
  let line = firstLine;
  let skipping = false;

  function drain(final: boolean): CsvRow[] {
    const rows: CsvRow[] = [];
    let position = 0;
    while (position < buffer.length) {
      if (skipping) {
        const next = lineEnd(buffer, position, final);
        if (next === undefined) {
          position = buffer.endsWith('\r') && !final ? buffer.length - 1 : buffer.length;
          break;
        }
        skipping = false;
        line++;
        position = next.after;
        continue;
      }
      const literal = new Set<number>();
      let parsed = parseRow(buffer, position, delimiter, final, literal);
      const exhausted = final || buffer.length - position > longestRow;
      while ('quote' in parsed && parsed.quote >= 0 && exhausted) {
        literal.add(parsed.quote);
        parsed = parseRow(buffer, position, delimiter, final, literal);
      }
      if ('quote' in parsed) {
        if (!exhausted) break;
        rows.push({ line, cells: [], fault: 'row-too-long' });
        skipping = true;
        position = buffer.length - (buffer.endsWith('\r') ? 1 : 0);
        break;
      }
      if (parsed.cells.length > 1 || parsed.cells[0] !== '') {
        if (literal.size > 0) rows.push({ line, cells: parsed.cells, fault: 'quote-unclosed' });
        else if (parsed.stray) rows.push({ line, cells: parsed.cells, fault: 'quote-stray' });
        else rows.push({ line, cells: parsed.cells });
      }
      line += parsed.lines;
      position = parsed.next;
    }
    buffer = buffer.slice(position);
    return rows;
  }

  return {
    push(text) {
      buffer += text;
      return drain(false);
    },
    end() {
      return drain(true);
    },
  };
}

/** Finds the first line end from `from`: where it begins and the index after it; undefined when more text is needed. */
function lineEnd(text: string, from: number, final: boolean): { at: number; after: number } | undefined {
  const feed = text.indexOf('\n', from);
  const stop = feed === -1 ? text.length : feed;
  const carriage = text.slice(from, stop).indexOf('\r');
  if (carriage === -1) return feed === -1 ? undefined : { at: feed, after: feed + 1 };
  const at = from + carriage;
  if (at + 1 === text.length && !final) return undefined;
  return { at, after: text[at + 1] === '\n' ? at + 2 : at + 1 };
}

/** Reads one row from `from`; quotes at the places in `literal` are ordinary characters (places may be added). */
function parseRow(
  text: string,
  from: number,
  delimiter: string,
  final: boolean,
  literal: Set<number>,
): Parsed | Unfinished {
  let end = lineEnd(text, from, final);
  let stop = end?.at ?? text.length;
  const head = text.slice(from, stop);
  if (!head.includes('"')) {
    if (end === undefined && !final) return { quote: -1 };
    return { cells: head.split(delimiter), next: end?.after ?? text.length, lines: 1, stray: false };
  }
  const cells: string[] = [];
  let stray = false;
  let lines = 1;
  let position = from;
  for (;;) {
    const open = openingQuote(text, position, stop, delimiter);
    let value = '';
    if (open !== -1 && !literal.has(open)) {
      const quoted = quotedCell(text, open, final);
      if (quoted === undefined) return { quote: open };
      value = quoted.value;
      position = quoted.after;
      if (position > stop) {
        end = lineEnd(text, position, final);
        stop = end?.at ?? text.length;
      }
      const breaks = countLineEnds(text.slice(open, position));
      const tail = cellEnd(text, position, stop, delimiter);
      const rest = text.slice(position, tail);
      if (rest.trim() !== '') {
        if (breaks > 0) {
          // The quote that seemed to close the cell opens another one, lines below: the first was never closed.
          literal.add(open);
          return parseRow(text, from, delimiter, final, literal);
        }
        value += rest;
        stray = true;
      }
      lines += breaks;
      position = tail;
    } else {
      const tail = cellEnd(text, position, stop, delimiter);
      value = text.slice(position, tail);
      position = tail;
    }
    cells.push(value);
    if (position < stop) {
      position += delimiter.length;
      continue;
    }
    if (end === undefined && !final) return { quote: -1 };
    return { cells, next: end?.after ?? text.length, lines, stray };
  }
}

/** Where the cell that begins at `from` opens a quote (spaces may come before it), or -1. */
function openingQuote(text: string, from: number, stop: number, delimiter: string): number {
  let at = from;
  while (at < stop && text[at] === ' ' && delimiter !== ' ') at++;
  return at < stop && text[at] === '"' ? at : -1;
}

/** Reads the quoted cell that opens at `open`; undefined when its end is not in the text. */
function quotedCell(text: string, open: number, final: boolean): { value: string; after: number } | undefined {
  let value = '';
  let cursor = open + 1;
  for (;;) {
    const close = text.indexOf('"', cursor);
    if (close === -1) return undefined;
    const doubled = text[close + 1] === '"';
    if (!doubled) {
      if (close + 1 === text.length && !final) return undefined;
      return { value: value + text.slice(cursor, close), after: close + 1 };
    }
    value += text.slice(cursor, close + 1);
    cursor = close + 2;
  }
}

function cellEnd(text: string, from: number, stop: number, delimiter: string): number {
  const found = text.slice(from, stop).indexOf(delimiter);
  return found === -1 ? stop : from + found;
}

function countLineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
