// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterContextProvider } from '@tanstack/react-router';
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EffectiveField } from '../meta/effective-record.ts';
import { administratorPermissions } from '../meta/permissions.ts';
import { emptySettings } from '../meta/settings.ts';
import { modelOf } from '../web/api/model.ts';
import { GroundProvider } from '../web/api/queries.ts';
import type { Me } from '../web/api/types.ts';
import { setLanguage } from '../web/language/current-language.ts';
import { isAccepted } from './accepted.ts';
import { faceOf } from './faces.ui.tsx';
import { fieldType, fieldTypes } from './registry.ts';

const me: Me = {
  user: { id: 'u', name: 'Claire Petit', email: 'claire@exemple.fr', language: 'fr', timeZone: 'Europe/Paris' },
  permissions: administratorPermissions,
  company: { name: 'Exemple', language: 'fr' },
};

const model = modelOf(emptySettings);

/** Takes a field type's name and options; returns a field of that type, as the effective record would. */
function fieldOf(name: string, options: object = {}, more: Partial<EffectiveField> = {}): EffectiveField {
  return {
    name: 'value',
    kind: 'plain',
    type: fieldType(name),
    options: { to: 'account', ...options },
    label: { fr: 'Libellé', en: 'Label' },
    custom: false,
    columns: [],
    keyColumn: null,
    partKeys: {},
    ...more,
  };
}

let place: HTMLElement;
let root: Root;

async function show(content: ReactNode): Promise<void> {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } },
  });
  for (const collection of ['accounts', 'contacts', 'users']) {
    for (const digit of ['b', 'c']) {
      client.setQueryData(['titles', collection, `0190f5a0-7c5e-7000-8000-0123456789a${digit}`], 'Durand & Fils');
    }
  }
  const router = createRouter({ routeTree: createRootRoute(), history: createMemoryHistory() });
  await act(async () => {
    root.render(
      <MantineProvider env="test">
        <QueryClientProvider client={client}>
          <GroundProvider value={{ me, model }}>
            <RouterContextProvider router={router}>{content}</RouterContextProvider>
          </GroundProvider>
        </QueryClientProvider>
      </MantineProvider>,
    );
  });
}

/** Waits for the field's element: the heavier inputs are loaded when they are first wanted. */
async function fieldShown(): Promise<void> {
  await vi.waitFor(async () => {
    await act(async () => {});
    expect(place.querySelector('#field')).not.toBeNull();
  }, 20_000);
}

/** Types a text in the only input there is, as a person would. */
async function type(text: string): Promise<void> {
  const input = place.querySelector('input');
  if (!input) throw new Error('There is no input');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  await act(async () => {
    set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

beforeAll(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  // The browser of the tests loads no fonts; a text area that grows with its text listens for them.
  Object.defineProperty(document, 'fonts', { value: new EventTarget() });
  setLanguage('fr');
});
beforeEach(() => {
  place = document.createElement('div');
  document.body.append(place);
  root = createRoot(place);
});
afterEach(async () => {
  await act(async () => root.unmount());
  place.remove();
});

describe.each(Object.keys(fieldTypes))('the face of %s', (name) => {
  const face = faceOf(name);
  const { examples } = fieldType(name);

  test('shows each example as people read it', async () => {
    for (const { value, options } of examples) {
      const field = fieldOf(name, options);
      for (const dense of [false, true]) {
        await show(<face.Display value={value} field={field} dense={dense} />);
        expect(place.textContent !== '' || place.querySelector('img') !== null).toBe(true);
      }
    }
  });

  test('takes each example in its input, and none', async () => {
    for (const { value, options } of examples) {
      await show(<face.Input id="field" value={value} onChange={() => {}} field={fieldOf(name, options)} />);
      await fieldShown();
      await act(async () => root.render(null));
    }
    await show(<face.Input id="field" value={null} onChange={() => {}} field={fieldOf(name, examples[0]?.options)} />);
    await fieldShown();
  });
});

describe('a line of text read by its type', () => {
  test.each([
    ['decimal', '1 250,5', '1250.5', '1250,5'],
    ['date', '22/11/26', '2026-11-22', '22/11/2026'],
    ['money', '1250,5', { amount: '1250.50', currency: 'EUR' }, '1\u202f250,50\u00a0€'],
    ['siret', '732 829 320 00074', '73282932000074', '732\u00a0829\u00a0320\u00a000074'],
    ['duration', '1h30', 90, '1 h 30'],
  ])('gives the value of %s as it is typed, and writes it in full on leaving', async (name, typed, value, written) => {
    const { Input } = faceOf(name);
    const changes: unknown[] = [];
    await show(<Input id="field" value={null} onChange={(next) => changes.push(next)} field={fieldOf(name)} />);
    await type(typed);
    expect(changes.at(-1)).toEqual(value);
    await act(async () => place.querySelector('input')?.dispatchEvent(new FocusEvent('focusout', { bubbles: true })));
    expect(place.querySelector('input')?.value).toBe(written);
  });

  test('keeps what cannot be read as it was typed, for the check to refuse', async () => {
    const { Input } = faceOf('date');
    const changes: unknown[] = [];
    await show(<Input id="field" value={null} onChange={(next) => changes.push(next)} field={fieldOf('date')} />);
    await type('31/02/2026');
    expect(changes.at(-1)).toBe('31/02/2026');
    expect(isAccepted(fieldType('date'), {}, changes.at(-1))).toBe(false);
    expect(place.querySelector('input')?.value).toBe('31/02/2026');
  });
});

describe('the button of a field', () => {
  const linkTo = () => place.querySelector('a');

  test('dials a number and writes to an address', async () => {
    const phone = fieldOf('phone', {}, { action: 'call' });
    const { Display: Phone } = faceOf('phone');
    await show(<Phone value="06 28 23 04 55" field={phone} />);
    expect(linkTo()?.getAttribute('href')).toBe('tel:0628230455');
    const { Display: Email } = faceOf('email');
    await show(<Email value="anne@exemple.fr" field={fieldOf('email')} />);
    expect(linkTo()?.getAttribute('href')).toBe('mailto:anne@exemple.fr');
  });

  test('opens a web page in a new tab that knows nothing of this one, and never a script', async () => {
    const { Display } = faceOf('url');
    await show(<Display value="https://exemple.fr/" field={fieldOf('url')} />);
    expect(linkTo()?.target).toBe('_blank');
    expect(linkTo()?.rel).toContain('noopener');
    await show(<Display value="javascript:alert(1)" field={fieldOf('url')} />);
    expect(linkTo()).toBeNull();
  });
});

test('a retired value of a list is still shown on the record that holds it', async () => {
  const values = [{ code: 'old', label: { fr: 'Ancienne', en: 'Old' }, active: false }];
  const { Input } = faceOf('list');
  await show(<Input id="field" value="old" onChange={() => {}} field={fieldOf('list', { values })} />);
  await fieldShown();
  expect(place.querySelector('input')?.value).toBe('Ancienne (retirée)');
});

describe('a picture and a file', () => {
  test('are named as a group, so that each button is called what it says', () => {
    for (const name of ['image', 'file']) expect(faceOf(name).layout).toBe('group');
  });

  test('stand for a person where they are a face alone: an empty card shows nobody’s initials', async () => {
    const { Input } = faceOf('image');
    const item = { id: '0190f5a0-7c5e-7000-8000-0123456789ab', version: 1, title: 'Marc Delorme', titles: {} };
    const shown = async (options: object) => {
      await show(
        <Input id="field" value={null} onChange={() => {}} field={fieldOf('image', options)} item={item as never} />,
      );
      return [...place.querySelectorAll('[class*=Avatar-root], button')].map(({ textContent }) => textContent);
    };
    expect(await shown({ square: true })).toEqual(['MD', 'Choisir une image']);
    expect(await shown({})).toEqual(['', 'Choisir une image']);
  });
});
