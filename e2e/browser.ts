import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import { chromiumArguments } from '../scripts/chromium-arguments.mjs';

/** Screens that every journey is tried on, in CSS pixels. */
export const screens = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

/**
 * How a journey visits unless it says otherwise. The application is not kept on the device: each visit is a new browser,
 * which would fetch all of it each time. Nothing moves on its way from one state to the next: it would only be waited for.
 */
export const visit: BrowserContextOptions = {
  viewport: screens.desk,
  locale: 'fr-FR',
  serviceWorkers: 'block',
  reducedMotion: 'reduce',
};

/** Starts the system's Chromium (that of CHROMIUM_PATH when set). Close it with `close()`. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [...chromiumArguments, '--lang=fr-FR'],
  });
}
