/** What a cell's number format says about how its number is to be read. */
export type NumberKind = 'number' | 'date' | 'dateTime' | 'time' | 'duration' | 'postcode' | 'phone';

/** A number format: what kind of value it shows, and to how many digits it is filled with zeros (0: not at all). */
export interface NumberFormat {
  readonly kind: NumberKind;
  readonly zeros: number;
}

/** Formats that a workbook names by number alone (ECMA-376 part 1, 18.8.30). */
function builtInFormat(id: number): string | undefined {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 50 && id <= 58) || id === 36) return 'yyyy-mm-dd';
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return 'h:mm:ss';
  if (id === 22) return 'yyyy-mm-dd h:mm';
  if (id === 46) return '[h]:mm:ss';
  return undefined;
}

/** Takes a format's number and, when it is the workbook's own, its code; returns what it shows. */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  const written = code ?? builtInFormat(id) ?? '';
  const first = written.split(';')[0] ?? '';
  const bare = first
    .replace(/"([^"]*)"/g, (_, quoted: string) => (quoted.trim() === '' ? quoted : ''))
    .replace(/\\(.)/g, (_, escaped: string) => (escaped === ' ' ? ' ' : ''))
    .replace(/[_*]./g, '');
  if (/\[(h+|m+|s+)\]/i.test(bare)) return { kind: 'duration', zeros: 0 };
  const plain = bare.replace(/\[[^\]]*\]/g, '').trim();
  if (/^0{2,}$/.test(plain)) return { kind: 'number', zeros: plain.length };
  // « Numéro de téléphone » of French Excel: 0#" "##" "##" "##" "##
  if (/^0#([ .]##){4}$/.test(plain)) return { kind: 'phone', zeros: 10 };
  if (/^(general|standard|@)$/i.test(plain) || /[0#?]/.test(plain)) return { kind: 'number', zeros: 0 };
  const day = /[dyj]|a{2,}|m{3,}/i.test(plain);
  const hour = /[hs]/i.test(plain);
  if (day) return { kind: hour ? 'dateTime' : 'date', zeros: 0 };
  if (hour) return { kind: 'time', zeros: 0 };
  return { kind: /m/i.test(plain) ? 'date' : 'number', zeros: 0 };
}

const secondsPerDay = 86_400;

/**
 * Takes a cell's number as written in the file, its format and the workbook's first day; returns the text it stands
 * for: `35600000049837`, `1250.5`, `01400`, `2026-03-04`, `2026-03-04T09:30:00`, `09:30:00`. Never an exponent.
 * Fractions are rounded to the 15 digits that Excel keeps; text that is no number comes back as it is.
 */
export function numberText(written: string, format: NumberFormat, from1904: boolean): string {
  const value = Number(written);
  if (written.trim() === '' || !Number.isFinite(value)) return written;
  if (format.kind === 'number' || format.kind === 'phone' || format.kind === 'postcode')
    return filledNumber(plainNumber(written, value), format.zeros);
  if (value < 0 || value >= 2_958_466) return plainNumber(written, value);
  const seconds = Math.round(value * secondsPerDay);
  const clock = new Date((seconds % secondsPerDay) * 1000).toISOString().slice(11, 19);
  if (format.kind === 'duration') return `${String(Math.floor(seconds / 3600)).padStart(2, '0')}${clock.slice(2)}`;
  const days = Math.floor(seconds / secondsPerDay);
  if (days === 0 && !from1904) return format.kind === 'date' ? plainNumber(written, value) : clock;
  if (format.kind === 'time') return clock;
  const day = new Date((days + dayShift(days, from1904)) * secondsPerDay * 1000).toISOString().slice(0, 10);
  return format.kind === 'date' ? day : `${day}T${clock}`;
}

/** Days from a workbook's day number to the Unix one; Excel counts a 29 February 1900 that never was. */
function dayShift(days: number, from1904: boolean): number {
  if (from1904) return -24_107;
  return days < 60 ? -25_568 : -25_569;
}

function plainNumber(written: string, value: number): string {
  if (/^-?\d+$/.test(written)) return written.replace(/^(-?)0+(?=\d)/, '$1');
  const rounded = Number(value.toPrecision(15));
  const text = String(rounded);
  return text.includes('e') ? expandExponent(text) : text;
}

/** Takes a number such as 3.56e+21; returns all of its digits. */
function expandExponent(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?e([+-]?\d+)$/.exec(text) ?? [];
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return point >= digits.length
    ? sign + digits.padEnd(point, '0')
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

function filledNumber(text: string, zeros: number): string {
  return /^\d+$/.test(text) ? text.padStart(zeros, '0') : text;
}
