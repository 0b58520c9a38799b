import { describe, expect, test } from 'vitest';
import { bodyOf, carryChoices, chooseTarget, firstChoices, missingTargets } from './choices.ts';
import { examplesOf, type ImportFile } from './import-file.ts';

const label = (text: string) => ({ fr: text, en: text });

function file(headers: readonly string[], proposals: readonly [number, string][]): ImportFile {
  return {
    id: 'file',
    record: 'contact',
    name: 'contacts.csv',
    size: 10,
    rowCount: null,
    description: {
      format: 'csv',
      headerLine: 1,
      columns: headers.map((header, index) => ({ index, header })),
      sample: [
        { line: 2, cells: ['Durand', ' Lyon ', null] },
        { line: 3, cells: ['Durand', '', 'x'] },
        { line: 4, cells: ['Martin', 'Brest', null] },
      ],
      warnings: [],
    },
    proposals: proposals.map(([column, target]) => ({ column, target, confidence: 1, reason: 'label' as const })),
    targets: [
      { key: 'lastName', label: label('Nom'), required: true, meaning: 'text' },
      { key: 'firstName', label: label('Prénom'), required: false, meaning: 'text' },
      { key: 'account', label: label('Compte'), required: true, meaning: 'reference' },
      { key: 'account.siren', label: label('Compte – SIREN'), required: false, meaning: 'siren' },
    ],
  };
}

const people = file(['Nom', 'Ville', 'Note'], [[0, 'lastName']]);

describe('the choices for a file', () => {
  test('begin with what was recognised', () => {
    expect(firstChoices(people).mapping).toEqual({ 0: 'lastName', 1: null, 2: null });
  });

  test('give a field to one column only', () => {
    const choices = chooseTarget(firstChoices(people), people, 1, 'lastName');
    expect(choices.mapping).toEqual({ 0: null, 1: 'lastName', 2: null });
  });

  test('tell which required field has no column; what tells a company stands for the company', () => {
    const { targets } = people;
    const keys = (mapping: Record<string, string | null>) => missingTargets(targets, mapping).map(({ key }) => key);
    expect(keys({ 0: 'lastName' })).toEqual(['account']);
    expect(keys({ 0: 'lastName', 1: 'account.siren' })).toEqual([]);
  });

  test('stay with their header when the file is read anew, the others are proposed again', () => {
    const chosen = chooseTarget(firstChoices(people), people, 2, 'firstName');
    const again = file(
      ['Note', 'Nom', 'Prénom'],
      [
        [1, 'lastName'],
        [2, 'firstName'],
      ],
    );
    expect(carryChoices(chosen, people, again).mapping).toEqual({ 0: 'firstName', 1: 'lastName', 2: null });
  });

  test('drop a key that no column fills any more', () => {
    const keyed = { ...firstChoices(people), key: { kind: 'target', key: 'lastName' } as const };
    expect(bodyOf(keyed).key).toEqual(['lastName']);
    expect(chooseTarget(keyed, people, 0, null).key).toEqual({ kind: 'standard' });
  });

  test('ask for no key at all where records are never looked for', () => {
    expect(bodyOf({ ...firstChoices(people), key: { kind: 'none' } }).key).toBeNull();
    expect('key' in bodyOf(firstChoices(people))).toBe(false);
  });
});

test('the examples of a column are its different values, as far as the first rows hold any', () => {
  expect(examplesOf(people.description, 0)).toEqual(['Durand', 'Martin']);
  expect(examplesOf(people.description, 1)).toEqual(['Lyon', 'Brest']);
});
