import { fromLocal, toLocal } from '../../lib/time-zone.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { useFormatContext } from '../../web/language/format-context.ts';
import { isAccepted } from '../accepted.ts';
import { CalendarButton } from '../date/calendar-button.ui.tsx';
import { fieldFace, type InputProps } from '../face.ui.tsx';
import { ParsedInput } from '../parsed-input.ui.tsx';
import { PlainDisplay } from '../plain-display.ui.tsx';
import { dateTimeType } from './date-time.ts';

const morning = { hours: 9, minutes: 0, seconds: 0, milliseconds: 0 };

function Input(props: InputProps) {
  const words = useMessages(fieldMessages);
  const { timeZone } = useFormatContext();
  const { value, onChange, disabled } = props;
  const moment = isAccepted(dateTimeType, {}, value) ? toLocal(Date.parse(value as string), timeZone) : null;
  const pick = (date: string | null) => {
    // Another day keeps its hour; a first one starts in the morning.
    onChange(date && new Date(fromLocal({ ...(moment ?? morning), date }, timeZone)).toISOString());
  };
  return (
    <ParsedInput
      {...props}
      options={{
        edit: dateTimeType.format,
        placeholder: words.dateTimeHint,
        rightSection: <CalendarButton value={moment?.date ?? null} onPick={pick} disabled={disabled} />,
      }}
    />
  );
}

export const dateTimeFace = fieldFace({ Display: PlainDisplay, Input });
