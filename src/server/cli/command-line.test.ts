import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ExplainedError } from '../explained-error.ts';
import { type Command, usageError } from './command.ts';
import { findCommand, runCommandLine } from './command-line.ts';
import { commandsWith } from './commands.ts';

let dataFolder: string;
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'carnet-cli-'));
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

const commands = commandsWith(async () => []);

function command(name: string, run: Command['run'] = async () => undefined): Command {
  return { name, summary: { fr: `${name} en français`, en: `${name} in English` }, usage: name, run };
}

async function carnet(line: string, known: readonly Command[], environment: Record<string, string> = {}) {
  const out: string[] = [];
  const error: string[] = [];
  const streams = { out: (text: string) => out.push(text), error: (text: string) => error.push(text) };
  const words = line.split(' ').filter((word) => word !== '');
  const code = await runCommandLine(
    words,
    { CARNET_DATA: dataFolder, CARNET_LANG: 'fr', ...environment },
    known,
    streams,
  );
  return { code, out: out.join('\n'), error: error.join('\n') };
}

describe('the command line', () => {
  test('finds the longest command that the words begin with', () => {
    const known = [command('api-key'), command('api-key create')];
    expect(findCommand(['api-key', 'create', '--email', 'a'], known)).toMatchObject({
      command: { name: 'api-key create' },
      args: ['--email', 'a'],
    });
    expect(findCommand(['api-key', 'list'], known)).toMatchObject({ command: { name: 'api-key' }, args: ['list'] });
    expect(findCommand(['create'], known)).toBeUndefined();
  });

  test('ends with 0 and prints the result alone when the command succeeds', async () => {
    const known = [
      command('key', async (_args, { print, say }) => {
        say({ fr: 'Clé créée.', en: 'Key made.' });
        print('secret');
      }),
    ];
    expect(await carnet('key', known)).toEqual({ code: 0, out: 'secret', error: 'Clé créée.' });
  });

  test('ends with 2 and shows the commands when none is named or it is unknown', async () => {
    const known = [command('backup')];
    expect(await carnet('bakcup', known)).toMatchObject({
      code: 2,
      error: expect.stringMatching(/inconnue.*bakcup[\s\S]*backup/),
    });
    expect(await carnet('', known)).toMatchObject({ code: 2 });
  });

  test('ends with 2 and shows the usage when the arguments are wrong', async () => {
    const known = [
      command('refuses', async () => {
        throw usageError({ fr: 'Il manque un fichier.', en: 'A file is missing.' });
      }),
      command('parses', async (args) => {
        parseArgs({ args: [...args], options: { size: { type: 'string' } } });
      }),
    ];
    expect(await carnet('refuses', known)).toMatchObject({
      code: 2,
      error: expect.stringContaining('carnet -- refuses'),
    });
    expect(await carnet('parses --sise S', known)).toMatchObject({ code: 2, error: expect.stringContaining('--sise') });
  });

  test('ends with 1 and the explanation alone, in the language of the terminal, when the command cannot', async () => {
    const known = [
      command('fails', async () => {
        throw new ExplainedError({ fr: 'Fichier introuvable.', en: 'File not found.' });
      }),
    ];
    expect(await carnet('fails', known)).toEqual({ code: 1, out: '', error: 'Fichier introuvable.' });
    expect(await carnet('fails', known, { CARNET_LANG: 'en' })).toEqual({ code: 1, out: '', error: 'File not found.' });
  });

  test('ends with 1 when the environment is wrong', async () => {
    expect(await carnet('any', [command('any')], { PORT: 'x' })).toMatchObject({
      code: 1,
      error: expect.stringContaining('PORT'),
    });
  });

  test.each(['fr', 'en'] as const)('describes every command in its help (%s)', async (language) => {
    const { code, out } = await carnet('help', commands, { CARNET_LANG: language });
    expect(code).toBe(0);
    for (const { usage, summary } of commands)
      expect(out).toMatch(new RegExp(`${usage} +${summary[language]}`.replace(/[|()[\]]/g, '\\$&')));
  });
});
