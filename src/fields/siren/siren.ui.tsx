import { fieldFace, type InputProps } from '../face.ui.tsx';
import { ParsedInput } from '../parsed-input.ui.tsx';
import { PlainDisplay } from '../plain-display.ui.tsx';
import { sirenType } from './siren.ts';

const options = { inputMode: 'numeric', edit: sirenType.format } as const;

function Input(props: InputProps) {
  return <ParsedInput {...props} options={options} />;
}

export const sirenFace = fieldFace({ Display: PlainDisplay, Input });
