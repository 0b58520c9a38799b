import type { ComponentProps } from 'react';
import { deferred } from '../../ui/deferred.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import type { TimelineTab as Loaded } from './timeline-tab.tsx';

/** A record's exchanges, loaded when they are first looked at. */
export const TimelineTab = deferred<ComponentProps<typeof Loaded>>(
  () => import('./timeline-tab.tsx').then((module) => module.TimelineTab),
  <RowSkeletons rows={6} height={52} />,
);
