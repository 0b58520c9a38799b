// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { during, mount } from '../testing/mount.tsx';
import { useInTurn, useOneAtATime } from './one-at-a-time.ts';

const told: unknown[] = [];

function Save({ work }: { readonly work: () => Promise<void> }) {
  const save = useOneAtATime(work);
  return <button type="button" onClick={() => save().catch((error) => told.push(error))} />;
}

test('what is under way is not begun again by a second click, and may be once it is over, failed or not', async () => {
  const begun: { readonly succeed: () => void; readonly fail: () => void }[] = [];
  const work = () =>
    new Promise<void>((resolve, reject) => begun.push({ succeed: resolve, fail: () => reject(new Error('No')) }));
  const { show } = await mount(<Save work={work} />);
  const click = () => during(() => document.querySelector('button')?.click());
  await click();
  await click();
  // Drawn anew meanwhile, it is the same work still.
  await show(<Save work={() => work()} />);
  await click();
  expect(begun).toHaveLength(1);
  await during(() => begun[0]?.fail());
  expect(told).toMatchObject([{ message: 'No' }]);
  await click();
  expect(begun).toHaveLength(2);
  await during(() => begun[1]?.succeed());
});

function Press({ work }: { readonly work: () => Promise<void> }) {
  return <button type="button" onClick={useInTurn(work)} />;
}

test('what is asked for while the same is under way is done after it', async () => {
  const begun: (() => void)[] = [];
  await mount(<Press work={() => new Promise<void>((resolve) => begun.push(resolve))} />);
  const click = () => during(() => document.querySelector('button')?.click());
  await click();
  await click();
  expect(begun).toHaveLength(1);
  await during(() => begun[0]?.());
  expect(begun).toHaveLength(2);
});
