import type { DrawerProps, ModalProps } from '@mantine/core';
import { deferredOverlay } from './deferred.tsx';

const load = () => import('./overlays.ts').then((module) => module.overlays);

/** Mantine's dialog and drawer under the same names, loaded when one is first opened. */
export const Modal = deferredOverlay<ModalProps>(() => load().then((overlays) => overlays.Modal));
export const Drawer = deferredOverlay<DrawerProps>(() => load().then((overlays) => overlays.Drawer));

/** Loads them before they are needed. */
export async function preloadOverlays(): Promise<void> {
  await Promise.all([Modal.preload(), Drawer.preload()]);
}
