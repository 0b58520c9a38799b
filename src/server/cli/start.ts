import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { codeOf } from '../db/connection.ts';
import { ExplainedError } from '../explained-error.ts';
import type { ServerFeature } from '../feature.ts';
import type { Command } from './command.ts';

/** How long requests in course may take once Carnet is asked to stop, in milliseconds. */
const lastRequests = 5_000;

function explainListening(error: unknown, { port, host }: Config): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new ExplainedError({
        fr: `Le port ${port} est déjà pris sur ${host}. Choisissez-en un autre, par exemple : PORT=${port + 1} npm start`,
        en: `Port ${port} is already taken on ${host}. Choose another one, for example: PORT=${port + 1} npm start`,
      });
    case 'EACCES':
      return new ExplainedError({
        fr: `Le port ${port} est réservé au système. Choisissez-en un autre, par exemple : PORT=3000 npm start`,
        en: `Port ${port} is reserved to the system. Choose another one, for example: PORT=3000 npm start`,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ExplainedError({
        fr: `HOST : ${host} n’est pas une adresse de cette machine.`,
        en: `HOST: ${host} is not an address of this machine.`,
      });
    default:
      return error;
  }
}

const parentWatch = 500;

/**
 * Resolves when Carnet is to stop: by Ctrl-C or SIGTERM, or because npm went away. npm passes a SIGTERM on to the
 * shell between them alone, which ends without telling.
 */
function untilStopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const parent = process.ppid;
    const underNpm = process.env.npm_lifecycle_event !== undefined;
    const watch = setInterval(() => underNpm && process.ppid !== parent && stop(), parentWatch);
    const stop = (): void => {
      clearInterval(watch);
      resolve();
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** Loads the features when a server is made, so that a command that needs none does not wait for them. */
export type LoadFeatures = () => Promise<readonly ServerFeature[]>;

/** Takes what loads the features; returns the command that runs the server until it is told to stop. */
export const startCommand = (loadFeatures: LoadFeatures): Command => ({
  name: 'start',
  summary: { fr: 'démarre Carnet (comme npm start)', en: 'starts Carnet (as npm start does)' },
  usage: 'start',
  endsItself: true,
  run: async (_args, { config, language, openDatabase, print, say, signal }) => {
    const database = await openDatabase({ holder: 'server' });
    if (signal.aborted) return;
    const { createServer } = await import('../http/server.ts');
    const server = await createServer({ config, database, features: await loadFeatures() });
    try {
      await server.listen({ host: config.host, port: config.port });
      const address = server.server.address();
      const port = typeof address === 'object' && address !== null ? address.port : config.port;
      const name = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
      const url = `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
      print(language === 'fr' ? `Carnet est prêt : ${url}` : `Carnet is ready: ${url}`);
      await untilStopped(signal);
      say({ fr: 'Carnet s’arrête…', en: 'Carnet is stopping…' });
    } catch (error) {
      throw explainListening(error, config);
    } finally {
      await Promise.race([server.close(), delay(lastRequests, undefined, { ref: false })]);
    }
  },
});
