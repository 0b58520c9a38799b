import { Skeleton } from '@mantine/core';
import type { ComponentProps } from 'react';
import { deferred } from '../../web/ui/deferred.tsx';
import type { RecordPicker } from './record-picker.ui.tsx';

/** The picker of a record, loaded when one is first drawn: a list's first picture does without it. */
export const DeferredRecordPicker = deferred<ComponentProps<typeof RecordPicker>>(
  () => import('./record-picker.ui.tsx').then((module) => module.RecordPicker),
  <Skeleton height={36} />,
);
