import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Environment, readConfig, readLanguage } from './config.ts';
import { ExplainedError } from './explained-error.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'carnet-config-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const read = (environment: Environment) => readConfig(environment, { root, version: '1.2.3' });

describe('the configuration', () => {
  test('has a default for everything', () => {
    expect(read({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      language: 'fr',
      dataFolder: join(root, '.carnet'),
    });
    expect(read({})).not.toHaveProperty('databaseUrl');
    expect(read({})).not.toHaveProperty('administrator');
  });

  test.each([
    ['PORT', { PORT: '30a0' }],
    ['PORT', { PORT: '70000' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://localhost/x' }],
    ['CARNET_ADMIN_EMAIL', { CARNET_ADMIN_PASSWORD: 'longenough' }],
    ['CARNET_ADMIN_PASSWORD', { CARNET_ADMIN_EMAIL: 'a@b.fr', CARNET_ADMIN_PASSWORD: 'short' }],
    ['CARNET_LANG', { CARNET_LANG: 'de' }],
    ['CARNET_DATA', { CARNET_DATA: '/dev/null/carnet' }],
  ])('names %s when %j is wrong', (name, environment) => {
    const attempt = (): unknown => read(environment as Environment);
    expect(attempt).toThrow(ExplainedError);
    expect(attempt).toThrow(new RegExp(`^${name}: `));
  });

  test('takes the language of Carnet, then of the terminal, then French', () => {
    expect(readLanguage({ CARNET_LANG: 'en', LANG: 'fr_FR.UTF-8' })).toBe('en');
    expect(readLanguage({ LANG: 'en_GB.UTF-8' })).toBe('en');
    expect(readLanguage({ LANG: 'C.UTF-8' })).toBe('fr');
  });
});

describe('the secret key', () => {
  test('is made once, for its owner alone, and gives the same keys at every start', () => {
    const first = read({}).deriveKey('sessions');
    expect(first).toHaveLength(32);
    expect(read({}).deriveKey('sessions')).toEqual(first);
    expect(read({}).deriveKey('cursors')).not.toEqual(first);
    expect(statSync(join(root, '.carnet', 'secret.key')).mode & 0o777).toBe(0o600);
  });

  test('is never replaced when it is damaged', () => {
    read({});
    const path = join(root, '.carnet', 'secret.key');
    writeFileSync(path, 'half');
    expect(() => read({})).toThrow(/damaged/);
    expect(readFileSync(path, 'utf8')).toBe('half');
  });
});
