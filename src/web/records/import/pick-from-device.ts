import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { showProblem } from '../../ui/toast.tsx';
import { useOpenForm } from '../form/open-form.ts';
import { pictureAddressOf } from '../form/picture-address.ts';
import { prefillSearch } from './prefill.ts';

/** The Contact Picker API (W3C draft), where the browser has it: phones with Chromium. */
interface ContactsManager {
  readonly select: (
    properties: readonly string[],
    options?: { multiple?: boolean },
  ) => Promise<readonly { name?: string[]; email?: string[]; tel?: string[]; icon?: Blob[] }[]>;
}

function contactsManager(): ContactsManager | undefined {
  return (navigator as { contacts?: ContactsManager }).contacts;
}

/** Tells whether this browser lets a person pick from the address book of the device. */
export function picksFromDevice(): boolean {
  return contactsManager() !== undefined;
}

const mobile = /^(\+33|0033|0)\s?[67]/;

/** Has one person picked from the device's address book; the form opens filled in with them. Nobody else is read (A6). */
export function usePickFromDevice(record: EffectiveRecord): () => Promise<void> {
  const openForm = useOpenForm(record);
  return async () => {
    try {
      const [person] = (await contactsManager()?.select(['name', 'email', 'tel', 'icon'])) ?? [];
      if (!person) return;
      const [first = '', ...rest] = (person.name?.[0] ?? '').trim().split(/\s+/);
      const numbers = person.tel ?? [];
      const values = {
        firstName: rest.length > 0 ? first : '',
        lastName: rest.length > 0 ? rest.join(' ') : first,
        email: person.email?.[0] ?? '',
        phone: numbers.find((number) => !mobile.test(number)) ?? '',
        mobile: numbers.find((number) => mobile.test(number)) ?? '',
      };
      const icon = person.icon?.[0];
      const address = icon && (await pictureAddressOf(icon).catch(() => null));
      await openForm({
        values: prefillSearch(record, values),
        said: { source: 'phonebook' },
        ...(address ? { picture: { address, field: 'photo' } } : {}),
      });
    } catch (error) {
      showProblem(error);
    }
  };
}
