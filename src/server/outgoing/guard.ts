import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { CarnetError } from '../errors.ts';
import type { Outgoing } from './environment.ts';

function blockList(...ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/');
    list.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

/** Private networks (RFC 1918, RFC 4193) and those behind a provider's translation (RFC 6598). */
const privateRanges = blockList('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7');

/**
 * What the settings never reach (RFC 6890): this machine, this link (where clouds answer with their keys), addresses
 * that are no one's, and those that hide an IPv4 address within an IPv6 one.
 */
const closedRanges = blockList(
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '198.18.0.0/15',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  '::1/128',
  'fe80::/10',
  'ff00::/8',
  'fd00:ec2::254/128',
  '64:ff9b::/96',
  '2002::/16',
);

/** An IPv4 address may come dressed as an IPv6 one. */
const dressed = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

function isClosed(address: string, privateNetworks: boolean): boolean {
  const bare = dressed.exec(address)?.[1] ?? address;
  const family = isIP(bare) === 6 ? 'ipv6' : 'ipv4';
  if (family === 'ipv6' && /^::ffff:/i.test(bare)) return true;
  return closedRanges.check(bare, family) || (!privateNetworks && privateRanges.check(bare, family));
}

function refuse(code: string, host: string): CarnetError {
  return new CarnetError(422, 'validation-failed', { errors: [{ field: 'host', code, parameters: { host } }] });
}

/** Takes a name; returns every address it has. */
export type Resolve = (host: string) => Promise<readonly string[]>;

const resolveName: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

/**
 * The one way to a host that someone named in the settings, against server-side request forgery: takes what the
 * environment allows, the host and the port; returns the address to connect to, resolved once, so that a name cannot
 * answer one thing to the guard and another to the connection. Throws 422 naming the field `host`: host-refused where
 * any of its addresses is closed, host-not-found where it has none.
 */
export async function guardedAddress(
  outgoing: Outgoing,
  host: string,
  port: number,
  resolve: Resolve = resolveName,
): Promise<string> {
  const name = host.trim().toLowerCase();
  const addresses = isIP(name) ? [name] : await resolve(name).catch(() => []);
  const [first] = addresses;
  if (first === undefined) throw refuse('host-not-found', host);
  if (outgoing.allowedHosts.some((allowed) => allowed === name || allowed === `${name}:${port}`)) return first;
  if (addresses.some((address) => isClosed(address, outgoing.privateNetworks))) throw refuse('host-refused', host);
  return first;
}
