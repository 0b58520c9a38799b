// @vitest-environment happy-dom
import { type ComponentProps, type ComponentType, useState } from 'react';
import { expect, test } from 'vitest';
import { during, eventually, mount } from '../testing/mount.tsx';
import { deferred } from './deferred.tsx';

type Field = ComponentType<ComponentProps<'input'>>;

const Input: Field = (props) => <input {...props} />;

/** A form whose first field is to have the focus; what is left is written in the second. */
function Form({ First }: { readonly First: Field }) {
  const [kept, keep] = useState('');
  return (
    <form>
      <button type="button" id="close" />
      <First id="first" autoFocus />
      <input id="second" value={kept} readOnly onBlur={() => keep('left')} />
    </form>
  );
}

function find(id: string): HTMLInputElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`There is no ${id}`);
  return element as HTMLInputElement;
}

/** Draws the form before its first field is there; returns how that comes. */
async function openForm(): Promise<() => Promise<HTMLInputElement>> {
  let arrive: (field: Field) => void = () => undefined;
  const First = deferred<ComponentProps<'input'>>(() => new Promise((resolve) => (arrive = resolve)));
  await mount(<Form First={First} />);
  return async () => {
    await during(() => arrive(Input));
    return eventually(() => find('first'));
  };
}

test('a field that comes late takes the focus it was to have', async () => {
  const arrive = await openForm();
  find('close').focus();
  const first = await arrive();
  expect(document.activeElement).toBe(first);
});

test('it does not take the focus from who went to another field meanwhile', async () => {
  const arrive = await openForm();
  find('second').focus();
  await arrive();
  expect(document.activeElement).toBe(find('second'));
  expect(find('second').value).toBe('');
});
