import { Checkbox } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { type DisplayProps, fieldFace, firstFocus, type InputProps } from '../face.ui.tsx';
import classes from './boolean.module.css';

function Display({ value }: DisplayProps<boolean>) {
  const words = useMessages(fieldMessages);
  return (
    <span className={classes.value}>
      {value ? <IconCheck size={16} className={classes.yes} aria-hidden /> : <IconMinus size={16} aria-hidden />}
      {value ? words.yes : words.no}
    </span>
  );
}

function Input(props: InputProps<boolean>) {
  const { id, value, onChange, onBlur, field, invalid, describedBy, dense, autoFocus, disabled } = props;
  const language = useLanguage();
  return (
    <Checkbox
      id={id}
      checked={value === true}
      onChange={(event) => onChange(event.currentTarget.checked)}
      onBlur={onBlur}
      error={invalid === true}
      aria-invalid={invalid === true}
      aria-describedby={describedBy}
      {...(dense ? { 'aria-label': field.label[language] } : {})}
      {...firstFocus(autoFocus)}
      disabled={disabled ?? false}
    />
  );
}

export const booleanFace = fieldFace<boolean>({ Display, Input, layout: 'box' });
