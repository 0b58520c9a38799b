import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Takes a page; returns what axe finds serious or critical on it, one line a fault. */
export async function seriousFaults(page: Page): Promise<string[]> {
  // What is still fading in has not its colours yet.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  );
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    );
}
