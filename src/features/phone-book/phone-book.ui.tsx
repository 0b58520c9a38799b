import { IconAddressBook } from '@tabler/icons-react';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import type { WebFeature } from '../../web/slots.ts';

/**
 * Tells whether records of a type are people met at a company, as an address book holds them: what is true of them
 * there lives on a link.
 */
function isInAddressBooks(record: EffectiveRecord): boolean {
  return record.isPerson === true && record.through !== undefined;
}

/** Taking a person from the address book of the telephone, or from a file of one (F5, F19, A6). */
export const phoneBookFeature: WebFeature = {
  createWays: [
    {
      name: 'phone-book',
      label: { fr: 'Depuis le répertoire du téléphone', en: 'From the phone’s address book' },
      help: { fr: 'Une personne du téléphone, ou d’un fichier .vcf', en: 'A person of the phone, or of a .vcf file' },
      icon: IconAddressBook,
      appliesTo: (record, permission) => permission.create && isInAddressBooks(record),
      href: (record) => `/phone-book?record=${record.name}`,
    },
  ],
  routes: [
    {
      path: '/phone-book',
      guide: 'repertoire',
      load: async () => ({ component: (await import('./phone-book-page.ui.tsx')).PhoneBookPage }),
    },
  ],
};
