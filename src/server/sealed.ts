import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Company } from './company.ts';

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encrypts a secret that has to be kept (AES-256-GCM), with a key that is not in the database. Takes the company, what
 * the secret is for (each purpose has a key of its own) and the text; returns what to store: nonce, tag and cipher text.
 */
export function seal(company: Pick<Company, 'key'>, purpose: string, text: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', company.key(purpose), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/**
 * Takes what `seal` returned, with the same purpose; returns the text, or undefined where it was damaged or sealed with
 * the key of another installation.
 */
export function unseal(company: Pick<Company, 'key'>, purpose: string, sealed: Buffer): string | undefined {
  try {
    const nonce = sealed.subarray(0, nonceBytes);
    const decipher = createDecipheriv('aes-256-gcm', company.key(purpose), nonce);
    decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
    const start = decipher.update(sealed.subarray(nonceBytes + tagBytes));
    return Buffer.concat([start, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
