import { Button } from '@mantine/core';
import { isDate } from '../../lib/dates.ts';
import { dateIn } from '../../lib/time-zone.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { useFormatContext } from '../../web/language/format-context.ts';
import { fieldFace, type InputProps } from '../face.ui.tsx';
import { ParsedInput } from '../parsed-input.ui.tsx';
import { PlainDisplay } from '../plain-display.ui.tsx';
import { CalendarButton } from './calendar-button.ui.tsx';
import classes from './date.module.css';
import { dateType } from './date.ts';

function Input(props: InputProps) {
  const words = useMessages(fieldMessages);
  const { timeZone } = useFormatContext();
  const { value, onChange, field, disabled } = props;
  const day = typeof value === 'string' && isDate(value) ? value : null;
  const input = (
    <ParsedInput
      {...props}
      options={{
        edit: dateType.format,
        placeholder: words.dateHint,
        inputMode: 'text',
        rightSection: <CalendarButton value={day} onPick={onChange} disabled={disabled} />,
      }}
    />
  );
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
