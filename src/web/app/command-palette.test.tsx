// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { eventually, holdServer, mount, press, typeIn } from '../testing/mount.tsx';
import { CommandPalette } from './command-palette.tsx';
import { keepTyped } from './typed-ahead.ts';

const durand = { id: 'd1', version: 1, title: 'Durand & Fils', titles: {} };
const dubois = { id: 'd2', version: 1, title: 'Dubois', titles: {} };
const hits = (...items: object[]) => ({ groups: [{ record: 'account', items }] });
const onClose = vi.fn();

let asked: ReturnType<typeof holdServer>;
let screen: Awaited<ReturnType<typeof mount>>;
let input: HTMLInputElement;
beforeEach(async () => {
  onClose.mockClear();
  asked = holdServer();
  screen = await mount(<CommandPalette opened onClose={onClose} />, { fading: true });
  input = await eventually(() => {
    const found = document.querySelector<HTMLInputElement>('[role="combobox"]');
    if (!found) throw new Error('There is no input');
    return found;
  });
});

async function asks(words: string): Promise<(status: number, body: object) => Promise<void>> {
  return await eventually(() => {
    const last = asked.findLast(({ address }) => address.includes(`q=${words}`));
    if (!last) throw new Error(JSON.stringify(asked));
    return last.answer;
  });
}
const shows = (text: string) => eventually(() => expect(document.body.textContent).toContain(text));

test('Enter before the answer opens the first found once it comes', async () => {
  await typeIn(input, 'durand');
  await press(input, 'Enter');
  const answer = await asks('durand');
  expect(onClose).not.toHaveBeenCalled();
  await answer(200, hits(durand));
  await eventually(() => expect(screen.path()).toBe('/crm/accounts/d1'));
  expect(onClose).toHaveBeenCalledTimes(1);
});

test('a palette that was closed while waiting opens nothing', async () => {
  await typeIn(input, 'durand');
  await press(input, 'Enter');
  const answer = await asks('durand');
  await screen.show(<CommandPalette opened={false} onClose={onClose} />);
  await answer(200, hits(durand));
  await eventually(() => expect(document.querySelector('[role="combobox"]')).toBeNull());
  expect([screen.path(), onClose.mock.calls]).toEqual(['/', []]);
});

test('an arrow after Enter takes the choice back into the hand', async () => {
  await typeIn(input, 'd');
  await (await asks('d'))(200, hits(durand, dubois));
  await shows('Dubois');
  await typeIn(input, 'du');
  await press(input, 'Enter');
  await press(input, 'ArrowDown');
  await (await asks('du'))(200, hits(durand, dubois));
  await eventually(() => expect(document.querySelector('[aria-selected="true"]')?.textContent).toContain('Dubois'));
  expect([screen.path(), onClose.mock.calls]).toEqual(['/', []]);
});

test('a search that fails does not run the command that stands first', async () => {
  await typeIn(input, 'comptes');
  await press(input, 'Enter');
  await (await asks('comptes'))(422, { code: 'internal', title: 'Panne' });
  await shows('Panne');
  expect([screen.path(), onClose.mock.calls]).toEqual(['/', []]);
});

test.each([{ isComposing: true }, { keyCode: 229 }])(
  'an Enter that ends a composition opens nothing (%o)',
  async (composition) => {
    await typeIn(input, 'durand');
    expect(await press(input, 'Enter', composition)).toBe(false);
    await (await asks('durand'))(200, hits(durand));
    await shows('Durand');
    expect([screen.path(), onClose.mock.calls]).toEqual(['/', []]);
  },
);

test('what was typed before the palette had the focus is in it', async () => {
  input.blur();
  keepTyped();
  for (const key of ['d', 'e', 'Backspace', 'u'])
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  input.focus();
  await asks('du');
  expect(input.value).toBe('du');
});
