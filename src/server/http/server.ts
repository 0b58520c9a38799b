import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyRequest, type FastifyServerOptions, LogController } from 'fastify';
import { createAuthenticator } from '../auth/authenticator.ts';
import { sessionLife } from '../auth/session.ts';
import { sessionCookie } from '../auth/session-token.ts';
import { needsSetUp, setUp } from '../auth/set-up.ts';
import { type OpenCompany, openCompany } from '../company-open.ts';
import type { Config } from '../config.ts';
import type { OpenDatabase } from '../db/lifecycle.ts';
import { watchExpiry } from '../expiry.ts';
import type { ServerFeature } from '../feature.ts';
import { standardLargestFile } from '../files/content-store.ts';
import { startMailSender } from '../mail/sender.ts';
import { startNotifier } from '../notifications/notifier.ts';
import { startJobRunner } from '../operations/job-thread.ts';
import { kindsWith } from '../operations/kinds.ts';
import { plainOutgoing } from '../outgoing/environment.ts';
import { addRoute, mostBodyBytes } from './add-route.ts';
import type { Route } from './contract.ts';
import { sendProblem } from './problem.ts';
import { routesWith } from './route-list.ts';
import { addSecurity, cookieAttributes, readSessionCookie } from './security.ts';
import { recogniseVisitor, type ServedCompany } from './visitor.ts';
import { addWebApplication } from './web-application.ts';

/** What a server is made of. */
export interface ServerContext {
  readonly config: Pick<Config, 'version' | 'packageRoot' | 'dataFolder' | 'deriveKey' | 'language' | 'administrator'> &
    Partial<Pick<Config, 'outgoing' | 'largestFile'>>;
  readonly database: Pick<OpenDatabase, 'pool' | 'connection'>;
  readonly features?: readonly ServerFeature[];
  /** Lines of JSON on the standard output: every request, but warnings alone in a terminal. False for none. */
  readonly logger?: FastifyServerOptions['logger'];
}

const prefix = '/api/v1';

/** Makes the first administrator that the environment names, when nobody can sign in yet. */
async function createAdministrator(
  company: OpenCompany,
  { administrator, language }: ServerContext['config'],
): Promise<void> {
  if (!administrator || !(await needsSetUp(company))) return;
  const name = administrator.email.split('@')[0] ?? administrator.email;
  await setUp(company, { company: 'Carnet', name, ...administrator, language });
}

function addApi(server: FastifyInstance, routes: readonly Route[]): void {
  server.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return;
    reply.header('cache-control', 'no-store');
    reply.header('vary', 'Accept-Language, Cookie, Authorization');
    request.visit = await recogniseVisitor(request);
    const session = readSessionCookie(request);
    if (request.visit?.renewed && session)
      reply.setCookie(sessionCookie, session, cookieAttributes(request, sessionLife.expiresIn));
  });
  for (const route of routes) addRoute(server, prefix, route);
}

function addLogLine(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    // Without the query: what people search for is theirs.
    const path = request.url.split('?', 1)[0];
    const user = request.visit?.principal.userId;
    const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
    request.log.info({
      method: request.method,
      path,
      status: reply.statusCode,
      milliseconds,
      ...(user ? { user } : {}),
    });
  });
}

/**
 * Makes the HTTP server of a company, not listening yet, from its configuration and its migrated database. Closing the
 * server closes the company but not its database. Throws when the database does not answer.
 */
export async function createServer({
  config,
  database,
  features = [],
  logger,
}: ServerContext): Promise<FastifyInstance> {
  const { deriveKey, dataFolder, outgoing = plainOutgoing, largestFile = standardLargestFile } = config;
  const company = await openCompany({ ...database, deriveKey, dataFolder, outgoing, largestFile });
  const operationKinds = kindsWith(features);
  const served: ServedCompany = {
    company,
    authenticator: createAuthenticator(company),
    operationKinds,
    version: config.version,
  };
  const server = fastify({
    forceCloseConnections: true,
    // A proxy on this machine tells the address and the protocol of who it serves.
    trustProxy: 'loopback',
    bodyLimit: mostBodyBytes,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    logger: logger ?? { level: process.stdout.isTTY ? 'warn' : 'info' },
    logController: new LogController({ disableRequestLogging: true }),
    frameworkErrors: (error, request, reply) => {
      sendProblem(request as FastifyRequest, reply as never, error);
    },
  });
  server.addHook('onClose', () => company.close());
  try {
    await createAdministrator(company, config);
  } catch (error) {
    await company.close();
    throw error;
  }
  server.decorateRequest('visit', null);
  server.decorateRequest('served', { getter: () => served });
  server.setErrorHandler((error, request, reply) => sendProblem(request, reply, error));
  addLogLine(server);
  await server.register(cookie);
  // Files are bounded by the route that takes them.
  await server.register(multipart, {
    throwFileSizeLimit: true,
    limits: { files: 1, fields: 20, fileSize: Number.MAX_SAFE_INTEGER },
  });
  addSecurity(server);
  await server.register(rateLimit, { global: false });
  addApi(server, routesWith(features));
  server.get('/health', async (_request, reply) => {
    try {
      await database.pool.query('SELECT 1');
      return { status: 'ok', version: config.version };
    } catch {
      return reply.code(503).send({ status: 'unavailable', version: config.version });
    }
  });
  for (const feature of features) await feature.mount?.(server);
  await addWebApplication(server, config.packageRoot);
  const stopExpiry = watchExpiry(company);
  server.addHook('onClose', async () => stopExpiry());
  const jobs = startJobRunner(
    company,
    { connection: database.connection, dataFolder, outgoing },
    operationKinds,
    (error) => server.log.error({ error }, 'an operation failed'),
  );
  server.addHook('preClose', () => jobs.close());
  const notifier = startNotifier(company, (error) => server.log.error({ error }, 'a notification failed'));
  server.addHook('preClose', () => notifier.close());
  const mail = startMailSender(company, (error) => server.log.error({ error }, 'mail could not be sent'));
  server.addHook('preClose', () => mail.close());
  return server;
}
