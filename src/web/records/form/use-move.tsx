import { type ReactNode, useRef, useState } from 'react';
import { localize } from '../../../lib/localized.ts';
import { isApiProblem, type Move } from '../../api/problem.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { moveMessages } from '../../language/move.ts';
import { ConfirmDialog } from '../../ui/deferred-confirm-dialog.ts';

interface Asked {
  readonly moves: readonly Move[];
  readonly settle: (confirmed: boolean) => void;
}

/**
 * Writes that may take a value from another record, which one record alone can hold (the main interlocutor of a
 * company, A28). Returns `attempt`, which runs a write, asks where somebody else holds the value, and runs it again with
 * `move` once that is confirmed; it throws what the write throws, and returns null where the person keeps things as
 * they are. The dialog is to be drawn somewhere in the page.
 */
export function useMove(): {
  readonly attempt: <Answer>(write: (move: boolean) => Promise<Answer>) => Promise<Answer | null>;
  readonly dialog: ReactNode;
} {
  const words = useMessages(moveMessages);
  const language = useLanguage();
  const [asked, setAsked] = useState<Asked | null>(null);
  const latest = useRef(asked);
  latest.current = asked;

  const attempt = async <Answer,>(write: (move: boolean) => Promise<Answer>): Promise<Answer | null> => {
    try {
      return await write(false);
    } catch (error) {
      const moves = isApiProblem(error) ? error.moves : null;
      if (!moves) throw error;
      const confirmed = await new Promise<boolean>((settle) => setAsked({ moves, settle }));
      return confirmed ? await write(true) : null;
    }
  };
  const settle = (confirmed: boolean) => {
    latest.current?.settle(confirmed);
    setAsked(null);
  };
  const titles = asked?.moves.map(({ label, from, to }) => words.moveTitle(localize(label, language), from, to));
  const dialog = (
    <ConfirmDialog
      opened={asked !== null}
      title={titles?.join(' ') ?? ''}
      confirmLabel={words.moveConfirm}
      onConfirm={() => settle(true)}
      onClose={() => settle(false)}
    >
      <p style={{ margin: 0 }}>{words.moveText}</p>
    </ConfirmDialog>
  );
  return { attempt, dialog };
}
