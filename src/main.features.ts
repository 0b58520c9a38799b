import { addressBookFeature } from './features/address-book/address-book.server.ts';
import { cardScanFeature } from './features/card-scan/card-scan.server.ts';
import { portalFeature } from './features/portal/portal.server.ts';
import { professionalNetworksFeature } from './features/professional-networks/professional-networks.server.ts';
import { uniformiseFeature } from './features/uniformise/uniformise.server.ts';
import type { ServerFeature } from './server/feature.ts';

/** The features of the server: one import and one line each. */
export const features: readonly ServerFeature[] = [
  addressBookFeature,
  cardScanFeature,
  portalFeature,
  professionalNetworksFeature,
  uniformiseFeature,
];
