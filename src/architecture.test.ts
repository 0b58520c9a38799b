import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * The law of `docs` and the design: who may import whom. A file belongs to one layer; a layer lists those it may
 * import. Faces (`*.ui.tsx`) and features' server halves are layers of their own, since their place on disk does not
 * tell their side.
 */
type Layer =
  | 'lib'
  | 'fields'
  | 'faces'
  | 'meta'
  | 'records'
  | 'rules'
  | 'server'
  | 'web'
  | 'feature'
  | 'feature-server'
  | 'feature-web'
  | 'server-features'
  | 'main-server'
  | 'main-web';

const pure: readonly Layer[] = ['lib', 'fields', 'meta', 'records', 'rules'];

const mayImport: Readonly<Record<Layer, readonly Layer[]>> = {
  lib: ['lib'],
  fields: ['lib', 'fields'],
  faces: ['lib', 'fields', 'meta', 'faces', 'web'],
  meta: ['lib', 'fields', 'meta'],
  records: ['lib', 'fields', 'meta', 'records'],
  rules: ['lib', 'rules'],
  server: [...pure, 'server'],
  web: [...pure, 'web', 'faces'],
  feature: [...pure, 'feature'],
  'feature-server': [...pure, 'server', 'feature', 'feature-server'],
  'feature-web': [...pure, 'web', 'faces', 'feature', 'feature-web'],
  'server-features': ['server', 'feature-server'],
  'main-server': [...pure, 'server', 'server-features'],
  'main-web': [...pure, 'web', 'faces', 'feature', 'feature-web'],
};

const longestFile = 400;
const root = resolve(import.meta.dirname, '..');
const source = join(root, 'src');

const files = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(source, join(entry.parentPath, entry.name)).split(sep).join('/'));
const modules = files.filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'));

function layerOf(file: string): Layer | undefined {
  const top = file.split('/')[0] ?? '';
  if (file.includes('/')) {
    if (top === 'features') {
      if (/\.server(\.test)?\.ts$/.test(file)) return 'feature-server';
      return /\.ui(\.test)?\.tsx$/.test(file) ? 'feature-web' : 'feature';
    }
    if (/\.ui(\.test)?\.tsx$/.test(file) && top !== 'web') return 'faces';
    return top in mayImport && !top.includes('-') ? (top as Layer) : undefined;
  }
  if (/^main\.(web|portal)\.tsx$/.test(file)) return 'main-web';
  if (/^main\.(server|job)\.ts$/.test(file)) return 'main-server';
  if (file === 'main.features.ts') return 'server-features';
  return undefined;
}

interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(source, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
  const found: Import[] = [];
  for (const match of text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s*)?['"]([^'"]+)['"]/gm)) {
    found.push({ target: match[2] ?? '', typeOnly: match[1] !== undefined });
  }
  for (const match of text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)) {
    found.push({ target: match[1] ?? '', typeOnly: false });
  }
  return found;
}

function local(file: string, target: string): string {
  return relative(source, resolve(source, dirname(file), target))
    .split(sep)
    .join('/');
}

function layerFaults(file: string): string[] {
  const layer = layerOf(file);
  if (layer === undefined) return [];
  const isTest = /\.test\.tsx?$/.test(file);
  const faults: string[] = [];
  for (const { target, typeOnly } of importsOf(file)) {
    if (!target.startsWith('.')) {
      const outside = target.startsWith('node:') || /^(react|react-dom|pg|kysely|fastify)$/.test(target);
      if (outside && pure.includes(layer) && !isTest) faults.push(`${file}: ${layer} may not import ${target}`);
      if (target.startsWith('node:') && /^(web|faces|feature-web)$/.test(layer) && !isTest)
        faults.push(`${file}: the browser has no ${target}`);
      continue;
    }
    const path = local(file, target);
    if (path.startsWith('..')) continue;
    const other = layerOf(path);
    if (other === undefined) {
      if (/^main\./.test(path)) faults.push(`${file}: nothing imports a main`);
      continue;
    }
    // A rule may name the types of a record, of a declaration or of a field: they vanish when compiled.
    const types = layer === 'rules' && typeOnly && pure.includes(other);
    // A pure test may try its subject on the real declarations.
    const trial = isTest && pure.includes(layer) && pure.includes(other);
    // The proofs try every door, those of the features with them.
    const proof = isTest && file.startsWith('server/proof/') && other === 'server-features';
    if (!mayImport[layer].includes(other) && !types && !trial && !proof)
      faults.push(`${file}: ${layer} may not import ${path}`);
    const feature = (name: string): string => name.split('/')[1] ?? '';
    if (file.startsWith('features/') && path.startsWith('features/') && feature(file) !== feature(path))
      faults.push(`${file}: no feature imports another feature (${path})`);
    const declares = !isTest && file !== 'records/registry.ts' && layer === 'records' && other === 'records';
    if (declares && !typeOnly && !path.endsWith('-values.ts'))
      faults.push(`${file}: a declaration never imports another (${path}), it names its target`);
  }
  return faults;
}

describe('the house', () => {
  test('every import follows the order of the layers', () => {
    expect(modules.flatMap(layerFaults)).toEqual([]);
  });

  test('every module stands in a folder that the design names', () => {
    const known = new Set([
      'architecture.test.ts',
      'documents.test.ts',
      'main.features.ts',
      'main.server.ts',
      'main.job.ts',
      'main.web.tsx',
      'main.portal.tsx',
    ]);
    expect(modules.filter((file) => !known.has(file) && layerOf(file) === undefined)).toEqual([]);
  });

  test(`no file is longer than ${longestFile} lines`, () => {
    const length = (file: string): number => readFileSync(join(source, file), 'utf8').split('\n').length - 1;
    expect(modules.filter((file) => length(file) > longestFile)).toEqual([]);
  });

  test('no file is a barrel, and none has a name that says nothing', () => {
    expect(modules.filter((file) => /^(index|utils?|helpers?|common|manager)\./.test(basename(file)))).toEqual([]);
  });

  test('every file and folder is named in kebab-case', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
    expect(files.filter((file) => !file.split('/').every((part) => kebab.test(part)))).toEqual([]);
  });

  test('every relative import is written with its extension', () => {
    const bare = (file: string): string[] =>
      importsOf(file)
        .filter(
          ({ target }) => target.startsWith('.') && !/\.(tsx?|css|json|svg|png|webp|sql|md)(\?\w+)?$/.test(target),
        )
        .map(({ target }) => `${file}: ${target}`);
    expect(modules.flatMap(bare)).toEqual([]);
  });
});
