import type { FieldType } from './field-type.ts';
import { addressType } from './address/address.ts';
import { booleanType } from './boolean/boolean.ts';
import { dateTimeType } from './date-time/date-time.ts';
import { dateType } from './date/date.ts';
import { emailType } from './email/email.ts';
import { imageType } from './image/image.ts';
import { integerType } from './integer/integer.ts';
import { listType } from './list/list.ts';
import { longTextType } from './long-text/long-text.ts';
import { multiListType } from './multi-list/multi-list.ts';
import { phoneType } from './phone/phone.ts';
import { referenceType } from './reference/reference.ts';
import { sirenType } from './siren/siren.ts';
import { siretType } from './siret/siret.ts';
import { structureType } from './structure/structure.ts';
import { textType } from './text/text.ts';
import { urlType } from './url/url.ts';
import { userType } from './user/user.ts';
import { vatNumberType } from './vat-number/vat-number.ts';

/** Every field type by its name: one import and one line each. */
export const fieldTypes = {
  text: textType,
  longText: longTextType,
  integer: integerType,
  date: dateType,
  dateTime: dateTimeType,
  boolean: booleanType,
  list: listType,
  multiList: multiListType,
  phone: phoneType,
  email: emailType,
  url: urlType,
  reference: referenceType,
  user: userType,
  address: addressType,
  siren: sirenType,
  siret: siretType,
  vatNumber: vatNumberType,
  image: imageType,
  structure: structureType,
} as const;

export type FieldTypeName = keyof typeof fieldTypes;

/**
 * Takes the name of a field type; returns the type, its value and options seen as unknown.
 * Throws for a name that no type has: a fault of the programme, not of the user.
 */
export function fieldType(name: string): FieldType {
  const types = fieldTypes as unknown as Record<string, FieldType>;
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  if (!type) throw new Error(`No field type is called ${name}`);
  return type;
}
