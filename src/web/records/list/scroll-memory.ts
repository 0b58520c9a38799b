/** Where each list was left, by its address: coming back from a record finds the same rows. */
const places = new Map<string, number>();

/** Most lists remembered. */
const most = 30;

/** Keeps how far a list is scrolled, in pixels. */
export function keepScroll(address: string, offset: number): void {
  places.delete(address);
  places.set(address, offset);
  const oldest = places.keys().next().value;
  if (places.size > most && oldest !== undefined) places.delete(oldest);
}

/** How far the list at an address was scrolled when it was left, in pixels. */
export function scrollKept(address: string): number {
  return places.get(address) ?? 0;
}
