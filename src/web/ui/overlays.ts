import { Drawer, Modal } from '@mantine/core';

/** What opens over a page. Loaded by `deferred-overlays.ts`. */
export const overlays = { Drawer, Modal };
