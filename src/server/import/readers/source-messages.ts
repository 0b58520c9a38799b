import { fillTemplate, type Localized } from '../../../lib/localized.ts';
import type { RowProblem, SourceError, SourceWarning } from './source-types.ts';

/** Why a whole file is refused. */
const errorMessages = {
  'file-unreadable': { fr: 'Le fichier ne peut pas être lu.', en: 'The file cannot be read.' },
  'file-empty': { fr: 'Le fichier est vide.', en: 'The file is empty.' },
  'no-rows': { fr: 'Le fichier ne contient aucune ligne de données.', en: 'The file holds no data rows.' },
  'no-cards': {
    fr: 'Le fichier ne contient aucune carte de visite (BEGIN:VCARD).',
    en: 'The file holds no card (BEGIN:VCARD).',
  },
  'format-xls': {
    fr: 'Ce classeur est à l’ancien format Excel (.xls). Ouvrez-le et enregistrez-le au format .xlsx ou CSV.',
    en: 'This workbook is in the old Excel format (.xls). Open it and save it as .xlsx or CSV.',
  },
  'format-xlsb': {
    fr: 'Ce classeur est au format binaire (.xlsb). Ouvrez-le et enregistrez-le au format .xlsx ou CSV.',
    en: 'This workbook is in the binary format (.xlsb). Open it and save it as .xlsx or CSV.',
  },
  'format-ods': {
    fr: 'Ce classeur est au format OpenDocument (.ods). Ouvrez-le et enregistrez-le au format .xlsx ou CSV.',
    en: 'This workbook is in the OpenDocument format (.ods). Open it and save it as .xlsx or CSV.',
  },
  'format-unknown': {
    fr: 'Ce fichier n’est ni un CSV, ni un classeur Excel (.xlsx), ni une carte de visite (.vcf).',
    en: 'This file is neither a CSV, nor an Excel workbook (.xlsx), nor a card (.vcf).',
  },
  'workbook-locked': {
    fr: 'Ce classeur est protégé par un mot de passe. Enlevez le mot de passe, puis recommencez.',
    en: 'This workbook is protected by a password. Remove the password, then try again.',
  },
  'workbook-broken': {
    fr: 'Ce classeur est abîmé ou n’est pas un fichier Excel. Ouvrez-le et enregistrez-le à nouveau au format .xlsx.',
    en: 'This workbook is damaged or is not an Excel file. Open it and save it again as .xlsx.',
  },
  'workbook-too-large': {
    fr: 'Ce classeur est trop grand une fois décompressé ({size} Mo, {limit} Mo au plus). Enregistrez-le au format CSV.',
    en: 'This workbook is too large once unpacked ({size} MB, {limit} MB at most). Save it as CSV.',
  },
  'sheet-unknown': {
    fr: 'La feuille « {sheet} » n’est pas dans ce classeur.',
    en: 'The sheet “{sheet}” is not in this workbook.',
  },
  'encoding-unknown': {
    fr: 'L’encodage « {encoding} » n’est pas connu.',
    en: 'The encoding “{encoding}” is not known.',
  },
  'delimiter-wrong': {
    fr: 'Le séparateur doit être un seul caractère.',
    en: 'The separator must be a single character.',
  },
} satisfies Record<string, Localized>;

/** What a person should know about a whole file. */
const warningMessages = {
  'encoding-guessed': {
    fr: 'L’encodage n’est pas écrit dans le fichier : « {encoding} » a été deviné. Vérifiez les accents dans l’aperçu.',
    en: 'The encoding is not written in the file: “{encoding}” was guessed. Check the accents in the preview.',
  },
  'encoding-mixed': {
    fr: 'Quelques caractères ({count}) ne sont pas lisibles en UTF-8. Les lignes concernées sont signalées.',
    en: 'A few characters ({count}) cannot be read as UTF-8. The rows concerned are marked.',
  },
  'encoding-double': {
    fr: 'Des accents semblent abîmés (« Ã© » au lieu de « é ») : le fichier a sans doute été enregistré dans un mauvais encodage.',
    en: 'Some accents look damaged (“Ã©” in place of “é”): the file was probably saved in a wrong encoding.',
  },
  'no-header': {
    fr: 'La première ligne ressemble à des données : les colonnes n’ont pas de titre.',
    en: 'The first line looks like data: the columns have no title.',
  },
  'header-late': {
    fr: 'Les titres des colonnes ont été trouvés à la ligne {line}.',
    en: 'The column titles were found on line {line}.',
  },
  'dates-ambiguous': {
    fr: 'L’ordre du jour et du mois n’est pas certain : « jj/mm/aaaa » est supposé.',
    en: 'The order of day and month is not certain: “dd/mm/yyyy” is assumed.',
  },
  'sheets-hidden': {
    fr: 'Ce classeur a des feuilles cachées : {sheets}.',
    en: 'This workbook has hidden sheets: {sheets}.',
  },
  'photos-skipped': { fr: 'Photos laissées de côté : {count}.', en: 'Photos left out: {count}.' },
} satisfies Record<string, Localized>;

/** What is wrong with one row or cell. */
const problemMessages = {
  'too-few-cells': {
    severity: 'warning',
    fr: 'La ligne a {found} cellules au lieu de {expected} : les dernières sont vides.',
    en: 'The row has {found} cells in place of {expected}: the last ones are empty.',
  },
  'too-many-cells': {
    severity: 'error',
    fr: 'La ligne a {found} cellules au lieu de {expected} : un séparateur se trouve sans doute dans un texte sans guillemets.',
    en: 'The row has {found} cells in place of {expected}: a separator is probably inside a text without quotes.',
  },
  'quote-unclosed': {
    severity: 'error',
    fr: 'Un guillemet ouvert n’est jamais refermé : il a été pris comme un caractère ordinaire.',
    en: 'A quote is opened and never closed: it was taken as an ordinary character.',
  },
  'quote-stray': {
    severity: 'warning',
    fr: 'Du texte suit un guillemet fermant : il a été gardé.',
    en: 'Some text follows a closing quote: it was kept.',
  },
  'row-too-long': {
    severity: 'error',
    fr: 'La ligne est trop longue (plus de {limit} caractères) : elle n’a pas été lue.',
    en: 'The row is too long (more than {limit} characters): it was not read.',
  },
  'character-nul': {
    severity: 'error',
    fr: 'Le texte contient un caractère nul, qui a été enlevé.',
    en: 'The text contains a null character, which was removed.',
  },
  'character-unreadable': {
    severity: 'error',
    fr: 'Le texte contient un caractère illisible dans l’encodage choisi (« � »).',
    en: 'The text contains a character that cannot be read in the chosen encoding (“�”).',
  },
  'cell-error': {
    severity: 'error',
    fr: 'La cellule contient une erreur de calcul ({value}).',
    en: 'The cell holds a formula error ({value}).',
  },
  'cell-uncomputed': {
    severity: 'error',
    fr: 'La formule de la cellule n’a pas de résultat enregistré : ouvrez le classeur dans un tableur et enregistrez-le.',
    en: 'The cell’s formula has no saved result: open the workbook in a spreadsheet and save it.',
  },
  'number-imprecise': {
    severity: 'warning',
    fr: 'Le nombre a plus de 15 chiffres : Excel a pu en perdre les derniers.',
    en: 'The number has more than 15 digits: Excel may have lost the last ones.',
  },
  'card-no-name': {
    severity: 'error',
    fr: 'La carte n’a ni nom, ni société, ni adresse e-mail, ni téléphone.',
    en: 'The card has no name, company, e-mail address or phone.',
  },
  'card-not-closed': {
    severity: 'warning',
    fr: 'La carte n’a pas de ligne END:VCARD.',
    en: 'The card has no END:VCARD line.',
  },
  'card-line-unreadable': {
    severity: 'warning',
    fr: 'Lignes de la carte non comprises : {count} (première : ligne {line}).',
    en: 'Lines of the card not understood: {count} (first: line {line}).',
  },
  'card-too-long': {
    severity: 'error',
    fr: 'La carte est trop longue : la fin n’a pas été lue.',
    en: 'The card is too long: its end was not read.',
  },
} satisfies Record<string, Localized & { severity: RowProblem['severity'] }>;

/** The code of a reason to refuse a whole file. */
export type SourceErrorCode = keyof typeof errorMessages;
/** The code of something wrong with a row. */
export type RowProblemCode = keyof typeof problemMessages;

type Parameters = Readonly<Record<string, string | number>>;

function filled(template: Localized, parameters: Parameters): Localized {
  return { fr: fillTemplate(template.fr, parameters), en: fillTemplate(template.en, parameters) };
}

/** Takes a code and the values of its message; returns why the whole file is refused. */
export function sourceError(code: SourceErrorCode, parameters: Parameters = {}): SourceError {
  return { code, message: filled(errorMessages[code], parameters) };
}

/** Takes a code and the values of its message; returns a warning about the whole file. */
export function sourceWarning(code: keyof typeof warningMessages, parameters: Parameters = {}): SourceWarning {
  return { code, message: filled(warningMessages[code], parameters) };
}

/** Takes a code, the column (0-based) or undefined for the row, and the values of its message; returns the problem. */
export function rowProblem(code: RowProblemCode, column?: number, parameters: Parameters = {}): RowProblem {
  const { severity, ...template } = problemMessages[code];
  return { ...(column === undefined ? {} : { column }), code, message: filled(template, parameters), severity };
}
