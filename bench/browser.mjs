/**
 * Measures what a person sees, in the system's Chromium, against a server that runs on generated data:
 * `node bench/browser.mjs --url http://127.0.0.1:3180 --email E --password P [--rounds 5]`. Prints how long the list takes
 * to be ready with a cold cache (budget 700 ms), to change from list to record and back (60 ms), and the frames of a scroll.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { quantile, short, table } from './statistics.mjs';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:3180' },
    email: { type: 'string', default: 'bench@example.com' },
    password: { type: 'string', default: 'bench-only-by-itself' },
    rounds: { type: 'string', default: '5' },
  },
});
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
if (!executablePath) throw new Error('No Chromium is installed.');

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
const row = '[role="row"][aria-rowindex="2"]';

/** Opens a page that nothing is cached for, signed in. */
async function visitor() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' });
  const answer = await context.request.post(`${values.url}/api/v1/session`, {
    data: { email: values.email, password: values.password },
  });
  if (!answer.ok()) throw new Error(`Sign-in: ${answer.status()}`);
  return { context, page: await context.newPage() };
}

/** In the page: runs `act`, resolves to the milliseconds until `wanted` is there and painted. */
const untilPainted = async ({ click, wanted }) => {
  const began = performance.now();
  document.querySelector(click)?.click();
  while (!document.querySelector(wanted)) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => requestAnimationFrame(resolve));
  return performance.now() - began;
};

/** In the page: scrolls the list for two seconds; resolves to the milliseconds between frames. */
const scrollFrames = async () => {
  const all = [...document.querySelectorAll('*')];
  const scroller = all.find(
    (element) => element.scrollHeight > element.clientHeight + 2_000 && element.clientHeight > 300,
  );
  const gaps = [];
  let last = performance.now();
  const end = last + 2_000;
  while (scroller && last < end) {
    scroller.scrollTop += 90;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const now = performance.now();
    gaps.push(now - last);
    last = now;
  }
  return gaps;
};

const ready = [];
const change = [];
const frames = [];
try {
  for (let round = 0; round < Number(values.rounds); round++) {
    const { context, page } = await visitor();
    const began = performance.now();
    await page.goto(`${values.url}/contacts`, { waitUntil: 'commit' });
    await page.waitForSelector(row, { timeout: 30_000 });
    ready.push(performance.now() - began);
    frames.push(...(await page.evaluate(scrollFrames)));
    const link = 'nav a[href^="/accounts"]';
    const back = 'nav a[href^="/contacts"]';
    await page.evaluate(untilPainted, { click: link, wanted: row });
    await page.waitForTimeout(500);
    change.push(await page.evaluate(untilPainted, { click: back, wanted: row }));
    await context.close();
  }
} finally {
  await browser.close();
}
const line = (name, budget, list) => [name, budget, short(quantile(list, 0.5)), short(quantile(list, 0.95))];
console.log(
  table(
    ['in the browser', 'budget, ms', 'median', 'p95'],
    [
      line('list of contacts ready, cold cache', 700, ready),
      line('from one list to another already seen', 60, change),
      line('time between frames while scrolling', 16.7, frames),
    ],
  ),
);
