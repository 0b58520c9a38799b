import { expect, test } from 'vitest';
import { emptySettings } from '../../../meta/settings.ts';
import { modelOf } from '../../api/model.ts';
import { accessLogMessages } from '../../language/access-log.ts';
import { type AccessLine, lineDetail } from './access-lines.ts';

const told = { words: accessLogMessages.fr, language: 'fr', model: modelOf(emptySettings) } as const;
const line = (kind: string, detail: AccessLine['detail'], about: AccessLine['about'] = null): string =>
  lineDetail({ id: '', at: '', kind, by: null, about, address: null, userAgent: null, detail }, told);

test('an export is told by how many of what, in which format, and what was asked', () => {
  expect(
    line('export', { record: 'account', format: 'xlsx', rows: 12_345, complete: true, search: 'lyon', filter: {} }),
  ).toBe('12\u202f345 × Comptes · XLSX · recherche «\u00a0lyon\u00a0» · filtrés');
  expect(line('export', { record: 'gone', format: 'csv', rows: 3, complete: false })).toContain('interrompu');
  expect(line('export', { record: 'contact', format: 'csv', rows: 1 }, { id: 'b', name: 'Bob' })).toContain(
    'comme Bob',
  );
});

test('a refused sign-in says why, and what address was typed', () => {
  expect(line('sign-in-refused', { reason: 'wrong-credentials', email: 'ada@exemple.fr' })).toBe(
    'L’adresse e-mail ou le mot de passe n’est pas le bon. · adresse saisie\u00a0: ada@exemple.fr',
  );
  expect(line('invitation', { way: 'mail', email: 'bob@exemple.fr' }, { id: 'b', name: 'Bob' })).toBe(
    'pour Bob · par e-mail',
  );
  expect(line('sign-out', {})).toBe('');
});
