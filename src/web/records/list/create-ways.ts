import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { usePermission } from '../../api/queries.ts';
import { type CreateWay, useSlot } from '../../slots.ts';
import { deferred } from '../../ui/deferred.tsx';
import { loadLater } from '../../ui/later.ts';
import type { WayItemsProps } from './way-items.tsx';

/** Takes a record type; returns the ways of making one other than filling in its form. */
export function useCreateWays(record: EffectiveRecord): readonly CreateWay[] {
  const permission = usePermission(record.name);
  return useSlot('createWays').filter((way) => way.appliesTo(record, permission));
}

/** The lines of these ways in a menu: nobody sees them in the first picture. */
export const DeferredWayItems = deferred<WayItemsProps>(async () => (await import('./way-items.tsx')).WayItems);
loadLater(DeferredWayItems.preload);
