import type { ServerFeature } from '../feature.ts';
import type { Route } from './contract.ts';
import { accessLogRoutes } from './routes/access-log-routes.ts';
import { accountRoutes } from './routes/account-routes.ts';
import { apiKeyRoutes } from './routes/api-key-routes.ts';
import { backupRoutes } from './routes/backup-routes.ts';
import { bulkRoutes } from './routes/bulk-routes.ts';
import { documentRoutes } from './routes/document-routes.ts';
import { duplicateRoutes } from './routes/duplicate-routes.ts';
import { entryRoutes } from './routes/entry-routes.ts';
import { exportRoutes } from './routes/export-routes.ts';
import { fileRoutes } from './routes/file-routes.ts';
import { goneRoutes } from './routes/gone-routes.ts';
import { importRoutes } from './routes/import-routes.ts';
import { liveRoutes } from './routes/live-routes.ts';
import { mailRoutes } from './routes/mail-routes.ts';
import { meRoutes } from './routes/me-routes.ts';
import { mergeRoutes } from './routes/merge-routes.ts';
import { notificationRoutes } from './routes/notification-routes.ts';
import { openApiRoute } from './routes/open-api-route.ts';
import { operationRoutes } from './routes/operation-routes.ts';
import { recipientRoutes } from './routes/recipient-routes.ts';
import { recordRoutes } from './routes/record-routes.ts';
import { secondFactorRoutes } from './routes/second-factor-routes.ts';
import { secondStepRoutes } from './routes/second-step-routes.ts';
import { sessionRoutes } from './routes/session-routes.ts';
import { settingsRoutes } from './routes/settings-routes.ts';
import { shareRoutes } from './routes/share-routes.ts';
import { singleSignOnRoutes } from './routes/single-sign-on-routes.ts';
import { userAccessRoutes } from './routes/user-access-routes.ts';
import { viewingRoutes } from './routes/viewing-routes.ts';

/** The routes of every room: one line a file. */
const ofRooms: readonly Route[] = [
  ...sessionRoutes,
  ...secondStepRoutes,
  ...singleSignOnRoutes,
  ...meRoutes,
  ...accountRoutes,
  ...entryRoutes,
  ...userAccessRoutes,
  ...viewingRoutes,
  ...accessLogRoutes,
  ...secondFactorRoutes,
  ...liveRoutes,
  ...operationRoutes,
  ...fileRoutes,
  ...backupRoutes,
  ...settingsRoutes,
  ...apiKeyRoutes,
  ...mailRoutes,
  ...importRoutes,
  ...bulkRoutes,
  ...mergeRoutes,
  ...exportRoutes,
  ...recipientRoutes,
  ...duplicateRoutes,
  ...recordRoutes,
  ...goneRoutes,
  ...shareRoutes,
  ...documentRoutes,
  ...notificationRoutes,
];

/** Takes the features; returns every route below /api/v1, their description with them. */
export function routesWith(features: readonly ServerFeature[]): readonly Route[] {
  const described = [...ofRooms, ...features.flatMap((feature) => feature.routes ?? [])];
  return [...described, openApiRoute(described)];
}
