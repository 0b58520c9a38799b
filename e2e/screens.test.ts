import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { beyondEdge } from '../scripts/beyond-edge.mjs';
import { seriousFaults } from './axe.ts';
import { screens } from './browser.ts';
import { journey } from './journey.ts';
import { createCompany } from './record-fixture.ts';

const there = journey(createCompany);

/** Every address that shows a screen of its own; what opens over them is tried in the journeys. */
const addresses = (): readonly string[] => [
  '/',
  '/crm/accounts',
  '/crm/contacts',
  '/crm/sites',
  '/crm/users',
  '/crm/teams',
  '/crm/extranet-users',
  '/crm/collaborators',
  '/crm/contacts?trash=true',
  '/crm/accounts/new',
  '/crm/contacts/new',
  '/crm/users/new',
  `/crm/accounts/${there.prepared.account}`,
  `/crm/accounts/${there.prepared.account}?tab=contacts`,
  `/crm/accounts/${there.prepared.account}?tab=timeline`,
  '/crm/events/new',
  '/crm/deals',
  `/crm/contacts/${there.prepared.anne}?tab=system`,
  `/crm/sites/${there.prepared.site}`,
  '/import',
  '/phone-book',
  '/operations',
  '/pending',
  '/help/listes',
  '/settings',
  '/settings/records/contact',
  '/settings/roles',
  '/settings/lists',
  '/settings/backup',
  '/settings/account',
  '/settings/single-sign-on',
  '/settings/mail',
  '/settings/users',
  '/settings/teams',
  '/settings/access-log',
  '/settings/api-keys',
  '/settings/address-book',
  '/settings/history',
  '/dev/ui',
];

/** The faults of every screen in light, then in dark: the same page, of which the colours alone are others. */
async function faultsOf(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const address of addresses()) {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(`${there.carnet.url}${address}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    found.push(...(await seriousFaults(page)).map((fault) => `${address}, light: ${fault}`));
    found.push(...(await page.evaluate(beyondEdge)).map((words) => `${address}, beyond the window: ${words}`));
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
    found.push(...(await seriousFaults(page, 'colours')).map((fault) => `${address}, dark: ${fault}`));
  }
  return found;
}

test.each(['desk', 'phone'] as const)(
  'axe finds nothing serious on any screen, light or dark, and nothing reaches beyond the window: %s',
  {
    timeout: 600_000,
  },
  async (screen) => {
    const page = await there.signedIn({ viewport: screens[screen] });
    expect(await faultsOf(page)).toEqual([]);
  },
);
