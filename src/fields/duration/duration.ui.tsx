import { useMessages } from '../../web/language/catalogue.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { fieldFace, type InputProps } from '../face.ui.tsx';
import { ParsedInput } from '../parsed-input.ui.tsx';
import { PlainDisplay } from '../plain-display.ui.tsx';

function Input(props: InputProps) {
  const words = useMessages(fieldMessages);
  return <ParsedInput {...props} options={{ placeholder: words.durationHint }} />;
}

export const durationFace = fieldFace({ Display: PlainDisplay, Input });
