import { expect, test } from 'vitest';
import { bodyOf, formOf } from './provider.ts';

test('what is kept comes back from the form as it was, and a secret that is not typed is not sent', () => {
  const kept = {
    enabled: true,
    issuer: 'https://idp.exemple.fr/',
    clientId: 'carnet',
    label: 'Entrer',
    emailClaim: 'upn',
    verifiedOnly: false,
    createUsers: true,
    role: '0190aaaa-0000-7000-8000-000000000000',
    domains: ['exemple.fr', 'exemple.com'],
    required: true,
    trusted: true,
  };
  expect(bodyOf(formOf({ ...kept, ...{ hasSecret: true } }, ''))).toEqual(kept);
  expect(bodyOf({ ...formOf(null, 'Entrer'), clientSecret: 'x' })).toMatchObject({ clientSecret: 'x', role: null });
});

test('domains are read as people write them', () => {
  const form = { ...formOf(null, 'Entrer'), domains: ' @Exemple.fr; exemple.com,, ' };
  expect(bodyOf(form).domains).toEqual(['exemple.fr', 'exemple.com']);
});
