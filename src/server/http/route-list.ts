import type { Route } from './contract.ts';
import { meRoutes } from './routes/me-routes.ts';
import { sessionRoutes } from './routes/session-routes.ts';

/** Every hand-written route below /api/v1: one line a file. */
export const routes: readonly Route[] = [...sessionRoutes, ...meRoutes];
