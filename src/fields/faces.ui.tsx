import { addressFace } from './address/address.ui.tsx';
import { anyReferenceFace } from './any-reference/any-reference.ui.tsx';
import { booleanFace } from './boolean/boolean.ui.tsx';
import { dateFace } from './date/date.ui.tsx';
import { dateTimeFace } from './date-time/date-time.ui.tsx';
import { decimalFace } from './decimal/decimal.ui.tsx';
import { durationFace } from './duration/duration.ui.tsx';
import { emailFace } from './email/email.ui.tsx';
import type { FieldFace } from './face.ui.tsx';
import { fileFace } from './file/file.ui.tsx';
import { ibanFace } from './iban/iban.ui.tsx';
import { imageFace } from './image/image.ui.tsx';
import { integerFace } from './integer/integer.ui.tsx';
import { listFace } from './list/list.ui.tsx';
import { longTextFace } from './long-text/long-text.ui.tsx';
import { moneyFace } from './money/money.ui.tsx';
import { multiListFace } from './multi-list/multi-list.ui.tsx';
import { percentFace } from './percent/percent.ui.tsx';
import { phoneFace } from './phone/phone.ui.tsx';
import { recurrenceFace } from './recurrence/recurrence.ui.tsx';
import { referenceFace } from './reference/reference.ui.tsx';
import type { FieldTypeName } from './registry.ts';
import { sirenFace } from './siren/siren.ui.tsx';
import { siretFace } from './siret/siret.ui.tsx';
import { structureFace } from './structure/structure.ui.tsx';
import { tagsFace } from './tags/tags.ui.tsx';
import { textFace } from './text/text.ui.tsx';
import { timeFace } from './time/time.ui.tsx';
import { urlFace } from './url/url.ui.tsx';
import { userFace } from './user/user.ui.tsx';
import { vatNumberFace } from './vat-number/vat-number.ui.tsx';

/** The face of every field type by the type's name: a type without one does not compile. */
const faces = {
  text: textFace,
  longText: longTextFace,
  integer: integerFace,
  decimal: decimalFace,
  money: moneyFace,
  percent: percentFace,
  date: dateFace,
  time: timeFace,
  dateTime: dateTimeFace,
  duration: durationFace,
  boolean: booleanFace,
  list: listFace,
  multiList: multiListFace,
  phone: phoneFace,
  email: emailFace,
  url: urlFace,
  reference: referenceFace,
  anyReference: anyReferenceFace,
  user: userFace,
  address: addressFace,
  siren: sirenFace,
  siret: siretFace,
  vatNumber: vatNumberFace,
  iban: ibanFace,
  image: imageFace,
  file: fileFace,
  tags: tagsFace,
  recurrence: recurrenceFace,
  structure: structureFace,
} satisfies Record<FieldTypeName, FieldFace>;

/** Takes a field type's name (`field.type.name`); returns its face. Throws for a name that no type has. */
export function faceOf(typeName: string): FieldFace {
  const known: Readonly<Record<string, FieldFace>> = faces;
  const face = Object.hasOwn(known, typeName) ? known[typeName] : undefined;
  if (!face) throw new Error(`No face is registered for the field type ${typeName}`);
  return face;
}
