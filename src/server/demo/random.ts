/** A source of chance that gives the same draws for the same seed, on every machine. */
export interface Random {
  /** A number from 0 to 1, 1 excluded. */
  readonly next: () => number;
  /** A whole number from 0 to `below`, which is excluded. */
  readonly integer: (below: number) => number;
  /** True as often as `share` says, from 0 to 1. */
  readonly chance: (share: number) => boolean;
  /** One of a list, each as likely as the others. */
  readonly pick: <Item>(list: readonly Item[]) => Item;
  /** One of a list whose first ones come far more often than the last, as names and trades do. */
  readonly pickEarly: <Item>(list: readonly Item[]) => Item;
}

/** Takes a whole number; returns a source of chance (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const at = <Item>(list: readonly Item[], index: number): Item => {
    if (list.length === 0) throw new RangeError('Nothing to pick from');
    return list[index] as Item;
  };
  return {
    next,
    integer: (below) => Math.floor(next() * below),
    chance: (share) => next() < share,
    pick: (list) => at(list, Math.floor(next() * list.length)),
    pickEarly: (list) => at(list, Math.floor(next() ** 2 * list.length)),
  };
}

/**
 * Takes a moment and a source of chance; returns a UUIDv7 of that moment, the same for the same draws. Records made to
 * look a year old have ids a year old.
 */
export function datedId(moment: Date, random: Random): string {
  const time = moment.getTime().toString(16).padStart(12, '0');
  const bits = (length: number): string =>
    Math.floor(random.next() * 16 ** length)
      .toString(16)
      .padStart(length, '0');
  const variant = (8 + random.integer(4)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${bits(3)}-${variant}${bits(3)}-${bits(6)}${bits(6)}`;
}
