import type { Route } from './contract.ts';
import { eventRoutes } from './routes/event-routes.ts';
import { meRoutes } from './routes/me-routes.ts';
import { recordRoutes } from './routes/record-routes.ts';
import { sessionRoutes } from './routes/session-routes.ts';
import { shareRoutes } from './routes/share-routes.ts';

/** Every route below /api/v1: one line a file. */
export const routes: readonly Route[] = [...sessionRoutes, ...meRoutes, ...eventRoutes, ...recordRoutes, ...shareRoutes];
