// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { during, eventually, holdServer, mount, press, standardModel, typeIn } from '../../testing/mount.tsx';
import { InlineEditor } from './inline-editor.tsx';

const durand = '0190f5a0-7c5e-7000-8000-0123456789ab';

test('Enter before the search has answered, then leaving, still saves what it finds', async () => {
  const field = standardModel.record('contact').field('account');
  if (!field) throw new Error('A contact has no account');
  const item = { id: 'c', version: 3, title: 'Anne', account: 'old', titles: { account: 'Menuiserie Brunet' } };
  const asked = holdServer();
  const save = vi.fn(async () => ({ ok: true as const, item, kept: false }));
  const onDone = vi.fn();
  await mount(<InlineEditor field={field} item={item} save={save} onDone={onDone} />);
  const input = await eventually(() => {
    const found = document.querySelector('input');
    if (!found) throw new Error('There is no input');
    return found;
  });
  await during(() => input.focus());
  await typeIn(input, 'durand');
  await press(input, 'Enter');
  await during(() => input.blur());
  expect(onDone).not.toHaveBeenCalled();
  const search = await eventually(() => {
    const found = asked.find(({ address }) => address.includes('search=durand'));
    if (!found) throw new Error('Nothing was searched');
    return found;
  });
  await search.answer(200, { items: [{ id: durand, version: 1, title: 'Durand & Fils', titles: {} }], next: null });
  await eventually(() => expect(save.mock.calls).toEqual([[{ account: durand }]]));
  await eventually(() => expect(onDone).toHaveBeenCalled());
});
