import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isStale, root, serverEntry } from './sources.mjs';

const oldestNode = [20, 19];

const french = !/^en/i.test(process.env.CARNET_LANG ?? process.env.LC_ALL ?? process.env.LANG ?? '');

function stop(fr, en) {
  console.error(french ? fr : en);
  process.exit(1);
}

/**
 * Runs Carnet's command line with the arguments given, after building what is older than its sources. The build is a
 * process of its own, so that the server does not keep the builder's memory. `announce` says on the error output that
 * a build goes on; the standard output stays the command's alone.
 */
export async function runCarnet(args, { announce }) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    stop(
      `Carnet demande Node ${oldestNode.join('.')} ou plus récent ; celui-ci est ${process.versions.node}.`,
      `Carnet needs Node ${oldestNode.join('.')} or later; this one is ${process.versions.node}.`,
    );
  }
  if (!existsSync(join(root, 'node_modules', 'fastify'))) {
    stop('Les paquets manquent : lancez d’abord « npm ci ».', 'Packages are missing: run "npm ci" first.');
  }
  if (isStale('server') || (announce && isStale('web'))) {
    if (announce) console.error(french ? 'Construction de Carnet…' : 'Building Carnet…');
    const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs'), '--quiet'], {
      stdio: ['ignore', 2, 2],
    });
    if (built.status !== 0) stop('La construction a échoué.', 'The build failed.');
  }
  process.argv = [process.execPath, serverEntry, ...args];
  await import(pathToFileURL(serverEntry).href);
}
