import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * Waits, in the page, until nothing moves any more: what is still fading in has not its colours yet, and a menu begins
 * to fade in a few frames after it is there. Movements without an end (what waits) do not count.
 */
async function settle(): Promise<void> {
  const frame = (): Promise<number> => new Promise(requestAnimationFrame);
  for (let still = 0; still < 5; still++) {
    await frame();
    const moving = document
      .getAnimations()
      .filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
    if (moving.length === 0) continue;
    still = 0;
    await Promise.all(moving.map((animation) => animation.finished.catch(() => null)));
  }
}

/** Takes a page; returns what axe finds serious or critical on it, one line a fault. */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(settle);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    );
}
