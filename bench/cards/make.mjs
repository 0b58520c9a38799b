import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArguments } from '../../scripts/chromium-arguments.mjs';
import { findChromium } from '../../scripts/system-packages.mjs';
import { cards } from './cards.mjs';
import { fontsIn } from './fonts.mjs';
import { renderCard } from './render.mjs';

const cache = join(tmpdir(), 'carnet-cards');

/** Takes a folder and the cards wanted; returns the path of each card's picture by its name, made where it is missing. */
export async function makePictures(folder, wanted = cards) {
  mkdirSync(folder, { recursive: true });
  const paths = new Map(wanted.map((card) => [card.name, join(folder, `${card.name}.jpg`)]));
  const missing = wanted.filter(({ name }) => !existsSync(paths.get(name)));
  if (missing.length === 0) return paths;
  const fontCss = fontsIn(join(cache, 'fonts'));
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: chromiumArguments,
  });
  try {
    const page = await browser.newPage();
    for (const card of missing) writeFileSync(paths.get(card.name), await renderCard(page, card, fontCss));
  } finally {
    await browser.close();
  }
  return paths;
}
