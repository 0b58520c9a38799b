/**
 * Spreadsheets run a CSV cell that begins with one of these characters as a formula. An export puts one `'` in front
 * of such a value, and of one that begins with `'` itself, so that the guard can be taken off without doubt.
 */
const guarded = /^[=+\-@\t\r']/;

/** Takes a value; returns it as it is written into a CSV cell, harmless in a spreadsheet. */
export function guardFormula(text: string): string {
  return guarded.test(text) ? `'${text}` : text;
}

/**
 * Takes the text of a CSV cell; returns it without its guard. An apostrophe before anything that needs no guard is
 * part of the value (« 't Hart »). The exact inverse of `guardFormula`.
 */
export function unguardFormula(text: string): string {
  return text.startsWith("'") && guarded.test(text.slice(1)) ? text.slice(1) : text;
}
