import { expect, test } from 'vitest';
import { type Team, type TeamNode, treeOf, withBelow } from './team-tree.ts';

const team = (id: string, parent: string | null = null): Team => ({ id, title: id, version: 1, parent, members: [] });
const shape = (nodes: readonly TeamNode[]): unknown[] =>
  nodes.map(({ team: { id }, children }) => (children.length > 0 ? [id, shape(children)] : id));

test('teams stand below their parent, in order; one whose parent is not seen stands at the top', () => {
  const teams = [team('a'), team('b', 'a'), team('c', 'b'), team('d', 'a'), team('e', 'unseen')];
  expect(shape(treeOf(teams))).toEqual([['a', [['b', ['c']], 'd']], 'e']);
  expect([...withBelow(teams, 'b')]).toEqual(['b', 'c']);
});

test('a loop left by an older Carnet is shown once, with every team in it', () => {
  const teams = [team('a', 'b'), team('b', 'a'), team('c', 'c'), team('d')];
  expect(shape(treeOf(teams))).toEqual(['d', ['a', ['b']], 'c']);
  expect([...withBelow(teams, 'a')].sort()).toEqual(['a', 'b']);
});
