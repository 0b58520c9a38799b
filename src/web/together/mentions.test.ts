import { expect, test } from 'vitest';
import { commentParts, mentionAt, mentionsIn, withMention } from './mentions.ts';

const lea = { id: '1', name: 'Léa Roux' };
const anne = { id: '2', name: 'Anne' };
const anneMarie = { id: '3', name: 'Anne Marie' };

test('an @ at the beginning of a word begins a mention, one within an address does not', () => {
  expect(mentionAt('Vois @lé', 8)).toEqual({ at: 5, typed: 'lé' });
  expect(mentionAt('@', 1)).toEqual({ at: 0, typed: '' });
  expect(mentionAt('(@Léa Ro', 8)).toEqual({ at: 1, typed: 'Léa Ro' });
  expect(mentionAt('lea@exemple', 11)).toBeNull();
  expect(mentionAt('@Léa Roux vois', 14)).toBeNull();
  expect(mentionAt('rien', 4)).toBeNull();
});

test('the name chosen stands in the place of what was typed, and the caret after it', () => {
  expect(withMention('Vois @lé', { at: 5, typed: 'lé' }, 'Léa Roux')).toEqual({ text: 'Vois @Léa Roux ', caret: 15 });
  expect(withMention('Vois @lé demain', { at: 5, typed: 'lé' }, 'Léa Roux')).toEqual({
    text: 'Vois @Léa Roux demain',
    caret: 15,
  });
});

test('who was taken out of the text again is not mentioned, and nobody is twice', () => {
  expect(mentionsIn('Bonjour @Léa Roux', [lea, anne, lea])).toEqual([lea]);
});

test('people and web addresses are told from the text, the longest name first', () => {
  expect(commentParts('@Anne Marie et @Anne : https://exemple.fr/a?b=1.', [anne, anneMarie])).toEqual([
    { kind: 'mention', text: '@Anne Marie', id: '3' },
    { kind: 'text', text: ' et ' },
    { kind: 'mention', text: '@Anne', id: '2' },
    { kind: 'text', text: ' : ' },
    { kind: 'link', text: 'https://exemple.fr/a?b=1', href: 'https://exemple.fr/a?b=1' },
    { kind: 'text', text: '.' },
  ]);
});

test('what looks like markup or a dangerous address is text', () => {
  expect(commentParts('<b>javascript:alert(1)</b>', [])).toEqual([
    { kind: 'text', text: '<b>javascript:alert(1)</b>' },
  ]);
});
