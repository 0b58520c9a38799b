import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { expect, test } from 'vitest';
import { journey } from './journey.ts';

/** Most JavaScript until a list is there, compressed as it comes over plain http, in bytes. */
const budget = 250_000;

const web = resolve(import.meta.dirname, '..', 'dist', 'web');

const there = journey();

test('a list is there after at most 250 kB of compressed JavaScript, and asks for its rows once', async () => {
  const signedIn = await there.signedIn();
  const cookies = await signedIn.context().cookies();
  await signedIn.evaluate(() =>
    fetch('/api/v1/accounts', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"legalName":"Une ligne"}',
    }),
  );
  // Another browser, that has loaded nothing yet.
  const context = await there.browser.newContext();
  await context.addCookies(cookies);
  const page = await context.newPage();
  // What is fetched once the first screen has stood for a while is not counted, however slow the machine: it never comes.
  await page.addInitScript(() => {
    const { setTimeout } = window;
    const soon = ((work: () => void, delay = 0) => (delay < 1_000 ? setTimeout(work, delay) : 0)) as typeof setTimeout;
    window.setTimeout = soon;
  });
  const paths: string[] = [];
  page.on('request', (request) => paths.push(new URL(request.url()).pathname));
  await page.goto(`${there.carnet.url}/crm/accounts`, { waitUntil: 'commit' });
  await page.locator('[data-row="0"] [data-open]').first().waitFor();
  const scripts = [...paths].filter((path) => path.endsWith('.js'));
  const sizes = scripts.map((path) => statSync(join(web, path.startsWith('/assets/') ? `${path}.gz` : path)).size);
  expect(scripts.length).toBeGreaterThan(1);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(budget);
  for (const path of ['/api/v1/me', '/api/v1/model', '/api/v1/accounts'])
    expect(paths.filter((asked) => asked === path)).toHaveLength(1);
});
