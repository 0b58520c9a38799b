import { type CardCells, cardCells } from '../../rules/vcard-card.ts';
import type { CardProperty } from '../../rules/vcard-lines.ts';

/** An address as the Contact Picker gives it (W3C Payment Request, PaymentAddress). */
interface PickedAddress {
  readonly addressLine?: readonly string[];
  readonly city?: string;
  readonly region?: string;
  readonly postalCode?: string;
  readonly country?: string;
  readonly organization?: string;
}

/** A person as the Contact Picker gives them (W3C Contact Picker API). Lists may be empty, or not asked for. */
export interface PickedPerson {
  readonly name?: readonly string[];
  readonly email?: readonly string[];
  readonly tel?: readonly string[];
  readonly address?: readonly PickedAddress[];
}

function escaped(text: string | undefined): string {
  return (text ?? '').replace(/[\\,;]/g, '\\$&').replace(/\r\n?|\n/g, '\\n');
}

function property(name: string, value: string): CardProperty[] {
  return value.replace(/[;\s]/g, '') === '' ? [] : [{ name, types: new Set(), parameters: new Map(), value }];
}

/** Takes a person picked from the address book of the device; returns what they say as a card says it. */
export function pickedCells({ name = [], email = [], tel = [], address = [] }: PickedPerson): CardCells {
  const organization = address.find((one) => one.organization)?.organization;
  return cardCells({
    version: '4.0',
    unreadable: [],
    properties: [
      ...name.slice(0, 1).flatMap((text) => property('FN', escaped(text))),
      ...property('ORG', escaped(organization)),
      ...tel.flatMap((number) => property('TEL', number)),
      ...email.flatMap((one) => property('EMAIL', one)),
      ...address.flatMap(({ addressLine = [], city, region, postalCode, country }) =>
        property('ADR', ['', '', addressLine.join('\n'), city, region, postalCode, country].map(escaped).join(';')),
      ),
    ],
  });
}
