// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { during, mount } from '../testing/mount.tsx';
import { Guide } from './help-page.tsx';

function type(input: HTMLInputElement, text: string): Promise<void> {
  return during(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

const entries = (): (string | null)[] =>
  Array.from(document.querySelectorAll('nav a'), ({ textContent }) => textContent);

test('the guide opens on its first page, and its contents are found by title or heading, without accents', async () => {
  await mount(<Guide />);
  expect(document.querySelector('h1')?.textContent).toBe('Guide de l’utilisateur');
  expect(entries()).toContain('Premiers pas');

  const search = document.querySelector<HTMLInputElement>('input[type=search]');
  if (!search) throw new Error('no search');
  await type(search, 'acces cle');
  expect(entries()).toEqual(['Mon compte', 'Ajouter une clé d’accès']);
  await type(search, 'licorne');
  expect(document.querySelector('[role=status]')?.textContent).toBe('Aucun titre ne correspond.');
});
