import { accessErrors } from './access-errors.ts';
import { addressBookErrors } from './address-book-errors.ts';
import { contactErrors } from './contact-errors.ts';
import { exchangeErrors } from './exchange-errors.ts';
import { fillTemplate, type Language, type Localized } from './localized.ts';
import { mergeErrors } from './merge-errors.ts';
import { secondFactorErrors } from './second-factor-errors.ts';

/**
 * Every reason for a refusal, in words. `{Value}` is the refused value in quotation marks, « Cette valeur » where the
 * refusal does not repeat it; `{Field}` the field's label likewise. Other placeholders are parameters of the refusal.
 */
export const errorCatalogue = {
  ...accessErrors,
  ...addressBookErrors,
  ...contactErrors,
  ...exchangeErrors,
  ...mergeErrors,
  // Values of a field
  required: { fr: '{Field} est obligatoire.', en: '{Field} is required.' },
  'unknown-field': { fr: 'Le champ {field} n’existe pas ici.', en: 'The field {field} does not exist here.' },
  'read-only-field': { fr: '{Field} ne peut pas être modifié.', en: '{Field} cannot be changed.' },
  'not-in-list': { fr: '{Value} ne fait pas partie de la liste.', en: '{Value} is not in the list.' },
  'retired-value': {
    fr: '{Value} a été retirée de la liste\u00a0: choisissez-en une autre.',
    en: '{Value} was withdrawn from the list: choose another one.',
  },
  'too-long': {
    fr: 'Le texte est trop long ({maximum} caractères au plus).',
    en: 'The text is too long ({maximum} characters at most).',
  },
  'duplicate-value': {
    fr: '{Value} est déjà utilisée par une autre fiche.',
    en: '{Value} is already used by another record.',
  },
  'already-linked': { fr: 'Cette fiche est déjà liée.', en: 'This record is already linked.' },
  'already-held': {
    fr: '{Value} n’appartient qu’à une seule fiche ici, et {holder} l’a déjà.',
    en: '{Value} belongs to one record only here, and {holder} has it already.',
  },
  'one-of-required': {
    fr: 'Remplissez au moins un de ces champs\u00a0: {fields}.',
    en: 'Fill in at least one of these fields: {fields}.',
  },
  'out-of-order': {
    fr: '{Field} ne peut pas précéder le début ({fields}).',
    en: '{Field} cannot come before the start ({fields}).',
  },
  'still-ahead': {
    fr: '{Field} ne peut pas être dans l’avenir.',
    en: '{Field} cannot be in the future.',
  },
  'invalid-children': {
    fr: 'Les éléments liés doivent être une liste de fiches.',
    en: 'Linked items must be a list of records.',
  },
  'invalid-text': {
    fr: '{Value} contient des caractères qui ne peuvent pas être enregistrés, ou est trop longue.',
    en: '{Value} contains characters that cannot be stored, or is too long.',
  },
  'invalid-type': {
    fr: '{Value} n’est pas le genre de valeur attendu ici.',
    en: '{Value} is not the kind of value expected here.',
  },
  'invalid-integer': {
    fr: '{Value} n’est pas un nombre entier permis ici.',
    en: '{Value} is not a whole number allowed here.',
  },
  'invalid-decimal': { fr: '{Value} n’est pas un nombre permis ici.', en: '{Value} is not a number allowed here.' },
  'invalid-money': {
    fr: '{Value} n’est pas un montant\u00a0: écrivez par exemple 1\u202f250,50\u00a0€.',
    en: '{Value} is not an amount: write for example €1,250.50.',
  },
  'invalid-percent': {
    fr: '{Value} n’est pas un pourcentage permis ici\u00a0: écrivez par exemple 12,5\u202f%.',
    en: '{Value} is not a percentage allowed here: write for example 12.5%.',
  },
  'invalid-date': {
    fr: '{Value} n’est pas une date du calendrier\u00a0: écrivez par exemple 22/11/2026.',
    en: '{Value} is not a day of the calendar: write for example 22/11/2026.',
  },
  'invalid-time': {
    fr: '{Value} n’est pas une heure\u00a0: écrivez par exemple 09:30.',
    en: '{Value} is not a time: write for example 09:30.',
  },
  'invalid-date-time': {
    fr: '{Value} n’est pas une date avec son heure\u00a0: écrivez par exemple 22/11/2026 09:30.',
    en: '{Value} is not a date and time: write for example 22/11/2026 09:30.',
  },
  'invalid-duration': {
    fr: '{Value} n’est pas une durée permise ici\u00a0: écrivez par exemple 1\u00a0h\u00a030.',
    en: '{Value} is not a duration allowed here: write for example 1 h 30.',
  },
  'invalid-boolean': { fr: '{Value} n’est ni oui ni non.', en: '{Value} is neither yes nor no.' },
  'invalid-phone': {
    fr: '{Value} n’est pas un numéro de téléphone (de 3 à 30 caractères, dont au moins 3 chiffres).',
    en: '{Value} is not a phone number (3 to 30 characters, 3 digits at least).',
  },
  'invalid-email': {
    fr: '{Value} n’est pas une adresse e-mail. Saisissez une seule adresse.',
    en: '{Value} is not an e-mail address. Enter one address only.',
  },
  'invalid-url': {
    fr: '{Value} n’est pas une adresse web (http ou https).',
    en: '{Value} is not a web address (http or https).',
  },
  'invalid-reference': {
    fr: '{Value} ne désigne pas une fiche\u00a0: choisissez-la dans la liste.',
    en: '{Value} is not a record: pick one from the list.',
  },
  'invalid-address': {
    fr: 'Cette adresse n’est pas valable\u00a0: vérifiez le pays et la longueur des lignes.',
    en: 'This address is not valid: check its country and the length of its lines.',
  },
  'invalid-siren': {
    fr: '{Value} n’est pas un SIREN\u00a0: 9 chiffres, dont une clé.',
    en: '{Value} is not a SIREN: 9 digits, with a key.',
  },
  'invalid-siret': {
    fr: '{Value} n’est pas un SIRET\u00a0: 14 chiffres, dont une clé. Un tableur a pu l’abîmer (3,56E+13).',
    en: '{Value} is not a SIRET: 14 digits, with a key. A spreadsheet may have damaged it (3.56E+13).',
  },
  'invalid-vat-number': {
    fr: '{Value} n’est pas un numéro de TVA\u00a0: écrivez-le avec les lettres du pays, par exemple FR44732829320.',
    en: '{Value} is not a VAT number: write it with its country letters, for example FR44732829320.',
  },
  'invalid-iban': {
    fr: '{Value} n’est pas un IBAN\u00a0: vérifiez sa clé et sa longueur.',
    en: '{Value} is not an IBAN: check its key and its length.',
  },
  'invalid-file': { fr: '{Value} ne désigne pas un fichier enregistré.', en: '{Value} is not a stored file.' },
  'invalid-tags': {
    fr: 'Ces étiquettes ne sont pas valables (50 caractères au plus pour chacune, 100 étiquettes au plus).',
    en: 'These tags are not valid (50 characters at most each, 100 tags at most).',
  },
  'invalid-recurrence': {
    fr: '{Value} n’est pas une règle de récurrence (RFC\u00a05545).',
    en: '{Value} is not a recurrence rule (RFC 5545).',
  },
  'invalid-structure': {
    fr: 'Cette structure n’a pas la forme attendue.',
    en: 'This structure does not have the shape expected.',
  },
  // Records and their links
  'validation-failed': { fr: 'Certaines valeurs sont à corriger.', en: 'Some values must be corrected.' },
  'not-found': {
    fr: 'Cette fiche n’existe pas, ou vous n’y avez pas accès.',
    en: 'This record does not exist, or you have no access to it.',
  },
  forbidden: { fr: 'Vous n’avez pas le droit de faire cela.', en: 'You are not allowed to do this.' },
  'version-required': {
    fr: 'Indiquez la version que vous modifiez (en-tête If-Match).',
    en: 'Name the version you change (If-Match header).',
  },
  'version-conflict': {
    fr: 'Cette fiche a été modifiée entre-temps. Comparez les deux versions avant d’enregistrer.',
    en: 'This record was changed meanwhile. Compare both versions before you save.',
  },
  'restore-target-first': {
    fr: 'Cette fiche dépend d’une autre qui est à la corbeille\u00a0: restaurez d’abord celle-là.',
    en: 'This record depends on another one that is in the trash: restore that one first.',
  },
  'account-name-required': {
    fr: 'Indiquez le nom du compte, ou choisissez un compte existant.',
    en: 'Give the name of the account, or pick an existing one.',
  },
  'last-administrator': {
    fr: 'Il doit rester au moins un administrateur actif\u00a0: donnez d’abord ce rôle à une autre personne.',
    en: 'At least one active administrator must remain: give that role to someone else first.',
  },
  'rights-beyond-yours': {
    fr: 'Vous ne pouvez pas donner un droit que vous n’avez pas vous-même.',
    en: 'You cannot give a right that you do not have yourself.',
  },
  'still-referenced': {
    fr: 'D’autres fiches dépendent de celle-ci\u00a0: elle ne peut pas être supprimée.',
    en: 'Other records depend on this one: it cannot be deleted.',
  },
  'referenced-by': {
    fr: 'D’autres fiches dépendent de celle-ci ({what}\u00a0: {count})\u00a0: elle ne peut pas être supprimée.',
    en: 'Other records depend on this one ({what}: {count}): it cannot be deleted.',
  },
  // Requests
  'invalid-json': {
    fr: 'Le corps de la requête n’est pas du JSON valable.',
    en: 'The body of the request is not valid JSON.',
  },
  'invalid-request': { fr: 'La requête n’est pas valable.', en: 'The request is not valid.' },
  'invalid-filter': { fr: 'Ce filtre n’est pas valable.', en: 'This filter is not valid.' },
  'filter-field': {
    fr: 'Le filtre porte sur un champ qui n’existe pas ici\u00a0: {field}.',
    en: 'The filter is on a field that does not exist here: {field}.',
  },
  'filter-operator': {
    fr: 'Le champ {field} ne se compare pas ainsi.',
    en: 'The field {field} is not compared that way.',
  },
  'filter-value': {
    fr: 'Le filtre compare le champ {field} à une valeur qui ne convient pas.',
    en: 'The filter compares the field {field} to a value that does not fit.',
  },
  'filter-shape': {
    fr: 'Le filtre est mal formé, ou trop grand (100 conditions sur 8 niveaux au plus).',
    en: 'The filter is malformed, or too large (100 conditions on 8 levels at most).',
  },
  'invalid-grouping': { fr: 'On ne peut pas grouper sur {field}.', en: 'Grouping on {field} is not possible.' },
  'too-many-to-group': {
    fr: 'Trop de fiches à grouper\u00a0: filtrez d’abord.',
    en: 'Too many to group: filter first.',
  },
  'invalid-sort': { fr: 'Ce tri n’est pas possible.', en: 'This sort is not possible.' },
  'sort-field': {
    fr: 'On ne peut pas trier sur {field}.',
    en: 'Sorting on {field} is not possible.',
  },
  'sort-too-large': {
    fr: 'Le tri sur {field} est limité à 10\u202f000 fiches\u00a0: filtrez d’abord.',
    en: 'Sorting on {field} is limited to 10,000 records: filter first.',
  },
  'invalid-cursor': {
    fr: 'Cette page n’existe plus\u00a0: revenez au début de la liste.',
    en: 'This page no longer exists: go back to the start of the list.',
  },
  'rate-limited': {
    fr: 'Trop de demandes en peu de temps. Réessayez dans un instant.',
    en: 'Too many requests in a short time. Try again in a moment.',
  },
  'invalid-image': { fr: 'Cette image est illisible ou abîmée.', en: 'This image is broken or cannot be read.' },
  'file-too-large': {
    fr: 'Ce fichier dépasse {megabytes} Mo : il n’a pas été envoyé.',
    en: 'This file is larger than {megabytes} MB: it was not sent.',
  },
  'too-large': { fr: 'C’est trop volumineux.', en: 'This is too large.' },
  'idempotency-mismatch': {
    fr: 'Cette clé d’idempotence a déjà servi à une autre demande.',
    en: 'This idempotency key was already used for another request.',
  },
  'unknown-route': { fr: 'Cette adresse n’existe pas.', en: 'This address does not exist.' },
  'forbidden-origin': {
    fr: 'Cette demande vient d’un autre site\u00a0: elle est refusée.',
    en: 'This request comes from another site: it is refused.',
  },
  'unsupported-media-type': {
    fr: 'Ce type de contenu n’est pas accepté ici (application/json attendu).',
    en: 'This type of content is not accepted here (application/json expected).',
  },
  unavailable: {
    fr: 'Carnet ne peut pas répondre pour l’instant. Réessayez dans un moment.',
    en: 'Carnet cannot answer just now. Try again in a moment.',
  },
  'invalid-choice': {
    fr: '{Value} n’est pas permise ici. Valeurs possibles\u00a0: {choices}.',
    en: '{Value} is not allowed here. Possible values: {choices}.',
  },
  'too-small': {
    fr: '{Value} est trop petite ({minimum} au moins).',
    en: '{Value} is too small ({minimum} at least).',
  },
  'too-big': { fr: '{Value} est trop grande ({maximum} au plus).', en: '{Value} is too big ({maximum} at most).' },
  'too-few': { fr: 'Il en faut davantage ({minimum} au moins).', en: 'More are needed ({minimum} at least).' },
  'too-many': { fr: 'Il y en a trop ({maximum} au plus).', en: 'There are too many ({maximum} at most).' },
  'invalid-value': { fr: '{Value} n’est pas permise ici.', en: '{Value} is not allowed here.' },
  internal: {
    fr: 'Une erreur est survenue de notre côté. Rien n’a été enregistré\u00a0; réessayez.',
    en: 'Something went wrong on our side. Nothing was saved; try again.',
  },
  ...secondFactorErrors,
  // Settings
  'unknown-setting': { fr: 'Ce réglage n’existe pas.', en: 'This setting does not exist.' },
  'unknown-record': { fr: 'Ce type de fiche n’existe pas.', en: 'This record type does not exist.' },
  'unknown-list': { fr: 'Cette liste de valeurs n’existe pas.', en: 'This value list does not exist.' },
  'unknown-code': {
    fr: '{Value} n’est pas le code d’une valeur de cette liste qui puisse servir ici.',
    en: '{Value} is not the code of a value of this list that fits here.',
  },
  'unknown-type': { fr: '{Value} n’est pas un type de champ.', en: '{Value} is not a field type.' },
  'unknown-section': { fr: 'Cette rubrique n’existe pas.', en: 'This section does not exist.' },
  'setting-not-possible': {
    fr: 'Ce champ ne se prête pas à ce réglage.',
    en: 'This setting is not possible for this field.',
  },
  'fixed-option': {
    fr: 'Cette option se choisit à la création du champ et ne change plus.',
    en: 'This option is chosen when the field is made and does not change.',
  },
  'always-required': {
    fr: 'Carnet a toujours besoin de ce champ\u00a0: il reste obligatoire.',
    en: 'Carnet always needs this field: it stays required.',
  },
  'needed-field-hidden': {
    fr: 'Un champ obligatoire sans valeur par défaut, ou qui nomme la fiche, ne peut pas être masqué.',
    en: 'A required field without a default value, or one that names the record, cannot be hidden.',
  },
  'below-minimum': {
    fr: 'Le maximum est plus petit que le minimum.',
    en: 'The maximum is smaller than the minimum.',
  },
  'too-many-fields': {
    fr: 'Ce type de fiche a déjà {maximum} champs personnalisés, retirés compris.',
    en: 'This record type already has {maximum} custom fields, retired ones included.',
  },
  'too-many-keys': {
    fr: 'Vous avez déjà {maximum} clés\u00a0: révoquez d’abord celles qui ne servent plus.',
    en: 'You already have {maximum} keys: first revoke those that are no longer used.',
  },
  'too-many-lists': { fr: 'Il y a déjà {maximum} listes.', en: 'There are already {maximum} lists.' },
  'duplicate-label': {
    fr: '{Value} est déjà le nom d’une autre valeur de la liste.',
    en: '{Value} is already the name of another value of the list.',
  },
  'duplicates-exist': {
    fr: 'Plusieurs fiches ont la même valeur\u00a0: corrigez-les d’abord.',
    en: 'Several records have the same value: correct them first.',
  },
  'table-busy': {
    fr: 'Ces fiches sont trop occupées pour l’instant. La préparation peut être reprise.',
    en: 'These records are too busy just now. The preparation can be resumed.',
  },
  // Operations
  'operation-not-found': { fr: 'Cette opération n’existe pas.', en: 'This operation does not exist.' },
  'operation-running': { fr: 'Cette opération est encore en cours.', en: 'This operation is still running.' },
  'operation-ended': { fr: 'Cette opération est terminée.', en: 'This operation has ended.' },
  'not-undoable': { fr: 'Cette opération ne peut pas être annulée.', en: 'This operation cannot be undone.' },
  'already-undone': {
    fr: 'Cette opération est déjà annulée, ou en train de l’être.',
    en: 'This operation is already undone, or about to be.',
  },
  'changed-since': {
    fr: 'Cette fiche a été modifiée depuis\u00a0: elle est laissée telle quelle.',
    en: 'This record was changed since: it is left as it is.',
  },
  'invalid-selection': {
    fr: 'Dites quelles fiches\u00a0: leurs identifiants, ou un filtre et une recherche.',
    en: 'Say which records: their ids, or a filter and a search.',
  },
} as const satisfies Record<string, Localized>;

const unnamed = {
  value: { fr: 'Cette valeur', en: 'This value' },
  field: { fr: 'Ce champ', en: 'This field' },
} as const;

const quoted: Localized = { fr: '«\u00a0{text}\u00a0»', en: '“{text}”' };

/**
 * Takes a code of the catalogue, the reader's language and the refusal's parameters (`value`: the text refused;
 * `field`: the field's label); returns the sentence to show. A code that the catalogue lacks reads as a fault of ours.
 */
export function errorText(
  code: string,
  language: Language,
  parameters: Readonly<Record<string, string | number>> = {},
): string {
  const catalogue: Readonly<Record<string, Localized>> = errorCatalogue;
  const text = Object.hasOwn(catalogue, code) ? catalogue[code] : undefined;
  const named = (name: 'value' | 'field') =>
    name in parameters ? fillTemplate(quoted[language], { text: parameters[name] }) : unnamed[name][language];
  const said = Object.entries(parameters).map(([name, value]) => [
    name,
    typeof value === 'number' ? value.toLocaleString(language) : value,
  ]);
  return fillTemplate((text ?? errorCatalogue.internal)[language], {
    ...Object.fromEntries(said),
    Value: named('value'),
    Field: named('field'),
  });
}
