// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { during, eventually, holdServer, mount, press, standardModel, typeIn } from '../../web/testing/mount.tsx';
import { RecordPicker } from './record-picker.ui.tsx';

const durand = { id: '0190f5a0-7c5e-7000-8000-0123456789ab', version: 1, title: 'Durand & Fils', titles: {} };
const page = (...items: object[]) => ({ items, next: null, count: null });

let asked: ReturnType<typeof holdServer>;
let input: HTMLInputElement;
const onChange = vi.fn();
beforeEach(async () => {
  onChange.mockClear();
  asked = holdServer();
  const picker = { id: 'field', record: standardModel.record('account'), value: 'known', title: 'Menuiserie Brunet' };
  await mount(<RecordPicker {...picker} required onChange={onChange} />);
  input = await eventually(() => {
    const found = document.querySelector('input');
    if (!found) throw new Error('There is no input');
    return found;
  });
  await during(() => input.focus());
});

/** Types words, presses Enter before the server has answered, and waits for the question to be asked. */
async function enterEarly(words: string): Promise<(status: number, body: object) => Promise<void>> {
  await typeIn(input, words);
  expect(await press(input, 'Enter')).toBe(true);
  return await eventually(() => {
    const last = asked.at(-1);
    if (!last?.address.includes(`search=${words}`)) throw new Error(JSON.stringify(asked));
    return last.answer;
  });
}
const leave = () => during(() => input.blur());

test('Enter before the answer takes the first found once it comes', async () => {
  const answer = await enterEarly('durand');
  expect(onChange).not.toHaveBeenCalled();
  await answer(200, page(durand));
  await eventually(() => expect(onChange.mock.calls).toEqual([[durand.id]]));
});

test('so it does for who has left the field meanwhile', async () => {
  const answer = await enterEarly('durand');
  await leave();
  await answer(200, page(durand));
  await eventually(() => expect(onChange.mock.calls).toEqual([[durand.id]]));
});

test('Escape while waiting gives up: nothing is chosen when the answer comes', async () => {
  const answer = await enterEarly('durand');
  expect(await press(input, 'Escape')).toBe(true);
  await answer(200, page(durand));
  await eventually(() => expect(input.value).toBe('Menuiserie Brunet'));
  expect(onChange).not.toHaveBeenCalled();
});

test('an emptied field means none once it is left; Escape before that leaves it as it was', async () => {
  await typeIn(input, '');
  expect(await press(input, 'Escape')).toBe(true);
  await leave();
  expect(onChange).not.toHaveBeenCalled();
  await during(() => input.focus());
  await typeIn(input, '');
  await leave();
  expect(onChange.mock.calls).toEqual([[null]]);
});

test.each([
  ['finds nothing', 200, page()],
  ['fails', 422, { code: 'invalid-filter', title: 'Non' }],
])(
  'the value stays, and is what is shown, when the search %s after the field was left',
  async (_name, status, body) => {
    const answer = await enterEarly('zzz');
    await leave();
    await answer(status, body);
    await eventually(() => expect(input.value).toBe('Menuiserie Brunet'));
    expect(onChange).not.toHaveBeenCalled();
  },
);

test.each([{ isComposing: true }, { keyCode: 229 }])(
  'an Enter that ends a composition chooses nothing (%o)',
  async (composition) => {
    await typeIn(input, 'durand');
    expect(await press(input, 'Enter', composition)).toBe(false);
    const last = await eventually(() => {
      const found = asked.find(({ address }) => address.includes('search=durand'));
      if (!found) throw new Error('Nothing was asked');
      return found;
    });
    await last.answer(200, page(durand));
    await eventually(() => expect(document.querySelector('[role="option"]')?.textContent).toContain('Durand'));
    expect(onChange).not.toHaveBeenCalled();
  },
);

test('events are proposed from today on, then those just past, then those without a day', async () => {
  const picker = { id: 'event', record: standardModel.record('event'), value: null };
  await mount(<RecordPicker {...picker} onChange={onChange} />);
  const field = await eventually(() => document.querySelector<HTMLInputElement>('#event') as HTMLInputElement);
  await during(() => field.click());
  const answerTo = (part: string) =>
    eventually(() => {
      const found = asked.find(({ address }) => address.includes('/events?') && address.includes(part));
      if (!found) throw new Error(JSON.stringify(asked));
      return found;
    });
  const event = (title: string) => ({ id: title, version: 1, title, titles: {} });
  const [coming, past] = [await answerTo('inNextDays'), await answerTo('inLastDays')];
  expect(coming.address).toContain('sort=at');
  expect(past.address).toContain('sort=-at');
  await coming.answer(200, page(event('Tantôt'), event('Demain')));
  await past.answer(200, page(event('Tantôt'), event('Hier'), event('Avant-hier')));
  await (await answerTo('isEmpty')).answer(200, page(event('Un jour')));
  await eventually(() =>
    expect(
      [...document.querySelectorAll('[role=option]')]
        .map((option) => option.textContent)
        .filter((text) => !/Créer/.test(text ?? '')),
    ).toEqual(['Tantôt', 'Demain', 'Hier', 'Avant-hier', 'Un jour']),
  );
});
