import { expect, test } from 'vitest';
import { openAddress } from './open-address.ts';

test('a LinkedIn name or page leads to the profile', () => {
  expect(openAddress('linkedin', 'jean-dupont')).toBe('https://www.linkedin.com/in/jean-dupont');
  expect(openAddress('linkedin', 'in/jean-dupont/')).toBe('https://www.linkedin.com/in/jean-dupont');
  expect(openAddress('linkedin', 'fr.linkedin.com/in/jean')).toBe('https://fr.linkedin.com/in/jean');
  expect(openAddress('linkedin', 'https://www.linkedin.com/in/jean')).toBe('https://www.linkedin.com/in/jean');
});

test('a Skype name opens the installed program', () => {
  expect(openAddress('skype', 'jean.dupont')).toBe('skype:jean.dupont?chat');
  expect(openAddress('skype', 'live:jean.dupont_1')).toBe('skype:live:jean.dupont_1?chat');
});

test('any other text opens a web page or nothing', () => {
  expect(openAddress('page', 'www.exemple.fr')).toBe('https://www.exemple.fr');
  expect(openAddress('page', 'javascript:alert(1)')).toBeNull();
  expect(openAddress('linkedin', 'javascript:alert(1)')).toBe('https://www.linkedin.com/in/javascript%3Aalert(1)');
  expect(openAddress('page', 'exemple')).toBeNull();
});
