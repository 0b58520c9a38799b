import { useMessages } from '../../web/language/catalogue.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { type DisplayProps, fieldFace, type InputProps } from '../face.ui.tsx';
import { ParsedInput } from '../parsed-input.ui.tsx';
import { ValueLink } from '../value-link.ui.tsx';
import { mailAddress } from './mail-address.ts';

const options = { type: 'text', inputMode: 'email', autoCapitalize: 'none' } as const;

function Display({ value, dense }: DisplayProps<string>) {
  const words = useMessages(fieldMessages);
  return <ValueLink href={mailAddress(value)} text={value} label={words.mail(value)} kind="mail" dense={dense} />;
}

function Input(props: InputProps) {
  return <ParsedInput {...props} options={options} />;
}

export const emailFace = fieldFace<string>({ Display, Input });
