import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

let updated = false;

/** Installs Debian packages when Carnet's tests run as root; throws a message that names them otherwise. */
export function installPackages(names) {
  const apt = (args) =>
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      encoding: 'utf8',
    });
  if (process.getuid?.() === 0 && apt(['--version']).status === 0) {
    if (!updated) apt(['update']);
    updated = true;
    const { status, stderr } = apt(['install', '-y', '--no-install-recommends', ...names]);
    if (status === 0) return;
    console.error(stderr.trim());
  }
  throw new Error(`the tests need these Debian packages: apt-get install ${names.join(' ')}`);
}

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Returns the path of the system's Chromium (or of CHROMIUM_PATH), installed when it is missing. */
export function findChromium() {
  const find = () => [process.env.CHROMIUM_PATH, ...browsers].find((path) => path && existsSync(path));
  if (find() === undefined) installPackages(['chromium', 'fonts-dejavu-core']);
  const found = find();
  if (found === undefined) throw new Error('no Chromium: name yours with CHROMIUM_PATH');
  return found;
}
