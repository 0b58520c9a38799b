// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { during, eventually, holdServer, mount, press, standardModel, typeIn } from '../../testing/mount.tsx';
import { CellEditor } from './cell-editor.tsx';

const record = standardModel.record('contact');
const field = record.field('account');
if (!field) throw new Error('A contact has no account');
const item = { id: 'c', version: 3, title: 'Anne', account: 'old', titles: { account: 'Menuiserie Brunet' } };
const durand = { id: 'new', version: 1, title: 'Durand & Fils', titles: {} };

let asked: ReturnType<typeof holdServer>;
let input: HTMLInputElement;
const onDone = vi.fn();
beforeEach(async () => {
  onDone.mockClear();
  asked = holdServer();
  await mount(<CellEditor record={record} field={field} item={item} onDone={onDone} />);
  input = await eventually(() => {
    const found = document.querySelector('input');
    if (!found) throw new Error('There is no input');
    return found;
  });
  await during(() => input.focus());
});

/** Types words, presses Enter then Tab before the search has answered; returns how to answer it. */
async function enterThenTab(): Promise<(status: number, body: object) => Promise<void>> {
  await typeIn(input, 'durand');
  await press(input, 'Enter');
  await press(input, 'Tab');
  expect(onDone).not.toHaveBeenCalled();
  return eventually(() => {
    const search = asked.find(({ address }) => address.includes('search=durand'));
    if (!search) throw new Error('Nothing was searched');
    return search.answer;
  });
}

test('Enter then Tab before the search has answered saves what it finds, then goes to the next cell', async () => {
  const answer = await enterThenTab();
  await answer(200, { items: [durand], next: null });
  const save = await eventually(() => {
    const found = asked.find(({ address }) => address.endsWith('/contacts/c'));
    if (!found) throw new Error('Nothing was saved');
    return found;
  });
  expect(onDone).not.toHaveBeenCalled();
  await save.answer(200, { ...item, version: 4, account: 'new' });
  await eventually(() => expect(onDone.mock.calls).toEqual([['next']]));
});

test('where it finds nothing the cell stays as it was, and the next one is gone to', async () => {
  const answer = await enterThenTab();
  await answer(200, { items: [], next: null });
  await eventually(() => expect(onDone.mock.calls).toEqual([['next']]));
  expect(asked.some(({ address }) => address.endsWith('/contacts/c'))).toBe(false);
});
