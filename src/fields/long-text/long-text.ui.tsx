import { Textarea } from '../../web/ui/deferred-inputs.tsx';
import { type DisplayProps, describes, fieldFace, firstFocus, type InputProps } from '../face.ui.tsx';
import classes from './long-text.module.css';

function Display({ value, dense }: DisplayProps<string>) {
  return <span className={dense ? classes.dense : classes.text}>{dense ? value.replace(/\s+/g, ' ') : value}</span>;
}

function Input(props: InputProps<string>) {
  const { id, value, onChange, onBlur, invalid, describedBy, dense, autoFocus, disabled, required } = props;
  return (
    <Textarea
      id={id}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      onBlur={onBlur}
      error={invalid === true}
      aria-invalid={invalid === true}
      ref={describes(describedBy)}
      {...firstFocus(autoFocus)}
      disabled={disabled ?? false}
      required={required ?? false}
      autosize
      minRows={dense ? 2 : 3}
      maxRows={16}
    />
  );
}

export const longTextFace = fieldFace<string>({ Display, Input, wide: true });
