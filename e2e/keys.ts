import type { Page } from 'playwright-core';

/** What a screen reader would say of what has the focus: its role and its name. */
export function focusSaid(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    if (!element || element === document.body) return '';
    const words = (ids: string | null) =>
      (ids ?? '')
        .split(/\s+/)
        .map((id) => (id === '' ? '' : (document.getElementById(id)?.textContent ?? '')))
        .join(' ');
    const labels = 'labels' in element ? [...((element.labels as NodeListOf<HTMLElement> | null) ?? [])] : [];
    const name =
      element.getAttribute('aria-label') ||
      words(element.getAttribute('aria-labelledby')) ||
      labels.map((label) => label.textContent).join(' ') ||
      element.getAttribute('placeholder') ||
      element.textContent ||
      '';
    const role = element.getAttribute('role') ?? element.tagName.toLowerCase();
    const said = name.replaceAll(/\s+/g, ' ').trim();
    return said === '' ? `${role} without a name: ${element.outerHTML.slice(0, 200)}` : `${role} ${said}`;
  });
}

/**
 * Goes with Tab (or another key) to what is said as `wanted`; fails with the way it went when it is not reached within
 * `most` presses, or when the focus is lost on the way.
 */
export async function goTo(page: Page, wanted: RegExp, { key = 'Tab', most = 80 } = {}): Promise<void> {
  const way: string[] = [];
  for (let press = 0; press <= most; press++) {
    const said = await focusSaid(page);
    if (wanted.test(said)) return;
    way.push(said === '' ? '(nowhere)' : said);
    await page.keyboard.press(key);
  }
  throw new Error(`${wanted} was not reached by ${key}:\n${way.join('\n')}`);
}

/** Goes to what is said as `wanted`, as above, and presses Enter on it. */
export async function pressOn(page: Page, wanted: RegExp, options?: { key?: string; most?: number }): Promise<void> {
  await goTo(page, wanted, options);
  await page.keyboard.press('Enter');
}

/** Goes to the field said as `wanted`, as above, and types a text in it. */
export async function typeIn(page: Page, wanted: RegExp, text: string, options?: { most?: number }): Promise<void> {
  await goTo(page, wanted, options);
  await page.keyboard.type(text);
}
