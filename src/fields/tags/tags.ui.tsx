import { useMessages } from '../../web/language/catalogue.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { TagsInput } from '../../web/ui/deferred-inputs.tsx';
import { type DisplayProps, describes, fieldFace, firstFocus, type InputProps } from '../face.ui.tsx';
import { Tag, Tags } from '../list/tag.ui.tsx';

function Display({ value, dense }: DisplayProps<readonly string[]>) {
  return (
    <Tags dense={dense}>
      {value.map((word) => (
        <Tag key={word}>{word}</Tag>
      ))}
    </Tags>
  );
}

function Input(props: InputProps<readonly string[]>) {
  const { id, value, onChange, onBlur, invalid, describedBy, dense, autoFocus, disabled } = props;
  const words = useMessages(fieldMessages);
  const held = Array.isArray(value) ? [...value] : [];
  return (
    <TagsInput
      id={id}
      value={held}
      onChange={(next) => onChange(next.length === 0 ? null : next)}
      onBlur={onBlur}
      error={invalid === true}
      aria-invalid={invalid === true}
      ref={describes(describedBy)}
      splitChars={[',', ';', '|']}
      acceptValueOnBlur
      clearable
      clearButtonProps={{ 'aria-label': words.clear, tabIndex: -1 }}
      {...(held.length === 0 ? { placeholder: words.tagsHint } : {})}
      {...firstFocus(autoFocus)}
      disabled={disabled ?? false}
      size={dense ? 'xs' : 'sm'}
    />
  );
}

export const tagsFace = fieldFace<readonly string[]>({ Display, Input });
