// @vitest-environment happy-dom
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { fullPermission } from '../../../meta/permissions.ts';
import { during, eventually, mount, standardModel } from '../../testing/mount.tsx';
import { ConfirmDialog } from '../../ui/deferred-confirm-dialog.ts';
import { preloadOverlays } from '../../ui/deferred-overlays.ts';
import { TrashBanner } from './trash-banner.tsx';

const item = { id: 'c1', version: 2, title: 'Anne Lefèvre', deletedAt: '2026-11-20T09:00:00Z', titles: {} };
const label = { fr: 'Interlocuteur principal', en: 'Main contact' };
const held = {
  code: 'already-held',
  detail: 'Déjà tenu',
  moves: [{ field: 'accountLinks.0.interlocutorTypes', code: 'main', label, from: 'Paul Brunet', to: 'Anne Lefèvre' }],
};

let asked: string[];
beforeAll(() => Promise.all([ConfirmDialog.preload(), preloadOverlays()]));
beforeEach(async () => {
  asked = [];
  vi.stubGlobal('fetch', async (address: string, { method }: { method: string }) => {
    asked.push(`${method} ${address}`);
    const moved = address.endsWith('?move=true');
    return new Response(JSON.stringify(moved ? { ...item, deletedAt: null } : held), {
      status: moved ? 200 : 409,
      headers: { 'content-type': 'application/json' },
    });
  });
  const record = standardModel.record('contact');
  await mount(<TrashBanner view={{ record, item, permission: fullPermission }} />);
});

/** Waits for a button of these words, and presses it. */
async function press(words: string): Promise<void> {
  const found = await eventually(() => {
    const buttons = [...document.querySelectorAll<HTMLButtonElement>('button:not([disabled]):not([data-loading])')];
    const button = buttons.find(({ textContent }) => textContent === words);
    if (!button) throw new Error(`No button « ${words} »: ${document.body.textContent}`);
    return button;
  });
  await during(() => found.click());
}
const restore = 'POST /api/v1/contacts/c1/restore';

test('bringing back a record whose place was taken asks who is to have it, and moves it once that is confirmed (A28)', async () => {
  await press('Restaurer');
  await eventually(() =>
    expect(document.body.textContent).toMatch(
      /Déplacer «\sInterlocuteur principal\s» de Paul Brunet vers Anne Lefèvre/,
    ),
  );
  expect(asked).toEqual([restore]);
  await press('Déplacer');
  await eventually(() => expect(asked).toEqual([restore, `${restore}?move=true`]));
});

test('a record stays in the trash for who would not take the place, and can be brought back later', async () => {
  await press('Restaurer');
  await press('Annuler');
  await press('Restaurer');
  await eventually(() => expect(asked).toEqual([restore, restore]));
});
