import { addressType } from './address/address.ts';
import { anyReferenceType } from './any-reference/any-reference.ts';
import { booleanType } from './boolean/boolean.ts';
import { dateType } from './date/date.ts';
import { dateTimeType } from './date-time/date-time.ts';
import { decimalType } from './decimal/decimal.ts';
import { durationType } from './duration/duration.ts';
import { emailType } from './email/email.ts';
import type { FieldType } from './field-type.ts';
import { fileType } from './file/file.ts';
import { ibanType } from './iban/iban.ts';
import { imageType } from './image/image.ts';
import { integerType } from './integer/integer.ts';
import { listType } from './list/list.ts';
import { longTextType } from './long-text/long-text.ts';
import { moneyType } from './money/money.ts';
import { multiListType } from './multi-list/multi-list.ts';
import { percentType } from './percent/percent.ts';
import { phoneType } from './phone/phone.ts';
import { recurrenceType } from './recurrence/recurrence.ts';
import { referenceType } from './reference/reference.ts';
import { sirenType } from './siren/siren.ts';
import { siretType } from './siret/siret.ts';
import { structureType } from './structure/structure.ts';
import { tagsType } from './tags/tags.ts';
import { textType } from './text/text.ts';
import { timeType } from './time/time.ts';
import { urlType } from './url/url.ts';
import { userType } from './user/user.ts';
import { vatNumberType } from './vat-number/vat-number.ts';

/** Every field type by its name: one import and one line each. */
export const fieldTypes = {
  text: textType,
  longText: longTextType,
  integer: integerType,
  decimal: decimalType,
  money: moneyType,
  percent: percentType,
  date: dateType,
  time: timeType,
  dateTime: dateTimeType,
  duration: durationType,
  boolean: booleanType,
  list: listType,
  multiList: multiListType,
  phone: phoneType,
  email: emailType,
  url: urlType,
  reference: referenceType,
  anyReference: anyReferenceType,
  user: userType,
  address: addressType,
  siren: sirenType,
  siret: siretType,
  vatNumber: vatNumberType,
  iban: ibanType,
  image: imageType,
  file: fileType,
  tags: tagsType,
  recurrence: recurrenceType,
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
