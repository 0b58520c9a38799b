import { Button } from '@mantine/core';
import { dateIn } from '../../lib/time-zone.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { useFormatContext } from '../../web/language/format-context.ts';
import { fieldFace, type InputProps } from '../face.ui.tsx';
import { PlainDisplay } from '../plain-display.ui.tsx';
import classes from './date.module.css';
import { DayLine } from './day-line.ui.tsx';

function Input({ field, ...props }: InputProps) {
  const words = useMessages(fieldMessages);
  const { timeZone } = useFormatContext();
  const { onChange, disabled } = props;
  const input = <DayLine {...props} />;
  if (field.action !== 'today') return input;
  return (
    <div className={classes.row}>
      <div className={classes.input}>{input}</div>
      <Button variant="default" disabled={disabled ?? false} onClick={() => onChange(dateIn(Date.now(), timeZone))}>
        {words.today}
      </Button>
    </div>
  );
}

export const dateFace = fieldFace({ Display: PlainDisplay, Input });
