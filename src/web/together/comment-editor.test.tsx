// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import type { Item } from '../api/types.ts';
import { during, eventually, mount, standardModel } from '../testing/mount.tsx';
import { CommentEditor, type Written } from './comment-editor.tsx';

// What grows with its text asks the page's fonts, which this one has none of.
Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
afterEach(() => vi.unstubAllGlobals());

const item: Item = { id: 'a1', version: 1, title: 'ACME' };
const view = { record: standardModel.record('account'), item };
const lea = { id: 'l', name: 'Léa Roux', sees: true };
const sam = { id: 's', name: 'Sam Noir', sees: false };

/** Answers with the colleagues whose name begins as asked; keeps the requests that write. */
function serve(mayShare = true): string[] {
  const written: string[] = [];
  vi.stubGlobal('fetch', async (address: string, options: RequestInit = {}) => {
    const url = new URL(address, 'http://carnet');
    if (options.method === 'POST') written.push(`${url.pathname} ${options.body}`);
    const asked = (url.searchParams.get('search') ?? '').toLowerCase();
    const people = [lea, sam].filter(({ name }) => name.toLowerCase().startsWith(asked));
    const body = url.pathname.endsWith('/audience') ? { people, mayShare } : { items: [] };
    return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
  });
  return written;
}

const area = () => document.querySelector('textarea') as HTMLTextAreaElement;
const options = () => [...document.querySelectorAll('[role="option"]')].map(({ textContent }) => textContent);

async function type(text: string): Promise<void> {
  await during(() => {
    const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set;
    set?.call(area(), text);
    area().setSelectionRange(text.length, text.length);
    area().dispatchEvent(new Event('input', { bubbles: true }));
  });
}

async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  await during(() => {
    area().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  });
}

async function show(onSubmit: (written: Written) => Promise<void>): Promise<void> {
  await mount(
    <CommentEditor view={view} start={{ text: '', mentions: [] }} submitLabel="Publier" onSubmit={onSubmit} />,
  );
  await eventually(() => expect(area()).not.toBeNull());
}

test('a colleague is found as one types, chosen by the keyboard, and sent as mentioned', async () => {
  serve();
  const onSubmit = vi.fn(async (_written: Written) => undefined);
  await show(onSubmit);
  await type('Vois @lé');
  await eventually(() => expect(options()).toEqual(['Léa Roux']));
  await press('Enter');
  expect(area().value).toBe('Vois @Léa Roux ');
  await press('Enter', { ctrlKey: true });
  await eventually(() =>
    expect(onSubmit).toHaveBeenCalledWith({ text: 'Vois @Léa Roux', mentions: [{ id: 'l', name: 'Léa Roux' }] }),
  );
  await eventually(() => expect(area().value).toBe(''));
});

test('who may not see the record is told of while one writes, and the record shared with them at one press', async () => {
  const written = serve();
  await show(async () => undefined);
  await type('@sam');
  await eventually(() => expect(options()).toEqual(['Sam Noirne voit pas la fiche']));
  await press('Tab');
  await eventually(() => expect(document.body.textContent).toContain('Sam Noir ne voit pas cette fiche'));
  const share = await eventually(() => {
    const found = [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.includes('Partager'));
    expect(found).toBeDefined();
    return found as HTMLButtonElement;
  });
  await during(() => share.click());
  await eventually(() => expect(document.body.textContent).not.toContain('ne voit pas cette fiche'));
  expect(written).toEqual(['/api/v1/accounts/a1/shares {"grantees":["s"],"level":"read"}']);
});

test('who may not share the record is not offered it', async () => {
  serve(false);
  await show(async () => undefined);
  await type('@sam');
  await eventually(() => expect(options()).toHaveLength(1));
  await press('Enter');
  await eventually(() => expect(document.body.textContent).toContain('ne voit pas cette fiche'));
  expect(document.body.textContent).not.toContain('Partager');
});

test('what was written stays where it could not be sent', async () => {
  serve();
  await show(() => Promise.reject(new Error('lost')));
  await type('Important');
  await press('Enter', { ctrlKey: true });
  await eventually(() => expect(document.querySelector('button[data-loading]')).toBeNull());
  expect(area().value).toBe('Important');
});
