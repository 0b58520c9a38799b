import { fieldFace, type InputProps } from '../face.ui.tsx';
import { ParsedInput } from '../parsed-input.ui.tsx';
import { PlainDisplay } from '../plain-display.ui.tsx';
import { ibanType } from './iban.ts';

const options = { edit: ibanType.format, autoCapitalize: 'characters' } as const;

function Input(props: InputProps) {
  return <ParsedInput {...props} options={options} />;
}

export const ibanFace = fieldFace({ Display: PlainDisplay, Input });
