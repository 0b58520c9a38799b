import type { ConfirmDialogProps } from './confirm-dialog.tsx';
import { deferredOverlay } from './deferred.tsx';

/** The dialog that asks before something is done, loaded when it is first opened. */
export const ConfirmDialog = deferredOverlay<ConfirmDialogProps>(() =>
  import('./confirm-dialog.tsx').then((module) => module.ConfirmDialog),
);
