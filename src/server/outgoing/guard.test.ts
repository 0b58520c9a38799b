import { expect, test } from 'vitest';
import { type Outgoing, plainOutgoing } from './environment.ts';
import { guardedAddress } from './guard.ts';

const names: Readonly<Record<string, readonly string[]>> = {
  'smtp.exemple.fr': ['93.184.216.34', '2606:2800:220:1::1'],
  'interne.exemple.fr': ['192.168.1.10'],
  'piege.exemple.fr': ['93.184.216.34', '127.0.0.1'],
};
const codeOf = (host: string, outgoing: Outgoing = plainOutgoing): Promise<string> =>
  guardedAddress(outgoing, host, 587, async (name) => names[name] ?? []).catch((error) => error.errors[0].code);

test('a public host is reached by the address it was checked with', async () => {
  expect(await codeOf('SMTP.exemple.fr')).toBe('93.184.216.34');
  expect(await codeOf('inconnu.exemple.fr')).toBe('host-not-found');
});

test('this machine, this link and addresses in disguise are refused, by number or by name', async () => {
  for (const host of [
    '127.0.0.1',
    '0.0.0.0',
    '169.254.169.254',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    'fe80::1',
    '64:ff9b::7f00:1',
    '224.0.0.1',
    'piege.exemple.fr',
  ])
    expect([host, await codeOf(host)]).toEqual([host, 'host-refused']);
});

test('a private network is reached unless whoever runs Carnet closed it, this machine only where they named it', async () => {
  expect(await codeOf('interne.exemple.fr')).toBe('192.168.1.10');
  const closed = { privateNetworks: false, allowedHosts: ['127.0.0.1:587', 'interne.exemple.fr:25'] };
  expect(await codeOf('interne.exemple.fr', closed)).toBe('host-refused');
  expect(await codeOf('127.0.0.1', closed)).toBe('127.0.0.1');
  expect(await codeOf('127.0.0.1', { ...closed, allowedHosts: ['127.0.0.1:25'] })).toBe('host-refused');
});
