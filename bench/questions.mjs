/** What is asked of the server, by the budgets of the design, in milliseconds at the 95th percentile. */
export const budgets = { page: 15, filter: 50, open: 15, write: 15, layout: 300 };

const list = (name, collection, query, budget) => {
  const text = Object.entries(query).map(
    ([key, value]) => `${key}=${encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))}`,
  );
  return { name, path: `/api/v1/${collection}?limit=50&${text.join('&')}`, budget };
};
const filtered = (name, collection, ...conditions) =>
  list(
    `filter: ${name}`,
    collection,
    {
      filter: {
        and: conditions.map(([field, op, value]) => ({ field, op, ...(value === undefined ? {} : { value }) })),
      },
    },
    budgets.filter,
  );
const searched = (text, collection = 'contacts') =>
  list(`search ${collection}: « ${text} »`, collection, { search: text }, budgets.filter);

const grouped = (collection, by, totals) => ({
  name: `groups: ${collection} by ${by}${totals ? `, totals of ${totals}` : ''}`,
  path: `/api/v1/${collection}/groups?by=${by}${totals ? `&totals=${totals}` : ''}`,
  budget: budgets.layout,
});
/** The weeks of the present month, as a calendar asks for them. */
const month = (collection, start, end) => {
  const first = new Date();
  first.setUTCDate(1);
  const day = (shift) => new Date(first.getTime() + shift * 86_400_000).toISOString().slice(0, 10);
  const window = `from=${day(-((first.getUTCDay() + 6) % 7))}&to=${day(41 - ((first.getUTCDay() + 6) % 7))}`;
  return {
    name: `calendar: ${collection} of a month by ${start}`,
    path: `/api/v1/${collection}/calendar?start=${start}${end ? `&end=${end}` : ''}&${window}&each=8`,
    budget: budgets.layout,
  };
};

const sorts = {
  accounts: ['legalName', '-legalName', 'createdAt', '-updatedAt'],
  contacts: [
    'lastName',
    '-lastName',
    'firstName',
    'account',
    'jobTitle',
    'lastFollowUpOn',
    '-lastFollowUpOn',
    '-createdAt',
    '-updatedAt',
    'lastName,firstName',
  ],
  sites: ['name', 'account'],
};

/** Takes some values that the base holds; returns every question asked of it as one reader. */
export function questions({ siren, phone, email }) {
  return [
    ...Object.entries(sorts).flatMap(([collection, all]) =>
      all.map((sort) => ({ ...list(`${collection} by ${sort}`, collection, { sort }, budgets.page), next: true })),
    ),
    filtered('account type, common', 'accounts', ['accountType', 'equals', 'client']),
    filtered('account type, rare', 'accounts', ['accountType', 'equals', 'other']),
    filtered('account name contains, common', 'accounts', ['legalName', 'contains', 'martin']),
    filtered('account name contains, nothing', 'accounts', ['legalName', 'contains', 'zzqx']),
    filtered('account city, common', 'accounts', ['address.city', 'equals', 'Lyon']),
    filtered('account city, rare', 'accounts', ['address.city', 'equals', 'Bastia']),
    filtered('account SIREN', 'accounts', ['siren', 'equals', siren]),
    filtered('do not dun', 'accounts', ['doNotDun', 'equals', true]),
    filtered('contact name equals, common', 'contacts', ['lastName', 'equals', 'Martin']),
    filtered('contact name equals, rare', 'contacts', ['lastName', 'equals', 'Ægidius']),
    filtered('contact job title', 'contacts', ['jobTitle', 'equals', 'cfo']),
    filtered('contact status, rare', 'contacts', ['status', 'equals', 'disappeared']),
    filtered('contact e-mail', 'contacts', ['email', 'equals', email]),
    filtered('consent', 'contacts', ['marketingConsent', 'equals', true]),
    filtered('follow-up between', 'contacts', ['lastFollowUpOn', 'between', ['2026-01-01', '2026-03-31']]),
    filtered('created in the last 30 days', 'contacts', ['createdAt', 'inLastDays', 30]),
    filtered('account.city, common', 'contacts', ['account.city', 'equals', 'Lyon']),
    filtered('account.city, rare', 'contacts', ['account.city', 'equals', 'Bastia']),
    filtered('some site in a city', 'contacts', ['site.city', 'equals', 'Ajaccio']),
    filtered('some interlocutor type', 'contacts', ['interlocutorType', 'hasAny', ['influencer']]),
    filtered('two conditions', 'contacts', ['account.city', 'equals', 'Lyon'], ['jobTitle', 'equals', 'purchasing']),
    ...['martin', 'de', 'st etienne', 'SAINT-ÉTIENNE', 'ægidius', 'zzqx', phone].map((text) => searched(text)),
    ...['garage', 'lyon', siren, phone].map((text) => searched(text, 'accounts')),
    grouped('deals', 'status', 'amount,weighted'),
    grouped('deals', 'owner', 'amount'),
    grouped('contacts', 'jobTitle'),
    grouped('accounts', 'roles'),
    grouped('actions', 'type'),
    month('events', 'at', 'endsAt'),
    month('projects', 'startsOn', 'endsOn'),
    month('deals', 'expectedOn'),
    {
      name: 'search everywhere: « martin lyon »',
      path: '/api/v1/search?q=martin%20lyon&limit=5',
      budget: budgets.filter,
    },
  ];
}
