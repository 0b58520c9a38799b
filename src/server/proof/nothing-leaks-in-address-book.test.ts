import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { features } from '../../main.features.ts';
import { type CompanyOfTokens, createCompanyOfTokens, tokenPattern } from './company-of-tokens.ts';
import { type GivenRights, Oracle } from './leak-oracle.ts';
import { rightsArbitrary } from './random-rights.ts';

/** The door of telephones: what their book holds, and what it tells of as changed or lost. */

const seed = Number(process.env.CARNET_PROOF_SEED ?? Date.now() % 1_000_000);
const runs = Number(process.env.CARNET_PROOF_RUNS ?? 10);

let company: CompanyOfTokens;
beforeAll(async () => {
  company = await createCompanyOfTokens(seed, features);
  // Some links are hidden from the CRM, of every contact in turn.
  await company.carnet.database.pool.query(
    `UPDATE account_contact SET hide_from_crm = true WHERE id IN
      (SELECT id FROM account_contact WHERE deleted_at IS NULL ORDER BY id OFFSET 1 LIMIT 6)`,
  );
});
afterAll(() => company.carnet.close());

async function report(key: string, user: string, body: string): Promise<string> {
  const answer = await company.carnet.server.inject({
    method: 'REPORT' as 'GET',
    url: `/carddav/books/${user}/contacts/`,
    headers: {
      authorization: `Basic ${Buffer.from(`x:${key}`).toString('base64')}`,
      'content-type': 'application/xml',
    },
    payload: body,
  });
  expect(answer.statusCode, answer.body).toBe(207);
  return answer.body;
}

const sync = (token: string) =>
  `<sync-collection xmlns="DAV:"><sync-token>${token}</sync-token><sync-level>1</sync-level><prop><getetag/><C:address-data xmlns:C="urn:ietf:params:xml:ns:carddav"/></prop></sync-collection>`;

const idsIn = (text: string, after: string) =>
  [...text.matchAll(/([0-9a-f-]{36})\.vcf<\/D:href><([^>]*)>/g)].flatMap(([, id, tag]) => (tag === after ? id : []));

test(`whatever a role allows, a telephone holds no more than an independent oracle allows, and is told of nothing else (company ${seed})`, async () => {
  const held = new Map<string, { ids: Set<unknown>; token: string }>();
  let [shown, taken] = [0, 0];
  const property = fc.asyncProperty(fc.array(rightsArbitrary, { minLength: 4, maxLength: 4 }), async (given) => {
    await company.grant(given);
    const oracle = await Oracle.read(company.carnet.database.pool, company.places);
    for (const [index, person] of company.people.entries()) {
      const rights = given[index] as GivenRights;
      const links = oracle.visible(person, rights, 'accountContact').filter((link) => link.hide_from_crm !== true);
      const expected = oracle
        .visible(person, rights, 'contact')
        .filter(({ id, status }) => status === 'active' && links.some((link) => link.contact_id === id))
        .map(({ id }) => id);
      const whole = await report(person.key, person.id, sync(''));
      expect(idsIn(whole, 'D:propstat').sort()).toEqual([...expected].sort());
      const allowed = oracle.allowed(person, rights);
      const before = held.get(person.id) ?? { ids: new Set(), token: '' };
      const since = await report(person.key, person.id, sync(before.token));
      // Lines of a card are folded: a word may be cut by one.
      for (const text of [whole, since])
        expect(
          [...new Set(text.replace(/(?:&#13;|\r)?\n[ \t]/g, '').match(tokenPattern))]
            .filter((word) => company.places.has(word) && !allowed.has(word))
            .map((word) => [word, company.places.get(word)]),
        ).toEqual([]);
      // What was held and what came since, less what was lost, is what there is; none is lost that was never held.
      const lost = idsIn(since, 'D:status');
      shown += expected.length;
      taken += lost.length;
      for (const id of lost) expect(before.ids.has(id)).toBe(true);
      const now = new Set([...before.ids, ...idsIn(since, 'D:propstat')]);
      for (const id of lost) now.delete(id);
      expect([...now].sort()).toEqual([...expected].sort());
      held.set(person.id, { ids: now, token: /<D:sync-token>([^<]*)</.exec(since)?.[1] ?? '' });
    }
  });
  await fc.assert(property, { numRuns: runs, endOnFailure: true });
  // It was no proof of empty books.
  expect([shown > 0, taken > 0]).toEqual([true, true]);
}, 120_000);
