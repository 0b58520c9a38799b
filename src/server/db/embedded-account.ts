import { spawnSync } from 'node:child_process';
import { appendFileSync, statSync } from 'node:fs';
import { ExplainedError } from '../explained-error.ts';

/** The account of the operating system that PostgreSQL runs under. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const ownName = 'carnet-db';

function numberOf(option: '-u' | '-g', name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [option, name], { encoding: 'utf8' });
  return status === 0 ? Number(stdout.trim()) : undefined;
}

function find(name: string): Account | undefined {
  const uid = numberOf('-u', name);
  const gid = numberOf('-g', name);
  return uid === undefined || gid === undefined || uid === 0 ? undefined : { name, uid, gid };
}

/** Tries the tool of Debian and Red Hat, then that of Alpine, then writes the account where a bare system keeps it. */
function create(): Account | undefined {
  const shell = '/usr/sbin/nologin';
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', shell, ownName]);
  if (find(ownName) === undefined) spawnSync('adduser', ['-S', '-D', '-H', '-s', shell, ownName]);
  if (find(ownName) === undefined && spawnSync('getent', ['passwd', '967']).status !== 0) {
    try {
      appendFileSync('/etc/group', `${ownName}:x:967:\n`);
      appendFileSync('/etc/passwd', `${ownName}:x:967:967:Carnet:/nonexistent:${shell}\n`);
    } catch {
      // A read-only system: an account that exists already is taken below.
    }
  }
  return find(ownName);
}

/**
 * PostgreSQL refuses to run as root. Returns undefined when Carnet is not root (PostgreSQL then runs as Carnet does);
 * else the owner of the cluster that stands at `cluster`, or an account of Carnet's own, made when it is missing, or
 * any other that is there. Throws an ExplainedError when there is none.
 */
export function findAccount(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { name: String(owner.uid), uid: owner.uid, gid: owner.gid };
  const account = find(ownName) ?? create() ?? find('postgres') ?? find('nobody');
  if (account !== undefined) return account;
  throw new ExplainedError({
    fr: 'PostgreSQL refuse de tourner en root et aucun compte n’a pu être créé : lancez Carnet sous un autre compte.',
    en: 'PostgreSQL refuses to run as root and no account could be made: run Carnet under another account.',
  });
}

/** Tells whether `account` can enter `folder`: a home of mode 0700 above it is enough to keep it out. */
export function canEnter(account: Account | undefined, folder: string): boolean {
  if (account === undefined) return true;
  const { uid, gid } = account;
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0;
}
