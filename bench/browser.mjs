/**
 * Measures what a person sees, in the system's Chromium at 1440 × 900, on generated data:
 * `node bench/browser.mjs --data FOLDER [--rounds 7] [--write SIZE]` starts the built server on a base that
 * `npm run carnet -- demo --size L` made, and stops it at the end; `--url http://127.0.0.1:3180 [--email E --password P]`
 * takes one that runs. Every round is a new browser profile, nothing cached: the list of contacts until it is ready, then
 * from it to a record and back, typing in its search, three seconds of scrolling, the next month of the calendar of
 * events. Prints a table beside the budgets; `--write L` keeps it in docs/benchmarks.md as that of size L.
 */
import { existsSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { chromiumArguments } from '../scripts/chromium-arguments.mjs';
import { keepSection } from './page.mjs';
import { start } from './server.mjs';
import { quantile, short, table } from './statistics.mjs';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '3182' },
    url: { type: 'string', default: 'http://127.0.0.1:3180' },
    email: { type: 'string', default: 'bench@example.com' },
    password: { type: 'string', default: 'bench-only-by-itself' },
    rounds: { type: 'string', default: '7' },
    write: { type: 'string' },
  },
});
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
if (!executablePath) throw new Error('No Chromium is installed.');

const server = values.data === undefined ? undefined : await start(values.data, values.port);
const url = server?.url ?? values.url;
const browser = await chromium.launch({ executablePath, args: chromiumArguments });
/** The link of the first row of a list: there once its values are. */
const firstRow = '[data-row="0"] [data-open]';
/** A value among the facts of a record's page. */
const recordFact = '[role="tabpanel"] dd';

/** In every page, before anything else: notes when the first row is painted, in milliseconds since the visit began. */
function noteReady(selector) {
  const seen = new MutationObserver(() => {
    if (!document.querySelector(selector)) return;
    seen.disconnect();
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => {
        globalThis.readyAt = performance.now();
      };
      after.port2.postMessage(null);
    });
  });
  seen.observe(document, { childList: true, subtree: true });
}

/**
 * In the page: prepares to measure from the next event called `event` until the screen shows the first `wanted` that is
 * drawn after it: the browser itself tells when its text was presented (Element Timing). The result lands in
 * `globalThis.took`.
 */
function startClock({ event, wanted }) {
  globalThis.took = undefined;
  const mark = (element) => element?.setAttribute('elementtiming', 'wanted');
  addEventListener(
    event,
    ({ timeStamp }) => {
      new PerformanceObserver((shown, observer) => {
        observer.disconnect();
        globalThis.took = Math.min(...shown.getEntries().map(({ renderTime }) => renderTime)) - timeStamp;
      }).observe({ type: 'element' });
      const drawn = new MutationObserver(() => {
        const element = document.querySelector(wanted);
        if (!element) return;
        drawn.disconnect();
        // The text is told of the block that holds it: it may be the element, one around it or one inside.
        for (const block of [element, element.parentElement, ...element.querySelectorAll('*')]) mark(block);
      });
      drawn.observe(document, { childList: true, subtree: true });
    },
    { once: true, capture: true },
  );
}

/**
 * In the page: prepares to measure from the next key until a list whose address has the `words` shows the `wanted`, its
 * rows perhaps the same as before: until the frame after the one in which it is drawn. The result as above.
 */
function startTypingClock({ wanted, words }) {
  globalThis.took = undefined;
  const there = () => document.querySelector(wanted) && new URL(location.href).searchParams.get('search') === words;
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      const look = () => {
        if (!there()) return requestAnimationFrame(look);
        const after = new MessageChannel();
        after.port1.onmessage = () => {
          globalThis.took = performance.now() - timeStamp;
        };
        requestAnimationFrame(() => after.port2.postMessage(null));
      };
      look();
    },
    { once: true, capture: true },
  );
}

/** In the page: scrolls the grid for three seconds; resolves to the milliseconds between frames. */
async function scrollFrames(pixels) {
  const scroller = document.querySelector('[role="grid"]');
  if (!scroller) throw new Error('There is no grid');
  const gaps = [];
  let last = await new Promise(requestAnimationFrame);
  const end = last + 3_000;
  while (last < end) {
    scroller.scrollTop += pixels;
    const now = await new Promise(requestAnimationFrame);
    gaps.push(now - last);
    last = now;
  }
  return gaps;
}

/** Opens a page that nothing is cached for, signed in. */
async function visitor() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' });
  const answer = await context.request.post(`${url}/api/v1/session`, {
    data: { email: values.email, password: values.password },
  });
  if (!answer.ok()) throw new Error(`Sign-in: ${answer.status()}`);
  const page = await context.newPage();
  await page.addInitScript(noteReady, firstRow);
  return { context, page };
}

/** Runs `act`, which makes one event, and resolves to how long it took until what is wanted was painted. */
async function timed(page, start, clock, act) {
  await page.evaluate(start, clock);
  await act();
  await page.waitForFunction(() => globalThis.took !== undefined);
  return page.evaluate(() => globalThis.took);
}

const measured = { ready: [], second: [], first: [], open: [], again: [], back: [], typing: [], month: [], frames: [] };
let scriptSize = 0;

/** From the month of today's calendar to the next one, which holds the most. */
async function nextMonth(page) {
  await page.goto(`${url}/crm/events?layout=calendar&scale=month`);
  await page.locator('[data-day] [data-id]').first().waitFor();
  await page.waitForLoadState('networkidle');
  const today = new Date();
  const middle = new Date(Date.UTC(today.getFullYear(), today.getMonth() + 1, 15)).toISOString().slice(0, 10);
  const clock = { event: 'keydown', wanted: `[data-day="${middle}"] [data-id]` };
  measured.month.push(await timed(page, startClock, clock, () => page.keyboard.press('PageDown')));
}

async function oneRound() {
  const { context, page } = await visitor();
  await page.goto(`${url}/crm/contacts`, { waitUntil: 'commit' });
  await page.waitForFunction(() => globalThis.readyAt !== undefined);
  measured.ready.push(await page.evaluate(() => globalThis.readyAt));
  scriptSize = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name, startTime }) => new URL(name).pathname.endsWith('.js') && startTime < globalThis.readyAt)
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  );
  // What comes after the first picture is there by the time a person has looked at it.
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(2_500);
  for (const [place, list] of [
    [2, measured.first],
    [5, measured.open],
    [8, measured.open],
  ]) {
    const link = page.locator(`[data-row="${place}"] [data-open]`).first();
    // As a hand does: the pointer is there a moment before it presses.
    await link.hover();
    await page.waitForTimeout(120);
    list.push(await timed(page, startClock, { event: 'click', wanted: recordFact }, () => link.click()));
    await page.waitForLoadState('networkidle');
    measured.back.push(
      await timed(page, startClock, { event: 'leaving', wanted: firstRow }, () =>
        page.evaluate(() => {
          dispatchEvent(new Event('leaving'));
          history.back();
        }),
      ),
    );
    await page.waitForTimeout(300);
  }
  const seen = page.locator('[data-row="2"] [data-open]').first();
  measured.again.push(await timed(page, startClock, { event: 'click', wanted: recordFact }, () => seen.click()));
  await page.evaluate(() => history.back());
  await page.waitForSelector(firstRow);
  measured.frames.push(...(await page.evaluate(scrollFrames, 90)));
  await page.locator('[role="grid"]').evaluate((grid) => grid.scrollTo(0, 0));
  await page.waitForTimeout(300);
  await page.getByRole('searchbox').click();
  let words = '';
  for (const letter of 'marti') {
    words += letter;
    const clock = { wanted: `[aria-busy="false"] ${firstRow}`, words };
    measured.typing.push(await timed(page, startTypingClock, clock, () => page.keyboard.press(letter)));
    await page.waitForTimeout(250);
  }
  await nextMonth(page);
  // Another visit: the application is on the device by now (the service worker), what it shows comes from the server.
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.close();
  const again = await context.newPage();
  await again.addInitScript(noteReady, firstRow);
  await again.goto(`${url}/crm/contacts`, { waitUntil: 'commit' });
  await again.waitForFunction(() => globalThis.readyAt !== undefined);
  measured.second.push(await again.evaluate(() => globalThis.readyAt));
  await context.close();
}

try {
  for (let round = 0; round < Number(values.rounds); round++) await oneRound();
} finally {
  await browser.close();
  await server?.stop();
}

const version = browser.version();
const cell = (value, budget) => (value > budget ? `**${short(value)}**` : short(value));
const line = (name, budget, list) => [
  name,
  budget,
  list.length,
  cell(quantile(list, 0.5), budget),
  cell(quantile(list, 0.95), budget),
];
const seconds = measured.frames.reduce((sum, gap) => sum + gap, 0) / 1000;
const slow = measured.frames.filter((gap) => gap > 50).length;
const text = [
  `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB of memory; Chromium ${version} without a graphics card, on the same cores as server and database. Load of the machine meanwhile (1, 5, 15 minutes): ${loadavg()
    .map((load) => load.toFixed(1))
    .join(', ')}. JavaScript until the list is ready: ${(scriptSize / 1000).toFixed(0)} kB (brotli).`,
  '',
  table(
    ['milliseconds until painted', 'budget', 'times', 'median', 'p95'],
    [
      line('list of contacts, nothing cached', 700, measured.ready),
      line('list of contacts, a second visit', 700, measured.second),
      line('list → record, the first of the visit', 60, measured.first),
      line('list → record, others', 60, measured.open),
      line('list → record, seen before', 60, measured.again),
      line('record → back to the list', 60, measured.back),
      line('a letter typed in the search → its rows', 150, measured.typing),
      line('calendar of events → the next month', 300, measured.month),
    ],
  ),
  '',
  'A change of screen ends when the browser presented the text of the new one (Element Timing), a frame later than it is drawn.',
  '',
  `Scrolling 90 pixels a frame: ${(measured.frames.length / seconds).toFixed(0)} frames a second, ${slow} of ${measured.frames.length} frames longer than 50 ms, the longest ${short(Math.max(...measured.frames))} ms.`,
  '',
].join('\n');
console.log(text);
if (values.write)
  keepSection(`In the browser, size ${values.write}`, `\`node bench/browser.mjs --write ${values.write}\`: ${text}`);
