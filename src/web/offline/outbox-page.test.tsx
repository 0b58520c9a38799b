// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { during, eventually, holdServer, mount } from '../testing/mount.tsx';
import { currentOutbox, dropAll, keepWrite, type PendingWrite, readOutbox } from './outbox.ts';
import { OutboxPage } from './outbox-page.tsx';

const current = { id: '1', version: 7, title: 'Durand', legalName: 'Durand & Fils', titles: {} };
const conflict = {
  code: 'version-conflict',
  detail: 'Cette fiche a changé.',
  current,
  yours: { legalName: 'Durand SA' },
  base: { legalName: 'Durand' },
  conflicts: ['legalName'],
};
const refused: PendingWrite = {
  key: 'account/1',
  at: Date.parse('2026-11-20T08:00:00Z'),
  person: 'u',
  record: 'account',
  title: 'Durand',
  what: { kind: 'update', id: '1', version: 1, values: { legalName: 'Durand SA' } },
  refusal: { status: 409, body: conflict },
  held: false,
};

const find = (name: string) =>
  eventually(() => {
    const found = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name);
    if (!found) throw new Error(`No button ${name} in ${document.body.textContent}`);
    return found;
  });

async function pressButton(name: string): Promise<void> {
  const found = await find(name);
  await during(() => found.click());
}

let asked: ReturnType<typeof holdServer>;
beforeEach(async () => {
  asked = holdServer();
  await dropAll('u');
  await keepWrite(refused);
  await readOutbox('u');
  await mount(<OutboxPage />);
});

test('a conflict is settled as where it was typed, and leaves the box then', async () => {
  await find('Choisir');
  expect(document.body.textContent).toContain('Conflit');
  await pressButton('Choisir');
  await eventually(() => expect(asked).toHaveLength(1));
  await asked[0]?.answer(409, conflict);
  await pressButton('Enregistrer ces choix');
  await eventually(() => expect(asked).toHaveLength(2));
  await asked[1]?.answer(200, { ...current, version: 8 });
  await eventually(() => expect(currentOutbox().writes).toEqual([]));
});

test('what is given up is asked about first, then gone', async () => {
  await pressButton('Abandonner');
  const dialog = await eventually(() => {
    const found = document.querySelector('[role="dialog"]');
    if (!found) throw new Error('No dialog');
    return found;
  });
  expect(dialog.textContent).toContain('Abandonner l’envoi de');
  const confirm = [...dialog.querySelectorAll('button')].find(({ textContent }) => textContent === 'Abandonner');
  await during(() => confirm?.click());
  await eventually(() => expect(currentOutbox().writes).toEqual([]));
  expect(asked).toEqual([]);
});
