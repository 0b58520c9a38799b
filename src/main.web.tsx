import './web/app/no-compiled-schemas.ts';
import { addressBookFeature } from './features/address-book/address-book.ui.tsx';
import { cardScanFeature } from './features/card-scan/card-scan.ui.tsx';
import { mergeFeature } from './features/merge/merge.ui.tsx';
import { phoneBookFeature } from './features/phone-book/phone-book.ui.tsx';
import { portalFeature } from './features/portal/portal.ui.tsx';
import { professionalNetworksFeature } from './features/professional-networks/professional-networks.ui.tsx';
import { recipientsFeature } from './features/recipients/recipients.ui.tsx';
import { uniformiseFeature } from './features/uniformise/uniformise.ui.tsx';
import { userAccessFeature } from './features/user-access/user-access.ui.tsx';
import { startApplication } from './web/app/application.tsx';

startApplication([
  uniformiseFeature,
  addressBookFeature,
  phoneBookFeature,
  cardScanFeature,
  portalFeature,
  professionalNetworksFeature,
  recipientsFeature,
  userAccessFeature,
  mergeFeature,
]);
