import type { Localized } from './localized.ts';

/** What is refused of files brought in and taken out. */
export const exchangeErrors = {
  'file-unreadable': { fr: 'Le fichier ne peut pas être lu.', en: 'The file cannot be read.' },
  'file-missing': { fr: 'Joignez un fichier à la demande.', en: 'Attach a file to the request.' },
  'import-not-found': { fr: 'Ce fichier à importer n’existe plus.', en: 'This file to import no longer exists.' },
  'import-mapping': {
    fr: 'La colonne {column} ne peut pas aller dans {target}.',
    en: 'The column {column} cannot go into {target}.',
  },
  'import-target-twice': {
    fr: 'Deux colonnes vont dans le même champ ({target}).',
    en: 'Two columns go into the same field ({target}).',
  },
  'import-nothing-mapped': {
    fr: 'Aucune colonne n’est associée à un champ.',
    en: 'No column is matched with a field.',
  },
  'import-key': {
    fr: 'La clé {target} n’est associée à aucune colonne.',
    en: 'The key {target} is matched with no column.',
  },
  'reference-unknown': {
    fr: '{Value} ne correspond à aucune fiche que vous voyez.',
    en: '{Value} matches no record that you can see.',
  },
  'reference-ambiguous': {
    fr: '{Value} correspond à plusieurs fiches\u00a0: {found}.',
    en: '{Value} matches several records: {found}.',
  },
  'several-matches': {
    fr: 'Plusieurs fiches ont cette clé\u00a0: {found}.',
    en: 'Several records have this key: {found}.',
  },
  'already-exists': { fr: 'Cette fiche existe déjà\u00a0: {found}.', en: 'This record already exists: {found}.' },
  'export-too-large': {
    fr: 'Un classeur Excel contient au plus {maximum} lignes\u00a0: exportez en CSV, ou filtrez d’abord.',
    en: 'An Excel workbook holds {maximum} rows at most: export as CSV, or filter first.',
  },
  'no-card': {
    fr: 'Ces fiches n’ont rien qui tienne sur une carte de visite.',
    en: 'These records hold nothing that goes on a card.',
  },
} as const satisfies Record<string, Localized>;
