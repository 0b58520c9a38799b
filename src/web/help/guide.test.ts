import { describe, expect, test } from 'vitest';
import settingsPage from '../settings/settings-page.tsx?raw';
import { standardModel } from '../testing/mount.tsx';
import { guideContents, guideDocument } from './guide.ts';
import { guidePageOf, pageOfCollection, pageOfRoute, pageOfSettings } from './screen-pages.ts';

test('every page of the guide is reached from its first page', () => {
  const written = Object.keys(import.meta.glob('../../../docs/guide/*.md')).map(
    (path) => /([^/]+)\.md$/.exec(path)?.[1],
  );
  const reached = guideContents.flatMap(({ entries }) => entries.map(({ page }) => page));
  expect([...reached, 'README'].sort()).toEqual(written.sort());
});

describe('the screens', () => {
  const named = [...Object.values(pageOfRoute), ...Object.values(pageOfCollection), ...Object.values(pageOfSettings)];

  test('every page that a screen names is written', () => {
    expect(named.filter((page) => !guideDocument(page))).toEqual([]);
  });

  test('every page of the settings has its page', () => {
    const rooms = settingsPage.matchAll(/(?:room|path) === '([^']+)'/g);
    const pages = Array.from(rooms, ([, page = '']) => page);
    expect(pages.length).toBeGreaterThan(10);
    expect(pages.filter((page) => !Object.hasOwn(pageOfSettings, page))).toEqual([]);
  });

  test('every collection that has a page of its own is a record type', () => {
    expect(Object.keys(pageOfCollection).filter((name) => !standardModel.collection(name))).toEqual([]);
  });

  test('a screen opens the page of its record type, of its settings, or else of its route', () => {
    expect(guidePageOf('/crm/$collection', '/crm/deals')).toBe('affaires');
    expect(guidePageOf('/crm/$collection/$id', '/crm/accounts/0190')).toBe('fiche');
    expect(guidePageOf('/settings/$', '/settings/roles/0190')).toBe('roles');
    expect(guidePageOf('/settings/$', '/settings/constructor')).toBe('administrer');
    expect(guidePageOf('/', '/')).toBe('accueil');
    expect(guidePageOf('/a-feature', '/a-feature')).toBe('README');
  });
});
