import { expect, test } from 'vitest';
import type { Item } from '../api/types.ts';
import { standardModel } from '../testing/mount.tsx';
import { notificationSentence, type Teller } from './notification-sentence.ts';

const teller: Teller = { model: standardModel, language: 'fr', number: String, moment: () => '23/11/2026 à 09:30' };
const about = { record: 'account', id: 'a' };
const say = (values: Record<string, unknown>, more: Partial<Teller> = {}) =>
  notificationSentence({ ...teller, ...more }, {
    id: 'n',
    version: 1,
    title: '',
    about,
    count: 1,
    titles: { actor: 'Léa' },
    ...values,
  } as Item);

test('each kind is said in words, in French and in English', () => {
  expect(say({ kind: 'mentioned' })).toBe('Léa vous mentionne');
  expect(say({ kind: 'assigned' })).toBe('Léa vous a attribué cette fiche');
  expect(say({ kind: 'assigned' }, { language: 'en' })).toBe('Léa assigned this record to you');
  expect(say({ kind: 'commented', details: { comments: 2 } })).toBe('Léa\u00a0: 2 commentaires');
  expect(say({ kind: 'assigned', about: null, count: 3, details: { record: 'account' } })).toBe(
    'Léa vous a attribué 3 comptes',
  );
  expect(say({ kind: 'operation', about: null, details: { batch: { kind: 'bulk', state: 'failed', done: 12 } } })).toBe(
    'Votre traitement s’est interrompu (12)',
  );
  expect(
    say({ kind: 'due', about: { record: 'event', id: 'e' }, details: { due: { at: '', field: 'reminderAt' } } }),
  ).toBe('Rappel\u00a0: 23/11/2026 à 09:30');
});

test('what changed of a followed record is one line: fields by their labels, links, comments, several people', () => {
  const details = {
    fields: ['phone', 'email', 'siren', 'website'],
    linked: { contact: 2 },
    comments: 1,
    several: true,
  };
  expect(say({ kind: 'followed', details })).toBe(
    'Léa et d’autres\u00a0: modifié\u00a0: Téléphone, E-mail, SIREN, +1 · ajouté\u00a0: 2 contacts · 1 commentaire',
  );
});
