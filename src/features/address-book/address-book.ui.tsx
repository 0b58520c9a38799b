import { IconDeviceMobile } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import type { WebFeature } from '../../web/slots.ts';
import { RowSkeletons } from '../../web/ui/row-skeletons.tsx';

const Page = lazy(async () => ({ default: (await import('./address-book-page.ui.tsx')).AddressBookPage }));

function AddressBook() {
  return (
    <Suspense fallback={<RowSkeletons rows={4} />}>
      <Page />
    </Suspense>
  );
}

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
