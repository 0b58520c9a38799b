import { deferred } from '../ui/deferred.tsx';
import { loadLater } from '../ui/later.ts';
import type { CreateItemsProps } from './create-items.tsx';

/** What the « plus » makes: nobody sees it in the first picture. */
export const CreateItems = deferred<CreateItemsProps>(async () => (await import('./create-items.tsx')).CreateItems);
loadLater(CreateItems.preload);
