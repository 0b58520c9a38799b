/**
 * A Carnet of its own with the data of the example, for scripts that take pictures: started on a free port, set up as a
 * person would, signed in. `npm run build` is made first.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { chromiumArguments } from './chromium-arguments.mjs';
import { root } from './sources.mjs';

const administrator = { name: 'Claire Petit', email: 'claire@exemple.fr', password: 'cheval agrafe pile' };

function ready(child) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (data) => {
      text += data;
      const url = /http:\/\/[^\s"]+/.exec(text)?.[0];
      if (url) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`Carnet ended with ${code}:\n${text}`)));
  });
}

/** Starts it; resolves to its address, a browser, a way to open a signed-in page and one to end all and delete the data. */
export async function startSampleCompany() {
  const dataFolder = mkdtempSync(join(tmpdir(), 'carnet-sample-'));
  chmodSync(dataFolder, 0o711);
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: { ...process.env, CARNET_LANG: 'fr', PORT: '0', CARNET_DATA: dataFolder, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let browser;
  const remove = async () => {
    await browser?.close();
    child.kill('SIGINT');
    await ended;
    rmSync(dataFolder, { recursive: true, force: true });
  };
  try {
    const url = new URL(await ready(child)).origin;
    const send = async (path, body, method = 'POST', cookie = '') => {
      const answer = await fetch(`${url}/api/v1/${path}`, {
        method,
        headers: { 'Content-Type': 'application/json', Origin: url, cookie },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
      return answer;
    };
    const entered = await send('setup', { company: 'Atelier Rivière', language: 'fr', demo: true, ...administrator });
    const cookie = entered.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    // The example's data come in the background, as an operation.
    for (let under = true; under; ) {
      const { items } = await (await send('operations', undefined, 'GET', cookie)).json();
      under = items.length === 0 || items.some(({ state, status }) => /queued|running/.test(state ?? status));
      if (under) await delay(500);
    }
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [...chromiumArguments, '--lang=fr-FR'],
    });
    /** A page signed in; `options` are those of a browser context of Playwright. */
    const signIn = async (options) => {
      const context = await browser.newContext({ locale: 'fr-FR', serviceWorkers: 'block', ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      await page.goto(`${url}/sign-in`);
      await page.evaluate(
        (body) =>
          fetch('/api/v1/session', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(body),
          }),
        { email: administrator.email, password: administrator.password },
      );
      return page;
    };
    /** Reads an address of the API as the person signed in on the page. */
    const read = (page, path) =>
      page.evaluate((address) => fetch(address).then((answer) => answer.json()), `/api/v1/${path}`);
    /** Has Carnet speak a language to the person signed in on the page. */
    const speak = (page, language) =>
      page.evaluate(async (chosen) => {
        const headers = { 'Content-Type': 'application/json' };
        const answer = await fetch('/api/v1/me', {
          method: 'PATCH',
          headers,
          body: JSON.stringify({ language: chosen }),
        });
        if (!answer.ok) throw new Error(await answer.text());
      }, language);
    /** Goes to an address and waits until nothing on it is being fetched or drawn. */
    const show = async (page, address) => {
      await page.goto(`${url}${address}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.waitForLoadState('networkidle');
      await page.evaluate(() => document.fonts.ready);
    };
    return { url, signIn, read, speak, show, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
