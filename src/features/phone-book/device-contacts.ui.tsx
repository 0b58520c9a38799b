import { pictureAddressOf } from '../../web/records/form/picture-address.ts';
import type { PickedPerson } from './picked-person.ts';

type DevicePerson = PickedPerson & { readonly icon?: readonly Blob[] };

/** The Contact Picker API (W3C draft), where the browser has it: phones with Chromium. */
interface ContactsManager {
  readonly getProperties?: () => Promise<readonly string[]>;
  readonly select: (
    properties: readonly string[],
    options?: { multiple?: boolean },
  ) => Promise<readonly DevicePerson[]>;
}

const wanted = ['name', 'email', 'tel', 'address', 'icon'];

function contactsManager(): ContactsManager | undefined {
  const { contacts } = navigator as { contacts?: ContactsManager };
  return typeof contacts?.select === 'function' ? contacts : undefined;
}

/** Tells whether this browser lets a person pick from the address book of the device. */
export function picksFromDevice(): boolean {
  return contactsManager() !== undefined;
}

/**
 * Has one person picked from the address book of the device; nobody else is read (A6). Returns them and their picture, or
 * null where nobody was picked. Throws where the device refuses.
 */
export async function pickFromDevice(): Promise<{ person: PickedPerson; picture: string | null } | null> {
  const manager = contactsManager();
  const known = await manager?.getProperties?.();
  const [person] = (await manager?.select(known ? wanted.filter((name) => known.includes(name)) : wanted)) ?? [];
  if (!person) return null;
  const icon = person.icon?.[0];
  return { person, picture: icon ? await pictureAddressOf(icon).catch(() => null) : null };
}
