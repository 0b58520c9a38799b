/**
 * Adds to package-lock.json the optional packages of other systems that the registry at hand did not serve when it was
 * written. Without them `npm ci` refuses the lock file, and another system would install without its native parts.
 * Run it after `npm install`; it changes nothing when nothing is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './sources.mjs';

const path = join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
const { packages } = lock;

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = {
  arm64: 'arm64',
  x64: 'x64',
  ia32: 'ia32',
  arm: 'arm',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  wasm32: 'wasm32',
};

/** Reads the system that a native package is for from the end of its name: `binding-linux-arm64-musl`. */
function target(name) {
  const words = name.split('/').at(-1).split('-');
  const os = words.find((word) => systems.includes(word));
  const cpu = words.find((word) => word in processors);
  if (cpu === undefined) throw new Error(`${name}: its processor cannot be told from its name`);
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : words.includes('gnu') ? 'glibc' : undefined;
  return {
    cpu: [processors[cpu]],
    ...(os === 'linux' && libc ? { libc: [libc] } : {}),
    ...(os ? { os: [os] } : {}),
  };
}

/** Where npm finds `name` at `version` from the package at `place`: below it, then in each folder above. */
function locate(place, name, version) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const candidate = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    const exact = /^\d/.test(version);
    if (candidate in packages && (!exact || packages[candidate].version === version)) return candidate;
    if (folder === '' || !folder.includes('node_modules/')) return undefined;
  }
}

const added = {};
for (const [place, description] of Object.entries(packages)) {
  const optional = Object.entries(description.optionalDependencies ?? {});
  const sibling = optional.map(([name, version]) => locate(place, name, version)).find((found) => found !== undefined);
  for (const [name, version] of optional) {
    if (locate(place, name, version) !== undefined) continue;
    if (!/^\d+\.\d+\.\d+/.test(version) || sibling === undefined)
      throw new Error(`${place}: cannot complete ${name}@${version}`);
    const folder = sibling.slice(0, sibling.lastIndexOf('node_modules/'));
    const { dev, engines, license } = packages[sibling];
    const { cpu, libc, os } = target(name);
    added[`${folder}node_modules/${name}`] = {
      version,
      cpu,
      ...(dev ? { dev } : {}),
      ...(libc ? { libc } : {}),
      ...(license ? { license } : {}),
      optional: true,
      ...(os ? { os } : {}),
      ...(engines ? { engines } : {}),
    };
  }
}

if (Object.keys(added).length > 0) {
  const [[self, own], ...others] = Object.entries({ ...packages, ...added });
  lock.packages = Object.fromEntries([[self, own], ...others.sort(([a], [b]) => (a < b ? -1 : 1))]);
  writeFileSync(path, `${JSON.stringify(lock, undefined, 2)}\n`);
}
console.log(`${Object.keys(added).length} packages added`);
