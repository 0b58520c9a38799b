import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/fr';
import { DatePicker, DatesProvider } from '@mantine/dates';
import { useLanguage } from '../../web/language/current-language.ts';

interface CalendarProps {
  /** ISO date or null. */
  readonly value: string | null;
  readonly onChange: (date: string | null) => void;
}

/** A month to pick a day from; loaded when it is first opened. */
export function Calendar({ value, onChange }: CalendarProps) {
  const language = useLanguage();
  return (
    <DatesProvider settings={{ locale: language === 'fr' ? 'fr' : 'en', firstDayOfWeek: 1 }}>
      <DatePicker value={value} onChange={onChange} {...(value ? { defaultDate: value } : {})} />
    </DatesProvider>
  );
}
