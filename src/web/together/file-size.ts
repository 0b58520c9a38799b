const units = ['o', 'Ko', 'Mo', 'Go'] as const;

/** Takes a number of bytes; returns it in the unit that a person reads it by, one decimal below ten. */
export function fileSize(bytes: number): { readonly value: number; readonly unit: (typeof units)[number] } {
  let value = Math.max(0, bytes);
  let place = 0;
  while (value >= 1024 && place < units.length - 1) {
    value /= 1024;
    place++;
  }
  return {
    value: place > 0 && value < 10 ? Math.round(value * 10) / 10 : Math.round(value),
    unit: units[place] ?? 'o',
  };
}
