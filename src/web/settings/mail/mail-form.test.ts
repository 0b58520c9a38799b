import { expect, test } from 'vitest';
import { bodyOf, formOf, missingIn } from './mail-form.ts';

const server = {
  host: 'smtp.exemple.fr',
  port: 587,
  security: 'starttls',
  user: 'carnet@exemple.fr',
  senderAddress: 'carnet@exemple.fr',
  senderName: 'Exemple',
  hasPassword: true,
} as const;

test('a password left empty is not sent, so that the one there is stays; without a user there is none', () => {
  const form = formOf(server, 'ada@exemple.fr', 'Carnet');
  const { hasPassword: _kept, ...shown } = server;
  expect(bodyOf(form)).toEqual(shown);
  expect(bodyOf({ ...form, password: 'autre' })).toEqual({ ...shown, password: 'autre' });
  expect(bodyOf({ ...form, user: ' ', password: 'autre' })).toMatchObject({ user: null, password: null });
});

test('what is missing is named, a port that is no number too', () => {
  const blank = formOf(null, 'ada@exemple.fr', 'Carnet');
  expect(missingIn(blank)).toEqual(['host']);
  expect(missingIn({ ...blank, host: 'smtp.exemple.fr', port: 'abc', senderName: '' })).toEqual(['senderName', 'port']);
});
