import type { Configuration, CustomFetch } from 'openid-client';
import type { Company } from '../company.ts';
import { CarnetError } from '../errors.ts';
import type { Outgoing } from '../outgoing/environment.ts';
import { guardedFetch, isNamed } from '../outgoing/guarded-fetch.ts';
import { keepOnce, takeOnce } from './one-time.ts';
import { readSingleSignOn, type SingleSignOn } from './single-sign-on-settings.ts';
import { type ProvidedIdentity, userOfProvider } from './single-sign-on-user.ts';

/** How long someone may stay at the provider, in seconds. */
export const providerTime = 600;

/** A sign-in that is at the provider. */
interface Away {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Where the provider sends the browser back to. */
  readonly redirect: string;
  /** Where the person wanted to go. */
  readonly back: string;
}

const library = () => import('openid-client');

/** Configurations found lately: a provider is not asked to describe itself at each sign-in. */
const known = new WeakMap<Outgoing, { readonly key: string; readonly until: number; readonly found: Configuration }>();
const descriptionLife = 5 * 60_000;

/** Takes what was thrown; returns the refusal that it came from, if it did: libraries wrap what their fetch throws. */
function refusalIn(error: unknown): CarnetError | undefined {
  if (error instanceof CarnetError) return error;
  return error instanceof Error && error.cause !== undefined ? refusalIn(error.cause) : undefined;
}

/** Asks through the guard; a server that does not answer is one refusal, whatever kept it. */
function askThrough(outgoing: Outgoing): CustomFetch {
  return async (address, { method, headers, body }) =>
    await guardedFetch(outgoing, address, { method, headers, body }).catch((error: unknown) => {
      throw refusalIn(error) ?? new CarnetError(502, 'single-sign-on-down');
    });
}

/**
 * Takes what the environment allows and a provider; returns how it is asked: its description (OpenID Connect Discovery
 * 1.0), checked, with the signatures of tokens verified. Everything it is asked passes the guard. Throws the guard's 422,
 * or 502 single-sign-on-down.
 */
export async function configurationOf(
  outgoing: Outgoing,
  { issuer, clientId, clientSecret }: Pick<SingleSignOn, 'issuer' | 'clientId' | 'clientSecret'>,
): Promise<Configuration> {
  const key = JSON.stringify([issuer, clientId, clientSecret]);
  const remembered = known.get(outgoing);
  if (remembered?.key === key && remembered.until > Date.now()) return remembered.found;
  const client = await library();
  const ask = askThrough(outgoing);
  try {
    const url = new URL(issuer);
    const plain = url.protocol === 'http:' && isNamed(outgoing, url.hostname, Number(url.port || 80));
    const execute = [client.enableNonRepudiationChecks, ...(plain ? [client.allowInsecureRequests] : [])];
    const options = { execute, [client.customFetch]: ask };
    const server = (await client.discovery(url, clientId, undefined, client.None(), options)).serverMetadata();
    // Basic is what every provider must take (RFC 6749 §2.3.1), unless it says that it does not.
    const taken = server.token_endpoint_auth_methods_supported;
    const basic = taken === undefined || taken.includes('client_secret_basic');
    const proof = basic ? client.ClientSecretBasic : client.ClientSecretPost;
    const found = new client.Configuration(server, clientId, {}, clientSecret ? proof(clientSecret) : client.None());
    found[client.customFetch] = ask;
    for (const apply of execute) apply(found);
    known.set(outgoing, { key, until: Date.now() + descriptionLife, found });
    return found;
  } catch (error) {
    throw refusalIn(error) ?? unreachable();
  }
}

/** Whatever keeps the provider from being asked is one thing to whoever signs in; the settings page is told more. */
function unreachable(): CarnetError {
  return new CarnetError(502, 'single-sign-on-down');
}

async function openProvider(company: Company): Promise<{ provider: SingleSignOn; configuration: Configuration }> {
  const provider = await readSingleSignOn(company);
  if (!provider?.enabled) throw new CarnetError(404, 'single-sign-on-off');
  // What the settings page is told of the guard is nothing to whoever signs in.
  const configuration = await configurationOf(company.outgoing, provider).catch(() => {
    throw unreachable();
  });
  return { provider, configuration };
}

/**
 * Begins a sign-in at the provider: takes where it sends the browser back to and where the person wants to go; returns
 * the address to send them to and the ticket of their way back. Authorization code with PKCE, state and nonce (RFC 9700
 * §2.1.1). Throws 404 single-sign-on-off, 502 single-sign-on-down.
 */
export async function leaveForProvider(
  company: Company,
  redirect: string,
  back: string,
): Promise<{ address: string; ticket: string }> {
  const { configuration } = await openProvider(company);
  const client = await library();
  const away: Away = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
    redirect,
    back,
  };
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirect,
    scope: 'openid email profile',
    code_challenge: await client.calculatePKCECodeChallenge(away.verifier),
    code_challenge_method: 'S256',
    state: away.state,
    nonce: away.nonce,
  });
  return { address: address.href, ticket: await keepOnce(company, 'single-sign-on', away, providerTime) };
}

/** Takes the ticket of someone who comes back; returns where they wanted to go, and leaves the ticket as it is used up. */
export async function takeAway(company: Company, ticket: string | undefined): Promise<Away | undefined> {
  return await takeOnce<Away>(company, company.database, 'single-sign-on', ticket);
}

/**
 * Takes who came back from the provider and with which query; returns their user, and whether the provider is trusted to
 * have asked for a second factor. Throws 401 single-sign-on-refused, single-sign-on-failed (a wrong state, a code that
 * is too old or was used, a token that does not hold), 502 single-sign-on-down, and what `userOfProvider` throws.
 */
export async function comeFromProvider(
  company: Company,
  away: Away,
  query: string,
): Promise<{ userId: string; trusted: boolean }> {
  const { provider, configuration } = await openProvider(company);
  const identity = await readIdentity(configuration, provider, away, query);
  return { userId: await userOfProvider(company, provider, identity), trusted: provider.trusted };
}

async function readIdentity(
  configuration: Configuration,
  { emailClaim }: SingleSignOn,
  away: Away,
  query: string,
): Promise<ProvidedIdentity> {
  const client = await library();
  const url = new URL(away.redirect);
  url.search = query;
  try {
    const tokens = await client.authorizationCodeGrant(configuration, url, {
      pkceCodeVerifier: away.verifier,
      expectedState: away.state,
      expectedNonce: away.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new CarnetError(401, 'single-sign-on-failed');
    const asked = configuration.serverMetadata().userinfo_endpoint !== undefined && claims[emailClaim] === undefined;
    const more = asked ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub) : {};
    return { issuer: configuration.serverMetadata().issuer, claims: { ...more, ...claims } };
  } catch (error) {
    if (refusalIn(error)?.status === 502 || refusalIn(error)?.status === 422) throw unreachable();
    if (error instanceof client.AuthorizationResponseError) throw new CarnetError(401, 'single-sign-on-refused');
    throw new CarnetError(401, 'single-sign-on-failed');
  }
}
