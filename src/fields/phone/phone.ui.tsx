import { useMessages } from '../../web/language/catalogue.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { useFormatContext } from '../../web/language/format-context.ts';
import { type DisplayProps, fieldFace, type InputProps } from '../face.ui.tsx';
import { ParsedInput } from '../parsed-input.ui.tsx';
import { ValueLink } from '../value-link.ui.tsx';
import { dialAddressBeside } from './dial.ts';
import { phoneType } from './phone.ts';

const options = { type: 'tel', inputMode: 'tel' } as const;

function Display({ value, field, item, dense }: DisplayProps<string>) {
  const words = useMessages(fieldMessages);
  const context = useFormatContext();
  const text = phoneType.format(value, field.options, context);
  const address = field.action === 'call' ? dialAddressBeside(field.name, value, item ?? {}) : null;
  if (!address) return <>{text}</>;
  return <ValueLink href={address} text={text} label={words.call(text)} kind="call" dense={dense} />;
}

function Input(props: InputProps) {
  return <ParsedInput {...props} options={options} />;
}

export const phoneFace = fieldFace<string>({ Display, Input });
