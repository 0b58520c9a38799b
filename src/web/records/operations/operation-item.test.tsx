// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { Operation } from '../../api/types.ts';
import { during, eventually, mount } from '../../testing/mount.tsx';
import { showUndo } from '../../ui/toast.tsx';
import { ToastHost } from '../../ui/toast-host.tsx';
import { OperationItem } from './operation-item.tsx';
import { undoOperation } from './undo-operation.ts';

const [id, undoing] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'];
const message = { fr: 'Cette fiche a été modifiée depuis.', en: 'This record was changed since.' };

const operation: Operation = {
  id,
  kind: 'undo',
  label: { fr: 'Annulation (uniformisation)', en: 'Undo (Uniformise)' },
  record: 'contact',
  source: null,
  state: 'done',
  progress: { done: 3, total: 3 },
  result: { restored: 2, keptCount: 1, kept: [{ record: 'contact', id, title: 'Ana Petit', reason: 'x', message }] },
  createdAt: '2026-11-22T09:00:00.000Z',
  createdBy: 'u',
  startedAt: null,
  endedAt: '2026-11-22T09:00:01.000Z',
  undoable: true,
  undoes: id,
  undoneBy: null,
};

const button = (words: string) => {
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent === words);
  if (!found) throw new Error(document.body.textContent ?? '');
  return found;
};

function serve(state: 'done' | 'failed'): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string, { method = 'GET' }: RequestInit = {}) => {
    asked.push(`${method} ${new URL(address, 'http://localhost').pathname.replace('/api/v1', '')}`);
    const answer = method === 'POST' ? { operation: undoing } : { ...operation, id: undoing, state };
    return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
  });
  return asked;
}

test('an undo names what it left and why, and asks with two answers that differ before it is undone', async () => {
  const asked = serve('done');
  await mount(<OperationItem operation={operation} givenBack={false} />);
  expect(document.body.textContent).toContain('2 rétablies, 1 laissée, changée depuis');
  await during(() => button('Détail').click());
  expect(document.body.textContent).toContain('Ana PetitCette fiche a été modifiée depuis.');
  await during(() => button('Annuler').click());
  await eventually(() => button('Ne rien changer'));
  await during(() => button('Annuler l’opération').click());
  await eventually(() => expect(asked).toContain(`POST /operations/${id}/undo`));
});

test.each([
  ['done', 'C’est annulé. 1 laissée, changée depuis.'],
  ['failed', 'Un problème est survenu'],
] as const)('an undo from a message that ends as %s says so, once', async (state, said) => {
  serve(state);
  await mount(<ToastHost />);
  await during(() => showUndo('Fait.', () => undoOperation(id)));
  await eventually(() => button('Annuler'));
  await during(() => button('Annuler').click());
  await eventually(() => expect(document.body.textContent).toContain(said));
});
