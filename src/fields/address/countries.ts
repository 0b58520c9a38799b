import type { Language } from '../../lib/localized.ts';
import { fold } from '../../lib/text.ts';

/** The countries and territories of ISO 3166-1, by their two letters. */
const codes =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW';

/** The country codes, in the order of their letters. */
export const countryCodes: readonly string[] = codes.split(' ');

const known = new Set(countryCodes);

/** What people and files write beside the names of the language data. */
const otherNames: Readonly<Record<string, string>> = {
  angleterre: 'GB',
  'grande bretagne': 'GB',
  uk: 'GB',
  england: 'GB',
  ecosse: 'GB',
  usa: 'US',
  'etats unis d amerique': 'US',
  'united states of america': 'US',
  hollande: 'NL',
  'the netherlands': 'NL',
  'france metropolitaine': 'FR',
  fra: 'FR',
  f: 'FR',
  reunion: 'RE',
  'la guadeloupe': 'GP',
  'republique tcheque': 'CZ',
  'czech republic': 'CZ',
  turkey: 'TR',
  'coree du sud': 'KR',
  'cote d ivoire': 'CI',
  rdc: 'CD',
};

const displayNames = new Map<Language, Intl.DisplayNames>();

function namesIn(language: Language): Intl.DisplayNames {
  let names = displayNames.get(language);
  if (!names) {
    names = new Intl.DisplayNames([language], { type: 'region' });
    displayNames.set(language, names);
  }
  return names;
}

/** Tells whether a text is the two capital letters of a country. */
export function isCountry(code: string): boolean {
  return known.has(code);
}

/** Takes a country's code; returns its name in a language, the code itself where it is none. */
export function countryName(code: string, language: Language): string {
  return isCountry(code) ? (namesIn(language).of(code) ?? code) : code;
}

/** Folds a country's name: no accents, punctuation as spaces, no article in front. */
function countryKey(text: string): string {
  return fold(text)
    .replaceAll('.', '')
    .replace(/[^a-z]+/g, ' ')
    .trim()
    .replace(/^(?:la|le|les|l|the) /, '');
}

let codeByName: ReadonlyMap<string, string> | undefined;

/** Takes a country as written (FR, France, « ÉTATS-UNIS », Germany); returns its code, or null. */
export function findCountry(text: string): string | null {
  const code = text.trim().toUpperCase();
  if (isCountry(code)) return code;
  codeByName ??= new Map([
    ...(['en', 'fr'] as const).flatMap((language) =>
      countryCodes.map((country) => [countryKey(countryName(country, language)), country] as const),
    ),
    ...Object.entries(otherNames).map(([name, country]) => [countryKey(name), country] as const),
  ]);
  return codeByName.get(countryKey(text)) ?? null;
}
