import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** A person at the provider: its own name for them, and what it tells of them. */
export interface ProvidedPerson {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
}

/** A real OpenID Connect provider on a port of this machine, for one test file. */
export interface TestProvider {
  readonly issuer: string;
  /** Host and port, as `CARNET_ALLOWED_HOSTS` names them. */
  readonly host: string;
  /** Whoever comes is taken for this person, and asked nothing; null refuses them. */
  person: ProvidedPerson | null;
  /** Takes the address that Carnet sends a browser to; returns the one that the provider sends it back to. */
  readonly visit: (address: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

export const providerClient = { id: 'carnet', secret: 'secret du fournisseur' } as const;

/** How long its codes are good for, in seconds. */
export const codeLife = 60;

/** Starts the provider, which knows one client, that sends its browsers to `redirect`. */
export async function startProvider(redirect: string): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = `http://${host}`;
  const people = new Map<string, ProvidedPerson>();
  const state: { person: ProvidedPerson | null } = { person: null };
  const provider = new Provider(issuer, {
    clients: [{ client_id: providerClient.id, client_secret: providerClient.secret, redirect_uris: [redirect] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['essai'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    ttl: { AuthorizationCode: codeLife, Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    pkce: { required: () => true },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...people.get(sub), sub }) }),
    // Nobody is asked whether they agree.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: providerClient.id, accountId: oidc.session?.accountId ?? '' });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    const { person } = state;
    if (person) people.set(person.sub, person);
    const result = person ? { login: { accountId: person.sub } } : { error: 'access_denied' };
    await provider.interactionFinished(request, response, result);
  });
  return {
    issuer,
    host,
    get person() {
      return state.person;
    },
    set person(person) {
      state.person = person;
    },
    visit: async (address) => {
      const cookies = new Map<string, string>();
      let next = address;
      while (next.startsWith(issuer)) {
        const sent = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const page = await fetch(next, { redirect: 'manual', headers: { cookie: sent } });
        for (const cookie of page.headers.getSetCookie()) {
          const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
          cookies.set(name, value);
        }
        const location = page.headers.get('location');
        if (location === null) throw new Error(`${page.status}: ${await page.text()}`);
        next = new URL(location, issuer).href;
      }
      return next;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
