import { fieldFace, type InputProps } from '../face.ui.tsx';
import { ParsedInput } from '../parsed-input.ui.tsx';
import { PlainDisplay } from '../plain-display.ui.tsx';
import { siretType } from './siret.ts';

const options = { inputMode: 'numeric', edit: siretType.format } as const;

function Input(props: InputProps) {
  return <ParsedInput {...props} options={options} />;
}

export const siretFace = fieldFace({ Display: PlainDisplay, Input });
