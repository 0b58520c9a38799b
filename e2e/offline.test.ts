import { createServer } from 'node:net';
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousFaults } from './axe.ts';
import { screens } from './browser.ts';
import type { RunningCarnet } from './carnet.ts';
import { journey } from './journey.ts';
import { call, createCompany, withAdministrator } from './record-fixture.ts';

/** A port that nobody uses: a server started again must be found at the same address. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const there = journey(createCompany, { ...withAdministrator, PORT: String(await freePort()) });

/** Opens an address in a tab of its own, as one does who comes back to the application. */
async function comeBack(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** How many answers and writes this device keeps. */
function keptOn(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const done = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
    const database = await done(indexedDB.open('carnet'));
    const counts: Record<string, number> = {};
    for (const name of database.objectStoreNames)
      counts[name] = await done(database.transaction(name).objectStore(name).count());
    database.close();
    return counts;
  });
}

describe('without network, on a phone', () => {
  test('what was seen is read, what is typed waits, and goes once when the server is back (A40)', async () => {
    let carnet: RunningCarnet = there.carnet;
    const options = { viewport: screens.phone, hasTouch: true, serviceWorkers: 'allow' } as const;
    const first = await there.open('/crm/accounts', options);
    await first.getByRole('link', { name: 'Menuiserie Brunet', exact: true }).waitFor();
    await expect.poll(async () => (await keptOn(first)).lists).toBeGreaterThan(0);
    const record = `${carnet.url}/crm/contacts/${there.prepared.anne}`;
    await first.goto(record);
    await first.getByRole('heading', { level: 1, name: /Anne Lefèvre/ }).waitFor();
    // The application and what was seen are on the device.
    await expect.poll(() => first.evaluate(async () => (await caches.keys()).length)).toBe(1);
    await first.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await expect.poll(() => keptOn(first)).toMatchObject({ ground: 2, records: 1 });
    await first.close();
    await carnet.kill();

    const page = await comeBack(first.context(), record);
    await page.getByText(/^Hors connexion\. Vu le \d\d\/\d\d\/\d{4} à \d\d:\d\d\.$/).waitFor();
    expect(await page.locator('h1').textContent()).toContain('Anne Lefèvre');

    await page.getByRole('button', { name: 'Modifier', exact: true }).last().click();
    await page.getByRole('textbox', { name: 'Prénom' }).fill('Annie');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('link', { name: '1 enregistrement en attente d’envoi' }).waitFor();

    await page.getByRole('button', { name: 'Créer' }).click();
    await page.getByRole('menuitem', { name: 'Nouveau contact' }).click();
    await page.getByRole('menuitem', { name: /^Saisir/ }).click();
    await page.getByRole('textbox', { name: 'Nom (obligatoire)', exact: true }).fill('Horsligne');
    // The company is found among those seen.
    await page.getByRole('textbox', { name: /Nom du compte/ }).fill('brunet');
    await page.getByRole('option', { name: /Menuiserie Brunet/ }).click();
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await page.getByRole('link', { name: '2 enregistrements en attente d’envoi' }).waitFor();
    await page.close();

    const again = await comeBack(first.context(), `${carnet.url}/pending`);
    const waiting = again.getByRole('list', { name: 'Envois en attente' }).getByRole('listitem');
    await expect.poll(() => waiting.count()).toBe(2);
    expect(await waiting.allTextContents()).toEqual([
      expect.stringMatching(/Anne Lefèvre.*Prénom.*En attente/),
      expect.stringMatching(/Horsligne.*En attente/),
    ]);
    expect(await seriousFaults(again)).toEqual([]);

    carnet = await carnet.restart();
    await again.getByText('2 enregistrements envoyés.').waitFor();
    await expect.poll(() => again.getByText('en attente d’envoi').count()).toBe(0);
    const { items } = await call<{ items: unknown[] }>(again, 'GET', 'contacts?search=horsligne');
    expect(items).toHaveLength(1);
    expect((await call(again, 'GET', `contacts/${there.prepared.anne}`)).firstName).toBe('Annie');

    // Who signs out leaves nothing on the device.
    await again.getByRole('button', { name: /Menu de/ }).click();
    await again.getByRole('menuitem', { name: 'Se déconnecter' }).click();
    await again.waitForURL('**/sign-in');
    await expect.poll(() => keptOn(again)).toEqual({ ground: 0, lists: 0, pending: 0, records: 0 });
    await carnet.stop();
  });
});
