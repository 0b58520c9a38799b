import { type CardCells, cardCells } from '../vcard-card.ts';
import { cardSplitter, parseCard } from '../vcard-lines.ts';
import type { Found } from './card-line.ts';
import type { CardReading } from './card-reading.ts';

/** The text is decoded already; pictures in it are none of a reading's. */
const asText = { fromBase64: () => '', decode: (text: string) => text };

/** Takes the lines of a text; returns what the first vCard in it says, null where it holds none. */
export function vcardReading(lines: readonly string[]): CardReading | null {
  if (!lines.some((line) => /^\s*BEGIN:\s*VCARD/i.test(line))) return null;
  const splitter = cardSplitter();
  const [card] = [...splitter.push(`${lines.map((line) => line.trimEnd()).join('\n')}\n`), ...splitter.end()];
  return card ? readingOf(cardCells(parseCard(card, 'utf-8', asText))) : null;
}

function readingOf(cells: CardCells): CardReading {
  const found = (value: string | undefined): Found | undefined => (value ? { value, certainty: 1 } : undefined);
  const { street, street2, postcode, city } = cells;
  const address = Object.fromEntries(
    Object.entries({ street, street2, postcode, city }).filter(([, part]) => part !== undefined && part !== ''),
  );
  return {
    civility: found(cells.prefix),
    firstName: found(cells.firstName),
    lastName: found(cells.lastName),
    jobTitle: found(cells.jobTitle),
    department: found(cells.department),
    company: found(cells.organisation),
    phone: found(cells.phone),
    extension: found(cells.extension),
    mobile: found(cells.mobile),
    fax: found(cells.fax),
    email: found(cells.email),
    website: found(cells.website),
    linkedin: found(cells.linkedin),
    address: Object.keys(address).length > 0 ? { value: address, certainty: 1 } : undefined,
    siren: found(cells.siren),
    siret: found(cells.siret),
    vatNumber: found(cells.vatNumber),
    others: [cells.note, cells.others].flatMap((text) => text?.split('\n') ?? []),
  };
}
