import { luhn } from '../../lib/luhn.ts';
import { type Found, withFigures } from './card-line.ts';

/** Numbers under which a company is registered. */
export interface Registrations {
  readonly siren?: Found | undefined;
  readonly siret?: Found | undefined;
  readonly vatNumber?: Found | undefined;
}

const grouped = '[\\dOoQDlI|SsBZ](?:[ .\\u00a0]?[\\dOoQDlI|SsBZ])';

function figuresOf(text: string): string {
  return withFigures(text).replace(/\D/g, '');
}

/** Whether two figures are the key of a SIREN in its VAT number (BOI-TVA-DECLA-20-20-10-10). */
function isKey(key: string, siren: string): boolean {
  return !/^\d\d$/.test(key) || Number(key) === (12 + 3 * (Number(siren) % 97)) % 97;
}

function vatIn(text: string, certainty: number): Found | undefined {
  for (const [, key = '', number = ''] of text.matchAll(
    new RegExp(`\\bF[ .]?R[ .:]{0,2}([0-9A-Z|]{2})[ .]?(${grouped}{8})(?![0-9])`, 'g'),
  )) {
    const siren = figuresOf(number);
    for (const one of [withFigures(key), key])
      if (/^[0-9A-Z]{2}$/.test(one) && luhn(siren) && isKey(one, siren))
        return { value: `FR${one}${siren}`, certainty };
  }
  const abroad =
    /(?:tva|vat|btw|mwst|ust)[^A-Z]*\b((?:BE|LU|DE|IT|ES|NL|CHE?|GB|AT|PT|IE)[ .-]?[\dA-Z](?:[ .-]?[\dA-Z]){6,12})/i;
  const found = abroad.exec(text)?.[1];
  return found ? { value: found.replace(/[ .-]/g, '').toUpperCase(), certainty: certainty * 0.7 } : undefined;
}

/** Takes a line and how sure it is; returns the SIREN, SIRET and VAT number in it, their keys checked (INSEE). */
export function registrationsIn(line: string, certainty: number): Registrations {
  const vatNumber = vatIn(line, certainty);
  const rest = line.replace(/\bF[ .]?R[ .:]{0,2}[0-9A-Z|]{2}[ .]?(?:[\dOoQDlI|SsBZ][ .]?){9}/g, ' ');
  const named = /siren|siret|rcs|r\.c\.s|rsac|rm\b|registre|sirene/i.test(line);
  let siret: Found | undefined;
  let siren: Found | undefined;
  for (const [text] of rest.matchAll(new RegExp(`(?<![\\p{L}\\d])${grouped}{8,16}(?![\\p{L}\\d])`, 'gu'))) {
    const number = figuresOf(text);
    const whole = number.length === 14 && luhn(number) && luhn(number.slice(0, 9));
    if (whole) siret ??= { value: number, certainty: certainty * (named ? 1 : 0.8) };
    else if (number.length === 9 && luhn(number) && named) siren ??= { value: number, certainty };
  }
  if (siret) siren = undefined;
  return { siren, siret, vatNumber };
}

/** Whether a line is about the company's registration: what else it holds is neither a name nor an address. */
export function isLegalMention(line: string): boolean {
  return /\b(?:siren|siret|r\.?c\.?s|capital|tva|vat|naf|ape|code ape|rm \d|orias|adeli|rpps|rsac|intracom\w*|registered (?:in|office)|company no)\b/i.test(
    line,
  );
}
