import { describe, expect, test } from 'vitest';
import { grouped, marked, matchingCommands } from './palette-matching.ts';

const command = (label: string, group = 'Commandes', keywords = '') => ({
  name: label,
  label,
  group,
  keywords,
  run: () => undefined,
});
const commands = [
  command('Nouveau compte', 'Créer'),
  command('Se déconnecter'),
  command('Apparence : Sombre', 'Commandes', 'theme'),
];

describe('the palette', () => {
  test('shows every command while nothing is typed', () => {
    expect(matchingCommands(commands, '  ')).toEqual(commands);
  });

  test('finds a command by the beginnings of its words, accents or not, and by its keywords', () => {
    const found = (text: string) => matchingCommands(commands, text).map(({ label }) => label);
    expect(found('deco')).toEqual(['Se déconnecter']);
    expect(found('compte nouv')).toEqual(['Nouveau compte']);
    expect(found('THÈME som')).toEqual(['Apparence : Sombre']);
    expect(found('connecter')).toEqual([]);
  });

  test('puts entries under their headings in the order in which these come', () => {
    expect(grouped(commands).map(({ label, entries }) => [label, entries.length])).toEqual([
      ['Créer', 1],
      ['Commandes', 2],
    ]);
  });

  test('marks what matches in a title, whatever its accents and case', () => {
    expect(marked('Commune de Saint-Étienne', 'etienne com')).toEqual([
      { part: 'Com', match: true },
      { part: 'mune de Saint-', match: false },
      { part: 'Étienne', match: true },
    ]);
    expect(marked('Cœur', 'coeur')).toEqual([{ part: 'Cœur', match: false }]);
  });
});
