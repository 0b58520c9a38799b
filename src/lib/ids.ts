let lastMoment = 0;
let counter = 0;

/** Random bytes are drawn for many ids at once: drawing them one by one costs more than all the rest. */
const pool = new Uint8Array(16 * 256);
let used = pool.length;

function randomBytes(): Uint8Array {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  used += 16;
  return pool.slice(used - 16, used);
}

/**
 * Returns a new UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, a 12-bit counter that keeps ids of the same
 * millisecond in order, 62 random bits. Ids made by one process sort by creation.
 */
export function newId(): string {
  const bytes = randomBytes();
  const now = Date.now();
  if (now > lastMoment) {
    lastMoment = now;
    counter = ((bytes[6] ?? 0) & 0x03) << 8;
  } else if (++counter > 0xfff) {
    lastMoment++;
    counter = 0;
  }
  const moment = lastMoment;
  for (let index = 0; index < 6; index++) bytes[index] = Math.floor(moment / 2 ** (8 * (5 - index))) & 0xff;
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Tells whether `value` is a UUID written as PostgreSQL writes it (lower case, hyphens). */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && uuidPattern.test(value);
}
