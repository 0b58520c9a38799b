import { useMessages } from '../../web/language/catalogue.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { useFormatContext } from '../../web/language/format-context.ts';
import { isAccepted } from '../accepted.ts';
import { type DisplayProps, fieldFace, type InputProps } from '../face.ui.tsx';
import { ParsedInput } from '../parsed-input.ui.tsx';
import { ValueLink } from '../value-link.ui.tsx';
import { urlType } from './url.ts';

const options = { type: 'text', inputMode: 'url', autoCapitalize: 'none' } as const;

function Display({ value, field, dense }: DisplayProps<string>) {
  const words = useMessages(fieldMessages);
  const context = useFormatContext();
  const text = urlType.format(value, field.options, context);
  // What was stored by another way in is a link only when it is a web address.
  if (!isAccepted(urlType, field.options, value)) return <>{value}</>;
  return <ValueLink href={value} text={text} label={words.openPage(text)} kind="open" newTab dense={dense} />;
}

function Input(props: InputProps) {
  return <ParsedInput {...props} options={options} />;
}

export const urlFace = fieldFace<string>({ Display, Input });
