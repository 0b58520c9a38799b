import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { isId } from '../../../lib/ids.ts';
import { CarnetError } from '../../errors.ts';
import type { Position } from './order.ts';
import type { Reader } from './readable.ts';

/**
 * A cursor is the position of a page's last row, sealed: it may hold values of fields, and is good for one reader and
 * one list only.
 */
const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/** Takes whatever a list is made of (record type, order, filter, search…); returns what binds its cursors to it. */
function seal(reader: Reader, list: readonly unknown[]): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([reader.principal.userId, ...list]))
    .digest();
}

/** Takes who reads, what the list is made of and the position to go on from; returns the cursor. */
export function writeCursor(reader: Reader, list: readonly unknown[], position: Position): string {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, reader.company.key('cursor'), nonce).setAAD(seal(reader, list));
  const sealed = Buffer.concat([
    cipher.update(JSON.stringify([position.id, ...position.values]), 'utf8'),
    cipher.final(),
  ]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

function isPosition(value: unknown, keys: number): value is [string, ...(string | null)[]] {
  return Array.isArray(value) && value.length === keys + 1 && isId(value[0]);
}

/**
 * Takes who reads, what the list is made of, its number of sort keys and a cursor; returns the position. Throws 400
 * `invalid-cursor` for one that is damaged or of another list or reader.
 */
export function readCursor(reader: Reader, list: readonly unknown[], keys: number, cursor: string): Position {
  try {
    const bytes = Buffer.from(cursor, 'base64url');
    const decipher = createDecipheriv(algorithm, reader.company.key('cursor'), bytes.subarray(0, nonceLength), {
      authTagLength: tagLength,
    });
    decipher.setAAD(seal(reader, list)).setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
    const opened = Buffer.concat([decipher.update(bytes.subarray(nonceLength + tagLength)), decipher.final()]);
    const value: unknown = JSON.parse(opened.toString('utf8'));
    if (isPosition(value, keys)) return { id: value[0], values: value.slice(1) };
  } catch {
    // Said below.
  }
  throw new CarnetError(400, 'invalid-cursor');
}
