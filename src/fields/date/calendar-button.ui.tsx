import { ActionIcon, Skeleton } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useMessages } from '../../web/language/catalogue.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { PopoverButton } from '../../web/ui/deferred-floating.tsx';

const Calendar = lazy(() => import('./calendar.ui.tsx').then(({ Calendar }) => ({ default: Calendar })));

interface CalendarButtonProps {
  /** The day to open at, or null. */
  readonly value: string | null;
  readonly onPick: (date: string | null) => void;
  readonly disabled?: boolean | undefined;
}

/** The button in a date's field that opens the calendar. */
export function CalendarButton({ value, onPick, disabled }: CalendarButtonProps) {
  const words = useMessages(fieldMessages);
  const [opened, setOpened] = useState(false);
  return (
    <PopoverButton
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      shadow="md"
      target={
        <ActionIcon
          size={26}
          aria-label={words.openCalendar}
          disabled={disabled ?? false}
          onClick={() => setOpened((now) => !now)}
        >
          <IconCalendar size={16} stroke={1.6} />
        </ActionIcon>
      }
    >
      <Suspense fallback={<Skeleton width={252} height={268} />}>
        <Calendar
          value={value}
          onChange={(date) => {
            onPick(date);
            setOpened(false);
          }}
        />
      </Suspense>
    </PopoverButton>
  );
}
