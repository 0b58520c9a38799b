import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, askWith } from '../../server/testing/settings-company.ts';
import { createTestServer, setUpCompany, type TestServerOfOne } from '../../server/testing/test-server.ts';
import { addressBookFeature } from './address-book.server.ts';

let carnet: TestServerOfOne;
let key: string;
let user: string;
let contact: string;

beforeAll(async () => {
  carnet = await createTestServer({}, [addressBookFeature]);
  const ask: Ask = askWith(carnet.server, { cookie: await setUpCompany(carnet.server) });
  const made = async (path: string, values: object) => (await ask('POST', path, values)).body as { id: string };
  const account = (await made('accounts', { legalName: 'Brunet & fils' })).id;
  contact = (await made('contacts', { lastName: 'Petit', firstName: 'Zoé', account, mobile: '06 00 00 00 01' })).id;
  user = (await ask('GET', 'me')).body.user.id;
  key = (await ask('POST', 'settings/api-keys', { name: 'x', opens: 'address-book-writing' })).body.key;
});
afterAll(() => carnet.close());

async function send(method: string, url: string, body = '', headers: Record<string, string> = {}) {
  return await carnet.server.inject({
    method: method as 'GET',
    url,
    headers: {
      authorization: `Basic ${Buffer.from(`ada@exemple.fr:${key}`).toString('base64')}`,
      'content-type': 'text/xml; charset=utf-8',
      ...headers,
    },
    ...(body === '' ? {} : { payload: body }),
  });
}

const book = () => `/carddav/books/${user}/contacts/`;
const xml = (text: string) => `<?xml version="1.0" encoding="UTF-8"?>\n${text}`;

// Written from what each client documents and logs of itself; ids are ours.
describe('what the clients ask is answered', () => {
  it('Apple Contacts: from the well-known address to its cards', async () => {
    const found = await send(
      'PROPFIND',
      '/.well-known/carddav',
      xml(
        '<A:propfind xmlns:A="DAV:"><A:prop><A:current-user-principal/><A:principal-URL/><A:resourcetype/></A:prop></A:propfind>',
      ),
      { depth: '0' },
    );
    expect([found.statusCode, found.headers.location]).toEqual([301, '/carddav/']);
    const root = await send(
      'PROPFIND',
      '/carddav/',
      xml(
        '<A:propfind xmlns:A="DAV:"><A:prop><A:current-user-principal/><A:principal-URL/><A:resourcetype/></A:prop></A:propfind>',
      ),
      { depth: '0' },
    );
    expect(root.statusCode).toBe(207);
    expect(root.body).toContain(`<D:current-user-principal><D:href>/carddav/principals/${user}/</D:href>`);
    const principal = await send(
      'PROPFIND',
      `/carddav/principals/${user}/`,
      xml(
        '<A:propfind xmlns:A="DAV:"><A:prop><B:addressbook-home-set xmlns:B="urn:ietf:params:xml:ns:carddav"/><B:directory-gateway xmlns:B="urn:ietf:params:xml:ns:carddav"/><A:displayname/><C:email-address-set xmlns:C="http://calendarserver.org/ns/"/><A:principal-collection-set/><A:principal-URL/><A:resource-id/><A:supported-report-set/></A:prop></A:propfind>',
      ),
      { depth: '0' },
    );
    expect(principal.body).toContain(`<C:addressbook-home-set><D:href>/carddav/books/${user}/</D:href>`);
    const home = await send(
      'PROPFIND',
      `/carddav/books/${user}/`,
      xml(
        '<A:propfind xmlns:A="DAV:"><A:prop><A:add-member/><D:bulk-requests xmlns:D="http://me.com/_namespace/"/><A:current-user-privilege-set/><A:displayname/><B:max-image-size xmlns:B="urn:ietf:params:xml:ns:carddav"/><B:max-resource-size xmlns:B="urn:ietf:params:xml:ns:carddav"/><C:me-card xmlns:C="http://calendarserver.org/ns/"/><A:owner/><C:push-transports xmlns:C="http://calendarserver.org/ns/"/><A:quota-available-bytes/><A:resource-id/><A:resourcetype/><A:supported-report-set/><A:sync-token/></A:prop></A:propfind>',
      ),
      { depth: '1' },
    );
    expect(home.body).toContain('<D:resourcetype><D:collection/><C:addressbook/></D:resourcetype>');
    expect(home.body).toContain('<bulk-requests xmlns="http://me.com/_namespace/"/>');
    expect(home.body).toMatch(/<D:sync-token>urn:carnet:address-book:/);
    const sync = await send(
      'REPORT',
      book(),
      xml(
        '<A:sync-collection xmlns:A="DAV:"><A:sync-token/><A:sync-level>1</A:sync-level><A:prop><A:getetag/></A:prop></A:sync-collection>',
      ),
    );
    expect(sync.body).toContain(`<D:href>${book()}${contact}.vcf</D:href><D:propstat><D:prop><D:getetag>`);
    const cards = await send(
      'REPORT',
      book(),
      xml(
        `<B:addressbook-multiget xmlns:B="urn:ietf:params:xml:ns:carddav" xmlns:A="DAV:"><A:prop><A:getetag/><B:address-data/></A:prop><A:href>${book()}${contact}.vcf</A:href></B:addressbook-multiget>`,
      ),
    );
    expect(cards.body).toContain('FN:Zoé Petit');
    expect(cards.body).toContain('ORG:Brunet &amp; fils');
  });

  it('DAVx⁵: the book with what it may do, changes, and cards of version 4', async () => {
    const home = await send(
      'PROPFIND',
      `/carddav/books/${user}/`,
      xml(
        '<propfind xmlns="DAV:" xmlns:CARD="urn:ietf:params:xml:ns:carddav"><prop><resourcetype/><displayname/><current-user-privilege-set/><owner/><CARD:addressbook-description/></prop></propfind>',
      ),
      { depth: '1', 'content-type': 'application/xml; charset=utf-8' },
    );
    expect(home.body).toContain('<D:privilege><D:write-content/></D:privilege>');
    const state = await send(
      'PROPFIND',
      book(),
      xml(
        '<propfind xmlns="DAV:" xmlns:CARD="urn:ietf:params:xml:ns:carddav" xmlns:CS="http://calendarserver.org/ns/"><prop><CARD:max-resource-size/><CARD:supported-address-data/><supported-report-set/><CS:getctag/><sync-token/></prop></propfind>',
      ),
      { depth: '0' },
    );
    expect(state.body).toContain('version="4.0"');
    expect(state.body).toContain('<D:report><D:sync-collection/></D:report>');
    const cards = await send(
      'REPORT',
      book(),
      xml(
        `<CARD:addressbook-multiget xmlns="DAV:" xmlns:CARD="urn:ietf:params:xml:ns:carddav"><prop><getcontenttype/><getetag/><CARD:address-data content-type="text/vcard" version="4.0"/></prop><href>${book()}${contact}.vcf</href><href>${book()}0190f5a0-7c5e-7000-8000-0123456789ab.vcf</href></CARD:addressbook-multiget>`,
      ),
    );
    expect(cards.body).toContain('VERSION:4.0');
    expect(cards.body).toContain('0123456789ab.vcf</D:href><D:status>HTTP/1.1 404 Not Found</D:status>');
  });

  it('Thunderbird: every card by its tag, some by a search, only what it asks of each', async () => {
    const listed = await send(
      'PROPFIND',
      book(),
      xml('<propfind xmlns="DAV:"><prop><resourcetype/><getetag/></prop></propfind>'),
      { depth: '1' },
    );
    expect(listed.body.match(/<D:response>/g)).toHaveLength(2);
    const query = (filter: string) =>
      send(
        'REPORT',
        book(),
        xml(
          `<card:addressbook-query xmlns:d="DAV:" xmlns:card="urn:ietf:params:xml:ns:carddav"><d:prop><d:getetag/><card:address-data><card:prop name="FN"/><card:prop name="TEL"/></card:address-data></d:prop><card:filter>${filter}</card:filter></card:addressbook-query>`,
        ),
      );
    const found = await query(
      '<card:prop-filter name="FN"><card:text-match match-type="starts-with">ZOE</card:text-match></card:prop-filter>',
    );
    expect(found.body).toContain('TEL;TYPE=CELL:06 00 00 00 01');
    expect(found.body).not.toContain('ORG:');
    for (const none of [
      '<card:prop-filter name="FN"><card:text-match>personne</card:text-match></card:prop-filter>',
      '<card:prop-filter name="TEL"><card:param-filter name="TYPE"><card:text-match>fax</card:text-match></card:param-filter></card:prop-filter>',
      '<card:prop-filter name="EMAIL"/>',
      '<card:prop-filter name="TEL"><card:is-not-defined/></card:prop-filter>',
    ])
      expect((await query(none)).body).not.toContain('<D:response>');
    expect((await query('<card:prop-filter name="EMAIL"><card:is-not-defined/></card:prop-filter>')).body).toContain(
      'FN:Zoé Petit',
    );
    expect((await send('OPTIONS', book())).headers.dav).toContain('addressbook');
  });
});

describe('what no client should ask', () => {
  it.each([
    [
      'entities without end',
      '<!DOCTYPE a [<!ENTITY b "bbb"><!ENTITY c "&b;&b;">]><propfind xmlns="DAV:">&c;</propfind>',
    ],
    ['elements without end', '<a>'.repeat(5_000)],
    ['what is cut off', '<propfind xmlns="DAV:"><prop>'],
    ['what is no XML', '{"prop": []}'],
    ['prefixes of nowhere', '<x:propfind><x:prop/></x:propfind>'],
  ])('is refused with a reason: %s', async (_what, body) => {
    const answer = await send('PROPFIND', book(), body);
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'invalid-xml']);
  });

  it('never ends in a fault of ours, whatever is sent to whatever address', async () => {
    const piece = fc.constantFrom(
      '<D:propfind xmlns:D="DAV:">',
      '</D:propfind>',
      '<D:prop>',
      '</D:prop>',
      '<D:getetag/>',
      '<D:sync-collection xmlns:D="DAV:"><D:sync-token>urn:carnet:address-book:x:1:y</D:sync-token></D:sync-collection>',
      '<C:addressbook-multiget xmlns:C="urn:ietf:params:xml:ns:carddav" xmlns:D="DAV:"><D:href>/carddav/%zz</D:href></C:addressbook-multiget>',
      '<C:addressbook-query xmlns:C="urn:ietf:params:xml:ns:carddav"><C:filter><C:prop-filter name="TEL"/></C:filter><C:limit/></C:addressbook-query>',
      'BEGIN:VCARD\r\nN:A;B\r\nORG:Brunet & fils\r\nTEL:\u0000\r\nEND:VCARD',
      'BEGIN:VCARD\r\nFN:',
      '&#x0;',
      '\u0000',
      '\ud800',
      '<',
      'é',
    );
    const address = fc.oneof(
      fc.constantFrom('', 'principals/', 'books/', `%00`, '..%2f', `${'a'.repeat(150)}.vcf`, '\u20ac'),
      fc.string({ maxLength: 12 }).map(encodeURIComponent),
    );
    const method = fc.constantFrom(
      'PROPFIND',
      'REPORT',
      'PUT',
      'DELETE',
      'GET',
      'OPTIONS',
      'MKCOL',
      'PROPPATCH',
      'POST',
    );
    const headers = fc.record(
      {
        depth: fc.constantFrom('0', '1', 'infinity', 'x'),
        'if-match': fc.constantFrom('*', '"x"', ''),
        'if-none-match': fc.constantFrom('*', '""'),
        accept: fc.constantFrom('text/vcard; version=4.0', '*/*'),
        'content-type': fc.constantFrom('', 'text/vcard', 'application/json', 'x'),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(method, fc.boolean(), address, fc.array(piece, { maxLength: 8 }), headers, async (...sent) => {
        const [verb, inBook, path, pieces, more] = sent;
        const answer = await send(verb, encodeURI(`${inBook ? book() : '/carddav/'}`) + path, pieces.join(''), more);
        expect(answer.statusCode, `${verb} ${path} ${pieces.join('')} ${answer.body}`).toBeLessThan(500);
      }),
      { numRuns: 400, interruptAfterTimeLimit: 30_000 },
    );
  }, 60_000);
});
