import { expect, it } from 'vitest';
import { appleProfile } from './apple-profile.ts';

const access = { user: '0190', email: 'ada@exemple.fr', password: 'carnet_a&b', name: 'Carnet <Durand>' };

it('a profile says where the book is, for whom, and escapes what it holds', () => {
  const text = appleProfile({ ...access, server: 'https://crm.exemple.fr' }, ['P', 'A']);
  expect(text).toContain('<key>CardDAVHostName</key><string>crm.exemple.fr</string>');
  expect(text).toContain('<key>CardDAVPort</key><integer>443</integer><key>CardDAVUseSSL</key><true/>');
  expect(text).toContain('<key>CardDAVPassword</key><string>carnet_a&amp;b</string>');
  expect(text).toContain('<string>/carddav/principals/0190/</string>');
  expect(text).not.toContain('<Durand>');
});

it('a profile of an address with a port keeps the port, and says that it is not secure', () => {
  const text = appleProfile({ ...access, server: 'http://192.168.1.4:3000' }, ['P', 'A']);
  expect(text).toContain('<integer>3000</integer><key>CardDAVUseSSL</key><false/>');
});
