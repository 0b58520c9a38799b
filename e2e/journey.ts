import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { openBrowser, visit } from './browser.ts';
import { type RunningCarnet, startCarnet } from './carnet.ts';
import { openSignedIn, withAdministrator } from './record-fixture.ts';

/** What the journeys of a file stand on. */
interface Journey<Prepared> {
  readonly browser: Browser;
  readonly carnet: RunningCarnet;
  /** What was made on the Carnet before the first journey. */
  readonly prepared: Prepared;
  /** A page signed in as the administrator, in a browser of its own. */
  readonly signedIn: (options?: BrowserContextOptions) => Promise<Page>;
  /** Opens an address on such a page and waits for the screen's title. */
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<Page>;
  /** Opens an address, of another Carnet too, as someone who never signed in. */
  readonly openAsStranger: (path: string, options?: BrowserContextOptions) => Promise<Page>;
}

/**
 * Starts a browser and a Carnet for the journeys of a file, with an administrator unless `environment` says otherwise;
 * `prepare` makes through the API what they need. Pages are closed after each journey, the rest after the last.
 */
export function journey<Prepared = undefined>(
  prepare?: (page: Page) => Promise<Prepared>,
  environment: Record<string, string> = withAdministrator,
): Journey<Prepared> {
  let browser: Browser;
  let carnet: RunningCarnet;
  let prepared: Prepared;
  const opened: Page[] = [];
  const track = (page: Page): Page => {
    opened.push(page);
    return page;
  };
  const signedIn = async (options: BrowserContextOptions = {}): Promise<Page> =>
    track(await openSignedIn(browser, carnet, options));

  beforeAll(async () => {
    const begun = environment.CARNET_ADMIN_EMAIL === undefined ? undefined : inject('begunData');
    [browser, carnet] = await Promise.all([openBrowser(), startCarnet(environment, begun)]);
    if (!prepare) return;
    const page = await openSignedIn(browser, carnet);
    prepared = await prepare(page);
    await page.context().close();
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.context().close();
  });
  afterAll(async () => {
    await browser?.close();
    await carnet?.remove();
  });

  return {
    get browser() {
      return browser;
    },
    get carnet() {
      return carnet;
    },
    get prepared() {
      return prepared;
    },
    signedIn,
    async open(path, options) {
      const page = await signedIn(options);
      await page.goto(`${carnet.url}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    },
    async openAsStranger(path, options = {}) {
      const context = await browser.newContext({ ...visit, ...options });
      const page = track(await context.newPage());
      page.setDefaultTimeout(20_000);
      await page.goto(new URL(path, carnet.url).href);
      return page;
    },
  };
}
