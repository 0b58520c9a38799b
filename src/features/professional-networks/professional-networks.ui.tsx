import { IconAddressBook } from '@tabler/icons-react';
import type { WebFeature } from '../../web/slots.ts';
import { deferred } from '../../web/ui/deferred.tsx';

const NetworksPage = deferred(() => import('./networks-page.ui.tsx').then((module) => module.NetworksPage));

/** The setting of the professional networks that people's records are linked to (F105). */
export const professionalNetworksFeature: WebFeature = {
  settingsPages: [
    {
      path: 'networks',
      label: { fr: 'Réseaux professionnels', en: 'Professional networks' },
      icon: IconAddressBook,
      component: NetworksPage,
    },
  ],
};
