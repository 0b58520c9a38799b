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

/** What of a page is tried: all, or its colours alone, where only they may differ from what was tried before. */
type Extent = 'all' | 'colours';

/** Takes a page; returns what axe finds serious or critical on it, one line a fault. */
export async function seriousFaults(page: Page, extent: Extent = 'all'): Promise<string[]> {
  await page.evaluate(settle);
  // In the page itself, not in a second one: no frame here is another site's. Of what passes, nothing is written down.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const { violations } = await (extent === 'all'
    ? axe
    : axe.withRules(['color-contrast', 'link-in-text-block'])
  ).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    );
}
