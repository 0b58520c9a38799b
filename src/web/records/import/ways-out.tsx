import { Alert, Button } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import type { ImportResult } from '../../../rules/import-result.ts';
import { useMessages } from '../../language/catalogue.ts';
import { importMessages } from '../../language/import.ts';
import type { Choices } from './choices.ts';
import page from './import.module.css';

interface WaysOutProps {
  readonly result: ImportResult;
  readonly choices: Choices;
  readonly busy: boolean;
  /** Checks again with other choices. */
  readonly onTake: (choices: Choices) => void;
}

/** Refusals that another choice would not lift: the row itself lacks something, or another record is in its way. */
const stubborn: ReadonlySet<string> = new Set([
  'required',
  'reference-unknown',
  'several-matches',
  'already-exists',
  'forbidden',
]);

/** What one may choose so that refused rows come in: unknown companies made, unreadable cells left out. */
export function WaysOut({ result, choices, busy, onTake }: WaysOutProps) {
  const words = useMessages(importMessages);
  const { refused } = result.sample;
  const ways = [
    {
      name: 'accounts',
      open: !choices.createAccounts && refused.some(({ code }) => code === 'reference-unknown'),
      text: words.unknownAccounts,
      button: words.makeAccounts,
      choices: { ...choices, createAccounts: true },
    },
    {
      name: 'cells',
      open:
        choices.onInvalid === 'refuse' && refused.some(({ code, column }) => column !== null && !stubborn.has(code)),
      text: words.unreadableCells,
      button: words.leaveCells,
      choices: { ...choices, onInvalid: 'empty' as const },
    },
  ];
  return ways
    .filter(({ open }) => open)
    .map((way) => (
      <Alert
        key={way.name}
        variant="default"
        className={page.notice ?? ''}
        icon={<IconBulb size={18} className={page.noticeIcon ?? ''} />}
      >
        {way.text}
        <div>
          <Button
            mt={8}
            className={page.long ?? ''}
            variant="default"
            loading={busy}
            onClick={() => onTake(way.choices)}
          >
            {way.button}
          </Button>
        </div>
      </Alert>
    ));
}
