import { sql } from 'kysely';
import type { OperatorName } from '../../fields/operators.ts';
import { digits, fold, sortKey, words } from '../../lib/text.ts';
import { type Compared, type Condition, column, OperandProblem } from './compared.ts';

/** Fewest characters of a word that the trigram index finds anywhere. */
const shortestIndexed = 3;
/** What may stand before the figures of a French number, as a pattern. */
const prefixes = '^(0|33|330|0033|00330)?';

/** Takes a text; returns it as LIKE takes it literally. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** What of the record's search text, which is indexed, must be there for the condition to hold; the words of the operand. */
function searchedWords({ alias, searched }: Compared, operand: string): Condition[] {
  if (!searched) return [];
  return words(operand)
    .filter((word) => word.length >= shortestIndexed)
    .map((word) => sql<boolean>`${column(alias, 'search')} LIKE ${`%${word}%`}`);
}

function all(conditions: readonly Condition[]): Condition {
  return sql`(${sql.join(conditions, sql` AND `)})`;
}

/** Tells whether a type compares by its figures alone (phones, SIREN), whatever groups them. */
function comparesFigures(compared: Compared): boolean {
  return compared.keyText('a 01') === '01';
}

function keyCondition(compared: Compared, operator: OperatorName, operand: string, keyColumn: string): Condition {
  const target = column(compared.alias, keyColumn);
  const key = sortKey(compared.keyText(operand));
  if (key === '') return sql`false`;
  if (operator === 'equals') return sql`${target} = ${key}`;
  if (operator === 'startsWith') return sql`${target} LIKE ${`${literal(key)}%`}`;
  return all([
    sql`${target} LIKE ${`%${literal(key)}%`}`,
    ...searchedWords(compared, comparesFigures(compared) ? key : operand),
  ]);
}

/** Figures without a stored key: compared without what groups them, with or without the prefix of the country. */
function figuresCondition(compared: Compared, operator: OperatorName, operand: string): Condition {
  const figures = digits(compared.keyText(operand)).replace(/^0+/, '');
  if (figures === '') return sql`false`;
  const target = sql`regexp_replace(${column(compared.alias, compared.column)}, '[^0-9]', '', 'g')`;
  const found = searchedWords(compared, figures);
  if (operator === 'contains') return all([sql`${target} LIKE ${`%${figures}%`}`, ...found]);
  return all([sql`${target} ~ ${`${prefixes}${figures}${operator === 'equals' ? '$' : ''}`}`, ...found]);
}

/**
 * Takes what is compared, `equals`, `contains` or `startsWith` and the text as typed; returns the condition. Texts
 * compare folded: by the stored key where there is one, else by folding the column.
 */
export function textCondition(compared: Compared, operator: OperatorName, operand: string): Condition {
  if (operator !== 'equals' && operator !== 'contains' && operator !== 'startsWith') throw new OperandProblem();
  if (compared.keyColumn) return keyCondition(compared, operator, operand, compared.keyColumn);
  if (comparesFigures(compared)) return figuresCondition(compared, operator, operand);
  if (fold(compared.keyText(operand)) === '') return sql`false`;
  const target = sql`carnet_fold(${column(compared.alias, compared.column)})`;
  const folded = sql`carnet_fold(${compared.keyText(operand)})`;
  const found = searchedWords(compared, operand);
  if (operator === 'equals') return all([sql`${target} = ${folded}`, ...found]);
  if (operator === 'startsWith') return all([sql`starts_with(${target}, ${folded})`, ...found]);
  return all([sql`strpos(${target}, ${folded}) > 0`, ...found]);
}
