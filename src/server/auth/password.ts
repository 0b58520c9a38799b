import { hash, verify } from '@node-rs/argon2';

/** OWASP's parameters for argon2id: 19 MiB of memory, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Fewest and most characters of a password; longer ones are refused before any is hashed. */
export const passwordLength = { shortest: 8, longest: 128 } as const;

/** Takes a password; returns its argon2id hash with salt and parameters, as the database keeps it. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize('NFKC'), cost);
}

/** Takes a kept hash and a password; tells whether they belong together. A damaged hash belongs to none. */
export async function verifyPassword(kept: string, password: string): Promise<boolean> {
  try {
    return await verify(kept, password.normalize('NFKC'));
  } catch {
    return false;
  }
}
