/** Numbers that the table begins with room for; a power of two. */
const firstSize = 4096;

/** Takes a text; returns a number of 53 bits that another text has by a chance of one in 2^53 (cyrb53). */
function hashOf(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0) + 1;
}

/**
 * The texts met so far in a file, at 16 bytes each and no more, so that a check of a million rows stays flat. May take a
 * text for one met before by a chance that no file will see: for counting, not for writing.
 */
export class SeenKeys {
  private table = new Float64Array(firstSize);
  private count = 0;

  has(text: string): boolean {
    return this.table[this.placeOf(this.table, hashOf(text))] !== 0;
  }

  add(text: string): void {
    const hash = hashOf(text);
    const place = this.placeOf(this.table, hash);
    if (this.table[place] !== 0) return;
    this.table[place] = hash;
    if (++this.count * 2 > this.table.length) this.grow();
  }

  private placeOf(table: Float64Array, hash: number): number {
    let place = hash % table.length;
    while (table[place] !== 0 && table[place] !== hash) place = (place + 1) % table.length;
    return place;
  }

  private grow(): void {
    const wider = new Float64Array(this.table.length * 2);
    for (const hash of this.table) if (hash !== 0) wider[this.placeOf(wider, hash)] = hash;
    this.table = wider;
  }
}
