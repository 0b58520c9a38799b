import { IconScan } from '@tabler/icons-react';
import type { WebFeature } from '../../web/slots.ts';

/** Scanning a business card (F5, F20, A7): its picture is read on the device, the form of a contact opens filled in. */
export const cardScanFeature: WebFeature = {
  createWays: [
    {
      name: 'card-scan',
      label: { fr: 'Scanner une carte de visite', en: 'Scan a business card' },
      help: { fr: 'Avec la caméra, ou une photo de la carte', en: 'With the camera, or a photo of the card' },
      icon: IconScan,
      // People met at a company: what a card says of them lives on a link.
      appliesTo: (record, permission) => permission.create && record.isPerson === true && record.through !== undefined,
      href: (record) => `/cards/scan?record=${record.name}`,
    },
  ],
  routes: [
    {
      path: '/cards/scan',
      guide: 'carte-de-visite',
      load: async () => ({ component: (await import('./scan-page.ui.tsx')).ScanPage }),
    },
  ],
};
