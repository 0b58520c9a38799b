import { fieldFace, type InputProps } from '../face.ui.tsx';
import { ParsedInput } from '../parsed-input.ui.tsx';
import { PlainDisplay } from '../plain-display.ui.tsx';
import { moneyType } from './money.ts';

const options = { inputMode: 'decimal', align: 'right', edit: moneyType.format } as const;

function Input(props: InputProps) {
  return <ParsedInput {...props} options={options} />;
}

export const moneyFace = fieldFace({ Display: PlainDisplay, Input });
