import { useMessages } from '../../web/language/catalogue.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { type DisplayProps, fieldFace, type InputProps } from '../face.ui.tsx';
import { ParsedInput } from '../parsed-input.ui.tsx';
import { ValueLink } from '../value-link.ui.tsx';
import { openAddress } from './open-address.ts';

function Display({ value, field, dense }: DisplayProps<string>) {
  const words = useMessages(fieldMessages);
  const address = field.action === 'open' ? openAddress(field.name, value) : null;
  if (!address) return <>{value}</>;
  return (
    <ValueLink
      href={address}
      text={value}
      label={words.openPage(value)}
      kind="open"
      newTab={/^https?:/.test(address)}
      dense={dense}
    />
  );
}

function Input(props: InputProps) {
  return <ParsedInput {...props} options={{}} />;
}

export const textFace = fieldFace<string>({ Display, Input });
