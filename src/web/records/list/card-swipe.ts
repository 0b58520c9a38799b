/** Which way a card was pushed: to the right shows what lies at its left, how to reach; to the left, what to do with it. */
export type Side = 'reach' | 'change';

/** Width of one action under a card, in pixels: a thumb's. */
export const actionWidth = 76;

/** How far a finger moves before it is a push, in pixels. */
const slack = 10;

/** Takes how far a finger went from where it touched; returns what it does: nothing yet, scrolling, or pushing. */
export function gestureOf(right: number, down: number): 'none' | 'scroll' | 'push' {
  const [across, along] = [Math.abs(right), Math.abs(down)];
  if (across < slack && along < slack) return 'none';
  return across > along * 1.3 ? 'push' : 'scroll';
}

/**
 * Takes where a card stood when it was touched, how far it was pushed and how many actions lie on each side; returns
 * where it stands: as far as its actions, and a third of what goes beyond, which is felt as an end.
 */
export function pushed(from: number, by: number, room: Readonly<Record<Side, number>>): number {
  const wanted = from + by;
  const most = wanted > 0 ? room.reach * actionWidth : room.change * actionWidth;
  const far = Math.abs(wanted);
  const reached = far <= most ? far : most + (far - most) / 3;
  return most === 0 ? 0 : Math.sign(wanted) * reached;
}

/** Takes where a card is let go; returns the side that stays open, null where it goes back. */
export function sideLeft(at: number, room: Readonly<Record<Side, number>>): Side | null {
  const side: Side = at > 0 ? 'reach' : 'change';
  const width = room[side] * actionWidth;
  return width > 0 && Math.abs(at) > Math.min(width / 2, actionWidth * 0.6) ? side : null;
}
