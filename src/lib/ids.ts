let lastMoment = 0;
let counter = 0;

/** Random bytes are drawn for many ids at once: drawing them one by one costs more than all the rest. */
const pool = new Uint8Array(10 * 256);
let used = pool.length;

/** Two digits of every byte. */
const hexes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hex(bytes: Uint8Array, from: number, count: number): string {
  let text = '';
  for (let index = from; index < from + count; index++) text += hexes[bytes[index] ?? 0];
  return text;
}

/**
 * Returns a new UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, a 12-bit counter that keeps ids of the same
 * millisecond in order, 62 random bits. Ids made by one process sort by creation.
 */
export function newId(): string {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  const from = used;
  used += 10;
  const now = Date.now();
  if (now > lastMoment) {
    lastMoment = now;
    counter = ((pool[from] ?? 0) & 0x03) << 8;
  } else if (++counter > 0xfff) {
    lastMoment++;
    counter = 0;
  }
  const moment = lastMoment.toString(16).padStart(12, '0');
  const variant = hexes[0x80 | ((pool[from + 1] ?? 0) & 0x3f)];
  return `${moment.slice(0, 8)}-${moment.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${hex(pool, from + 2, 1)}-${hex(pool, from + 3, 6)}`;
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Tells whether `value` is a UUID written as PostgreSQL writes it (lower case, hyphens). */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && uuidPattern.test(value);
}
