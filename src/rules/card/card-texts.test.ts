import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readCard } from './read-card.ts';

/** What a card of this text says, `name: value` a line, without certainties and without what no field takes. */
function said(text: string): string[] {
  const { others: _, address, ...fields } = readCard(text.split('\n').map((line) => ({ text: line })));
  const parts = Object.entries(address?.value ?? {}).map(([name, value]) => `address.${name}: ${value}`);
  const found = Object.entries(fields).flatMap(([name, field]) => (field ? [`${name}: ${field.value}`] : []));
  return [...found, ...parts].sort();
}

/**
 * Texts of cards, all invented, as they come from elsewhere than our own reader: columns on one line, labels, several
 * numbers a line, legal mentions, slogans, opening hours. Below `>` stands all that is to be read; no more may be.
 */
const cards = readFileSync(new URL('card-texts.txt', import.meta.url), 'utf8')
  .split('\n=\n')
  .filter((card) => card !== '')
  .map((card) => {
    const [text = '', truth = ''] = card.split('\n>\n');
    return { title: text.split('\n').slice(0, 2).join(' / '), text, truth: truth.split('\n').sort() };
  });

it.each(cards)('reads all of « $title … », and makes up nothing', ({ text, truth }) => {
  expect(said(text)).toEqual(truth);
});
