import { deferredOverlay } from '../../web/ui/deferred.tsx';
import type { PictureDialogProps } from './picture-dialog.ui.tsx';

/** The window of a photo, loaded when it is first opened. */
export const PictureDialog = deferredOverlay<PictureDialogProps>(() =>
  import('./picture-dialog.ui.tsx').then((module) => module.PictureDialog),
);
