import { fieldFace, type InputProps } from '../face.ui.tsx';
import { ParsedInput } from '../parsed-input.ui.tsx';
import { PlainDisplay } from '../plain-display.ui.tsx';

const options = { inputMode: 'numeric', align: 'right' } as const;

function Input(props: InputProps) {
  return <ParsedInput {...props} options={options} />;
}

export const integerFace = fieldFace({ Display: PlainDisplay, Input });
