import { isDate } from '../../lib/dates.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import type { InputProps } from '../face.ui.tsx';
import type { FieldType } from '../field-type.ts';
import { ParsedInput } from '../parsed-input.ui.tsx';
import { CalendarButton } from './calendar-button.ui.tsx';
import { dateType } from './date.ts';

const day = { type: dateType as FieldType, options: {} };

/** A day as it is typed wherever one is asked for, jj/mm/aaaa whatever the browser speaks, or picked from a calendar. */
export function DayLine(props: Omit<InputProps, 'field'>) {
  const words = useMessages(fieldMessages);
  const { value, onChange, disabled } = props;
  return (
    <ParsedInput
      {...props}
      field={day}
      options={{
        edit: dateType.format,
        placeholder: words.dateHint,
        inputMode: 'text',
        rightSection: (
          <CalendarButton
            value={typeof value === 'string' && isDate(value) ? value : null}
            onPick={onChange}
            disabled={disabled}
          />
        ),
      }}
    />
  );
}
