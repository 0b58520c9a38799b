import type { Localized } from '../lib/localized.ts';
import type { CardProperty, ParsedCard } from './vcard-lines.ts';

/** The columns of a card file, always the same and in this order: what each is called. */
export const cardColumns = {
  lastName: { fr: 'Nom', en: 'Last name' },
  firstName: { fr: 'Prénom', en: 'First name' },
  middleName: { fr: 'Autres prénoms', en: 'Other first names' },
  prefix: { fr: 'Civilité', en: 'Title' },
  suffix: { fr: 'Suffixe', en: 'Suffix' },
  fullName: { fr: 'Nom affiché', en: 'Display name' },
  organisation: { fr: 'Société', en: 'Company' },
  department: { fr: 'Service', en: 'Department' },
  jobTitle: { fr: 'Fonction', en: 'Job title' },
  phone: { fr: 'Téléphone', en: 'Phone' },
  extension: { fr: 'N° de poste', en: 'Extension' },
  phone2: { fr: 'Téléphone 2', en: 'Phone 2' },
  mobile: { fr: 'Mobile', en: 'Mobile' },
  mobile2: { fr: 'Mobile 2', en: 'Mobile 2' },
  fax: { fr: 'Fax', en: 'Fax' },
  email: { fr: 'E-mail', en: 'E-mail' },
  email2: { fr: 'E-mail 2', en: 'E-mail 2' },
  website: { fr: 'Site web', en: 'Website' },
  street: { fr: 'Rue', en: 'Street' },
  street2: { fr: 'Complément d’adresse', en: 'Address line 2' },
  postcode: { fr: 'Code postal', en: 'Postcode' },
  city: { fr: 'Ville', en: 'City' },
  region: { fr: 'Région', en: 'Region' },
  country: { fr: 'Pays', en: 'Country' },
  note: { fr: 'Commentaire', en: 'Comment' },
  linkedin: { fr: 'LinkedIn', en: 'LinkedIn' },
  skype: { fr: 'Skype', en: 'Skype' },
  siren: { fr: 'SIREN', en: 'SIREN' },
  siret: { fr: 'SIRET', en: 'SIRET' },
  vatNumber: { fr: 'N° de TVA', en: 'VAT number' },
  gender: { fr: 'Genre', en: 'Gender' },
  categories: { fr: 'Catégories', en: 'Categories' },
  others: { fr: 'Autres coordonnées', en: 'Other details' },
  uid: { fr: 'Identifiant de la carte', en: 'Card identifier' },
} as const satisfies Record<string, Localized>;

export type CardColumn = keyof typeof cardColumns;

/** What a card says, by column. */
export type CardCells = Partial<Record<CardColumn, string>>;

/** Takes a card; returns its cells. What has no column of its own goes to `others`, so that nothing is lost. */
export function cardCells(card: ParsedCard): CardCells {
  const cells: CardCells = {};
  const others: string[] = [];
  const read = (property: CardProperty): string => openText(property.value, card.version).trim();
  const all = (...names: string[]) => card.properties.filter((property) => names.includes(property.name));
  const put = (column: CardColumn, value: string | undefined): boolean => {
    if (value === undefined || value === '') return true;
    if (cells[column] !== undefined) return cells[column] === value;
    cells[column] = value;
    return true;
  };
  const putFirst = (columns: readonly CardColumn[], value: string): void => {
    if (columns.some((column) => cells[column] === value)) return;
    const free = columns.find((column) => cells[column] === undefined);
    if (free === undefined) others.push(value);
    else cells[free] = value;
  };

  readNames(card, cells, put);
  for (const property of ranked(all('TEL'))) {
    const { number, extension } = phoneOf(read(property));
    if (number === '') continue;
    if (property.types.has('FAX')) putFirst(['fax'], number);
    else if (isMobile(property, number)) putFirst(['mobile', 'mobile2'], number);
    else {
      if (cells.phone === undefined) put('extension', extension);
      putFirst(['phone', 'phone2'], number);
    }
  }
  for (const property of ranked(all('EMAIL'))) {
    const address = read(property).replace(/^mailto:/i, '');
    if (address !== '') putFirst(['email', 'email2'], address);
  }
  readLinks(card, read, putFirst, put);
  readAddress(card, cells, others);
  for (const property of all('NOTE'))
    if (read(property) !== '')
      cells.note = cells.note === undefined ? read(property) : `${cells.note}\n${read(property)}`;
  for (const property of all('CATEGORIES')) put('categories', read(property));
  for (const property of all('GENDER')) put('gender', read(property).split(';')[0]);
  for (const property of all('UID')) put('uid', read(property));
  for (const property of card.properties) {
    if (/^X-([A-Z]+-)*SIRET$/.test(property.name)) put('siret', read(property));
    else if (/^X-([A-Z]+-)*SIREN$/.test(property.name)) put('siren', read(property));
    else if (/^X-([A-Z]+-)*(TVA|VAT)(-?NUMBER)?$/.test(property.name)) put('vatNumber', read(property));
  }
  if (others.length > 0) cells.others = others.join('\n');
  return cells;
}

function readNames(
  card: ParsedCard,
  cells: CardCells,
  put: (column: CardColumn, value: string | undefined) => boolean,
): void {
  const find = (name: string) =>
    card.properties.find((property) => property.name === name && property.value.trim() !== '');
  const name = find('N');
  const [last, first, middle, prefix, suffix] = name === undefined ? [] : components(name.value, card.version);
  put('lastName', last);
  put('firstName', first);
  put('middleName', middle);
  put('prefix', prefix);
  put('suffix', suffix);
  const organisation = find('ORG');
  const [company, ...units] = organisation === undefined ? [] : components(organisation.value, card.version);
  put('organisation', company);
  put('department', units.filter((unit) => unit !== '').join(', '));
  const title = find('TITLE') ?? find('ROLE');
  if (title !== undefined) put('jobTitle', openText(title.value, card.version).trim());
  const full = find('FN');
  if (full === undefined) return;
  const shown = openText(full.value, card.version).trim();
  put('fullName', shown);
  if (cells.lastName !== undefined || cells.firstName !== undefined) return;
  const kind = card.properties.find(
    (property) => property.name === 'KIND' || property.name === 'X-ADDRESSBOOKSERVER-KIND',
  );
  if (/^(org|group)$/i.test(kind?.value.trim() ?? '')) put('organisation', shown);
  else if (shown !== cells.organisation && !shown.includes('@')) splitFullName(shown, put);
}

/** A name in one piece: the words in capitals are the last name (« Jean DE LA TOUR »), else the last word is. */
function splitFullName(shown: string, put: (column: CardColumn, value: string | undefined) => boolean): void {
  const [before, after] = shown.split(/,\s*/, 2);
  if (before !== undefined && after !== undefined) {
    put('lastName', before);
    put('firstName', after);
    return;
  }
  const words = shown.split(/\s+/);
  const capitals = words.filter(
    (word) => word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase(),
  );
  const last = capitals.length > 0 && capitals.length < words.length ? capitals : words.slice(-1);
  put('lastName', last.join(' '));
  put('firstName', words.filter((word) => !last.includes(word)).join(' '));
}

/** Preferred first, then work, home last; the file's order otherwise. */
function ranked(properties: readonly CardProperty[]): CardProperty[] {
  const rank = (property: CardProperty): number => {
    const preferred = property.types.has('PREF') || property.parameters.get('PREF') === '1';
    if (property.types.has('WORK')) return preferred ? 0 : 1;
    if (property.types.has('HOME')) return preferred ? 3 : 4;
    return preferred ? 1 : 2;
  };
  return [...properties].sort((a, b) => rank(a) - rank(b));
}

function phoneOf(value: string): { number: string; extension: string | undefined } {
  const [number = '', ...rest] = value.replace(/^tel:/i, '').split(';');
  const extension = rest.find((parameter) => /^ext=/i.test(parameter))?.slice(4);
  return { number: number.trim(), extension };
}

/** French mobile numbers begin with 06 or 07, whatever the card calls them. */
function isMobile(property: CardProperty, number: string): boolean {
  if (property.types.has('CELL') || property.types.has('MOBILE') || property.types.has('IPHONE')) return true;
  const named = ['WORK', 'HOME', 'PAGER', 'MAIN', 'CAR'].some((type) => property.types.has(type));
  return !named && /^(\+33|0033|0)\s*(\(0\))?\s*[67]/.test(number);
}

function readLinks(
  card: ParsedCard,
  read: (property: CardProperty) => string,
  putFirst: (columns: readonly CardColumn[], value: string) => void,
  put: (column: CardColumn, value: string | undefined) => boolean,
): void {
  for (const property of card.properties) {
    const value = read(property);
    if (value === '') continue;
    const social = property.name === 'X-SOCIALPROFILE';
    if (
      (property.name === 'URL' || social) &&
      (/(^|[./])linkedin\.com\//i.test(value) || property.types.has('LINKEDIN'))
    )
      putFirst(['linkedin'], value);
    else if (property.name === 'URL') putFirst(['website'], value);
    else if (social) putFirst([], value);
    else if (/^X-(MS-)?LINKEDIN|^X-LINKEDIN-URL$/.test(property.name)) putFirst(['linkedin'], value);
    else if (/^X-SKYPE(-USERNAME)?$/.test(property.name)) put('skype', value);
    else if (property.name === 'IMPP') {
      if (/^skype:/i.test(value)) put('skype', value.slice(6));
      else putFirst([], value);
    }
  }
}

function readAddress(card: ParsedCard, cells: CardCells, others: string[]): void {
  const addresses = ranked(
    card.properties.filter((property) => property.name === 'ADR' && property.value.replace(/[;\s]/g, '') !== ''),
  );
  const [chosen, ...rest] = addresses;
  for (const address of rest)
    others.push(
      components(address.value, card.version)
        .filter((part) => part !== '')
        .join(', '),
    );
  if (chosen === undefined) {
    const label = card.properties.find((property) => property.name === 'LABEL');
    if (label !== undefined) setStreet(cells, openText(label.value, card.version));
    return;
  }
  const [box = '', extended = '', street = '', city = '', region = '', postcode = '', country = ''] = components(
    chosen.value,
    card.version,
  );
  setStreet(
    cells,
    [street === '' ? extended : street, street === '' ? '' : extended, box].filter((part) => part !== '').join('\n'),
  );
  for (const [column, value] of Object.entries({ city, region, postcode, country }))
    if (value !== '') cells[column as CardColumn] = value;
}

/** The first line is the street, what follows its complement. */
function setStreet(cells: CardCells, text: string): void {
  const [street, ...rest] = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  if (street !== undefined) cells.street = street;
  if (rest.length > 0) cells.street2 = rest.join(', ');
}

/** Takes a structured value; returns its components, escapes opened. */
function components(value: string, version: string): string[] {
  return (value.match(/(?:\\.|[^;\\]|\\$)*(?:;|$)/gs) ?? []).map((part) =>
    openText(part.replace(/;$/, ''), version).trim(),
  );
}

/** Opens the escapes of a text (RFC 6350, 3.4); vCard 2.1 has none for line breaks. */
function openText(value: string, version: string): string {
  return value
    .replace(/\\([nN,;:"\\])/g, (whole, character: string) => {
      if (version === '2.1') return /[,;:]/.test(character) ? character : whole;
      return character === 'n' || character === 'N' ? '\n' : character;
    })
    .replace(/\r\n?/g, '\n');
}
