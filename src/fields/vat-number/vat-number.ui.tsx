import { fieldFace, type InputProps } from '../face.ui.tsx';
import { ParsedInput } from '../parsed-input.ui.tsx';
import { PlainDisplay } from '../plain-display.ui.tsx';
import { vatNumberType } from './vat-number.ts';

const options = { edit: vatNumberType.format, autoCapitalize: 'characters' } as const;

function Input(props: InputProps) {
  return <ParsedInput {...props} options={options} />;
}

export const vatNumberFace = fieldFace({ Display: PlainDisplay, Input });
