import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { visit } from './browser.ts';
import type { RunningCarnet } from './carnet.ts';

/** The administrator of the Carnet that the journeys of a record are tried on. */
export const administrator = { email: 'claire@exemple.fr', password: 'cheval agrafe pile' };

/** What starts a Carnet with its administrator. */
export const withAdministrator = {
  CARNET_ADMIN_EMAIL: administrator.email,
  CARNET_ADMIN_PASSWORD: administrator.password,
};

/** Sends a request of the API as the person signed in on the page; returns the answer. Throws for a refusal. */
export async function call<Answer = { id: string; version: number; [field: string]: unknown }>(
  page: Page,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await page.evaluate(
    async ({ method, path, body, headers }) => {
      const response = await fetch(`/api/v1/${path}`, {
        method,
        headers: { 'Content-Type': 'application/json', ...headers },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      return { ok: response.ok, text: await response.text() };
    },
    { method, path, body, headers },
  );
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.text}`);
  return (answer.text === '' ? null : JSON.parse(answer.text)) as Answer;
}

/** Opens a page of a Carnet in a browser of its own, signed in as the administrator. */
export async function openSignedIn(
  browser: Browser,
  carnet: RunningCarnet,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ ...visit, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  // Any page of the site will do to ask from; the application takes a second to begin.
  await page.goto(`${carnet.url}/beginning.js`);
  await call(page, 'POST', 'session', administrator);
  return page;
}

/** A company with two sites and two people, one of them with everything a person may have. */
export interface Company {
  readonly account: string;
  readonly group: string;
  readonly site: string;
  readonly anne: string;
  readonly paul: string;
}

/** Makes that company through the API. */
export async function createCompany(page: Page): Promise<Company> {
  const account = await call(page, 'POST', 'accounts', {
    legalName: 'Menuiserie Brunet',
    accountType: 'client',
    phone: '04 76 12 34 56',
    email: 'contact@brunet.exemple.fr',
    website: 'www.brunet.exemple.fr',
    address: { street: '12 rue des Tilleuls', postcode: '38000', city: 'Grenoble', country: 'FR' },
    siren: '732829320',
  });
  const group = await call(page, 'POST', 'accounts', { legalName: 'Groupe Alpin' });
  const site = await call(page, 'POST', 'sites', { account: account.id, name: 'Atelier de Voiron' });
  const anne = await call(page, 'POST', 'contacts', {
    civility: 'mrs',
    lastName: 'Lefèvre',
    firstName: 'Anne',
    skype: 'anne.lefevre',
    linkedin: 'anne-lefevre',
    account: account.id,
    jobTitle: 'accounting',
    phone: '04 76 12 34 57',
    extension: '412',
    mobile: '06 28 23 04 55',
    email: 'anne@brunet.exemple.fr',
  });
  const paul = await call(page, 'POST', 'contacts', { lastName: 'Brunet', firstName: 'Paul', account: account.id });
  return { account: account.id, group: group.id, site: site.id, anne: anne.id, paul: paul.id };
}
