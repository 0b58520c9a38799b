import { type Browser, chromium } from 'playwright-core';

/** Screens that every journey is tried on, in CSS pixels. */
export const screens = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

/** Starts the system's Chromium (that of CHROMIUM_PATH when set). Close it with `close()`. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--lang=fr-FR'],
  });
}
