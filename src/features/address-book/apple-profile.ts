import { escapeXml } from './dav-xml.ts';
import { principalPath } from './paths.ts';

/** What a device needs to reach the book. */
export interface BookAccess {
  /** The address of Carnet: `https://carnet.exemple.fr`. */
  readonly server: string;
  /** Id and e-mail of the user. */
  readonly user: string;
  readonly email: string;
  readonly password: string;
  /** What the account is called on the device. */
  readonly name: string;
}

type PlistValue = string | number | boolean | readonly PlistValue[] | { readonly [key: string]: PlistValue };

function plist(value: PlistValue): string {
  if (typeof value === 'string') return `<string>${escapeXml(value)}</string>`;
  if (typeof value === 'number') return `<integer>${value}</integer>`;
  if (typeof value === 'boolean') return value ? '<true/>' : '<false/>';
  if (Array.isArray(value)) return `<array>${value.map(plist).join('')}</array>`;
  const entries = Object.entries(value).map(([key, inner]) => `<key>${escapeXml(key)}</key>${plist(inner)}`);
  return `<dict>${entries.join('')}</dict>`;
}

/**
 * Takes what a device needs and two ids of the profile; returns the configuration profile that adds the account to an
 * iPhone, an iPad or a Mac (Apple, « CardDAV payload settings »).
 */
export function appleProfile(
  { server, user, email, password, name }: BookAccess,
  [profileId, accountId]: readonly [profile: string, account: string],
): string {
  const { hostname, port, protocol } = new URL(server);
  const secure = protocol === 'https:';
  const account = {
    PayloadType: 'com.apple.carddav.account',
    PayloadVersion: 1,
    PayloadIdentifier: `carnet.${accountId}`,
    PayloadUUID: accountId,
    PayloadDisplayName: name,
    CardDAVAccountDescription: name,
    CardDAVHostName: hostname,
    CardDAVPort: port === '' ? (secure ? 443 : 80) : Number(port),
    CardDAVUseSSL: secure,
    CardDAVUsername: email,
    CardDAVPassword: password,
    CardDAVPrincipalURL: principalPath(user),
  };
  const profile = {
    PayloadType: 'Configuration',
    PayloadVersion: 1,
    PayloadIdentifier: `carnet.${profileId}`,
    PayloadUUID: profileId,
    PayloadDisplayName: name,
    PayloadContent: [account],
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0">${plist(profile)}</plist>\n`;
}
