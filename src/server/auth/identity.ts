import { newId } from '../../lib/ids.ts';
import type { Company } from '../company.ts';
import { hashPassword, passwordLength, verifyPassword } from './password.ts';

/** How long a session lasts without use, and how often its end is moved while it is used; seconds. */
export const sessionLife = { expiresIn: 14 * 24 * 3600, updateAge: 24 * 3600 } as const;

/** The e-mail under which better-auth knows a user: the address people type is on the user record alone. */
export function identityEmail(userId: string): string {
  return `${userId}@carnet.invalid`;
}

/**
 * Makes the company's better-auth, which keeps passwords and sessions. The library is loaded at the first sign-in: it
 * costs 0.4 s and 40 MB that a start need not wait for.
 */
async function makeIdentity(company: Company) {
  const [{ betterAuth }, { kyselyAdapter }] = await Promise.all([
    import('better-auth/minimal'),
    import('@better-auth/kysely-adapter'),
  ]);
  return betterAuth({
    // Fixed, so that nothing is read from the environment; no link is ever made from it.
    baseURL: 'http://carnet.invalid',
    basePath: '/auth',
    secret: company.key('better-auth').toString('base64url'),
    database: kyselyAdapter(company.database.withSchema('auth'), { type: 'postgres' }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.shortest,
      maxPasswordLength: passwordLength.longest,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    session: { ...sessionLife, cookieCache: { enabled: false } },
    // Counted by throttle.ts, per account as well.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: { database: { generateId: () => newId() } },
  });
}

type Identity = Awaited<ReturnType<typeof makeIdentity>>;

const identities = new WeakMap<Company, Promise<Identity>>();

/** Takes a company; returns its better-auth, made once. */
export function identityOf(company: Company): Promise<Identity> {
  const known = identities.get(company);
  if (known) return known;
  const made = makeIdentity(company);
  identities.set(company, made);
  made.catch(() => identities.delete(company));
  return made;
}
