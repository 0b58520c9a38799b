import type { CardLine } from './card-line.ts';

/** What parts two columns of a text: a tab, or more spaces than stand between words. */
const gap = /\t+|\s{3,}/;

/**
 * Takes the lines of a card; returns those that hold pieces wide apart in pieces: lines one after the other with as many
 * pieces are columns, read one after the other.
 */
export function columnsApart(lines: readonly CardLine[]): CardLine[] {
  const apart: CardLine[] = [];
  for (let from = 0; from < lines.length; ) {
    const piecesOf = (at: number): string[] => (lines[at]?.text ?? '').trim().split(gap);
    const { length } = piecesOf(from);
    let to = from + 1;
    while (length > 1 && to < lines.length && piecesOf(to).length === length) to++;
    for (let column = 0; column < length; column++)
      for (let at = from; at < to; at++) apart.push({ ...(lines[at] as CardLine), text: piecesOf(at)[column] ?? '' });
    from = to;
  }
  return apart;
}

/** What a card itself calls a line. */
export type LineLabel = 'name' | 'firstName' | 'jobTitle' | 'company' | 'department' | 'address';

const labels: readonly (readonly [RegExp, LineLabel])[] = [
  [/^(?:pr[ée]nom|first name|given name)$/i, 'firstName'],
  [/^(?:nom|name|contact|nom et pr[ée]nom|pr[ée]nom et nom|full name|last name)$/i, 'name'],
  [/^(?:fonction|poste|titre|qualit[ée]|profession|m[ée]tier|title|job title|position|role)$/i, 'jobTitle'],
  [/^(?:soci[ée]t[ée]|entreprise|raison sociale|organisme|organisation|company|employer)$/i, 'company'],
  [/^(?:service|d[ée]partement|department)$/i, 'department'],
  [/^(?:adresse|address)$/i, 'address'],
];

/** Takes a line; returns what it is called in front of a colon, and the rest of it. */
export function labelled(line: string): { readonly label: LineLabel | undefined; readonly text: string } {
  const found = /^([\p{L} ]{3,20}?)\s*:\s*(\S.*)$/u.exec(line);
  const label = labels.find(([pattern]) => pattern.test(found?.[1] ?? ''))?.[1];
  return label ? { label, text: found?.[2] ?? '' } : { label: undefined, text: line };
}
