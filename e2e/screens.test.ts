import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousFaults } from './axe.ts';
import { openBrowser, screens } from './browser.ts';
import { type RunningCarnet, startCarnet } from './carnet.ts';
import { type Company, createCompany, openSignedIn, withAdministrator } from './record-fixture.ts';

let browser: Browser;
let carnet: RunningCarnet;
let company: Company;
beforeAll(async () => {
  [browser, carnet] = await Promise.all([openBrowser(), startCarnet(withAdministrator)]);
  const page = await openSignedIn(browser, carnet);
  company = await createCompany(page);
  await page.context().close();
});
afterAll(async () => {
  await browser?.close();
  await carnet?.remove();
});

/** Every address that shows a screen of its own; what opens over them is tried in the journeys. */
const addresses = (): readonly string[] => [
  '/crm/accounts',
  '/crm/contacts',
  '/crm/sites',
  '/crm/users',
  '/crm/teams',
  '/crm/contacts?trash=true',
  '/crm/accounts/new',
  '/crm/contacts/new',
  '/crm/users/new',
  `/crm/accounts/${company.account}`,
  `/crm/accounts/${company.account}?tab=contacts`,
  `/crm/contacts/${company.anne}?tab=system`,
  `/crm/sites/${company.site}`,
  '/import',
  '/operations',
  '/settings',
  '/settings/records/contact',
  '/settings/roles',
  '/settings/lists',
  '/settings/backup',
  '/settings/api-keys',
  '/settings/history',
  '/dev/ui',
];

async function faultsOf(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const address of addresses()) {
    await page.goto(`${carnet.url}${address}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    found.push(...(await seriousFaults(page)).map((fault) => `${address}: ${fault}`));
  }
  return found;
}

test.each([
  ['desk', 'light'],
  ['desk', 'dark'],
  ['phone', 'light'],
  ['phone', 'dark'],
] as const)('axe finds nothing serious on any screen: %s, %s', { timeout: 240_000 }, async (screen, colorScheme) => {
  const page = await openSignedIn(browser, carnet, { viewport: screens[screen], colorScheme });
  expect(await faultsOf(page)).toEqual([]);
  await page.context().close();
});
