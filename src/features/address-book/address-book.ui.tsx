import { IconDeviceMobile } from '@tabler/icons-react';
import type { WebFeature } from '../../web/slots.ts';
import { deferred } from '../../web/ui/deferred.tsx';

const AddressBook = deferred(async () => (await import('./address-book-page.ui.tsx')).AddressBookPage);

/** One's contacts on one's telephone (CardDAV): where a device gets its key. */
export const addressBookFeature: WebFeature = {
  settingsPages: [
    {
      path: 'address-book',
      label: { fr: 'Contacts sur mon téléphone', en: 'Contacts on my phone' },
      icon: IconDeviceMobile,
      component: AddressBook,
      own: true,
    },
  ],
};
