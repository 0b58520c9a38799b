import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { isApiProblem } from '../api/problem.ts';
import { currentLanguage } from '../language/current-language.ts';
import { uiMessages } from '../language/ui.ts';
import { loadToasts } from './toast-host.tsx';

/** How long an undo is offered, in milliseconds: long enough to read, reach and press it. */
const undoTime = 12_000;

let made = 0;

interface Toast {
  readonly message: ReactNode;
  readonly color?: string;
  readonly autoClose?: number | false;
  readonly role?: string;
}

/** Shows a toast; returns how to take it away. */
function show(toast: Toast): () => void {
  const id = `toast-${++made}`;
  const words = uiMessages[currentLanguage()];
  void loadToasts().then((notifications) =>
    notifications.show({ ...toast, id, closeButtonProps: { 'aria-label': words.close } }),
  );
  return () => void loadToasts().then((notifications) => notifications.hide(id));
}

/** Shows a short message that goes away by itself. */
export function showToast(message: string): void {
  show({ message });
}

/** Shows why something failed, until it is closed. */
export function showProblem(error: unknown): void {
  const words = uiMessages[currentLanguage()];
  const message = isApiProblem(error) ? error.detail : words.somethingFailed;
  show({ message, color: 'red', autoClose: false, role: 'alert' });
}

/** What a toast offers beside its message. */
interface ToastAction {
  readonly label: string;
  readonly act: () => void;
  /** How long it is offered, in milliseconds; until it is closed where false. */
  readonly autoClose: number | false;
}

/** Shows a message with a button, which takes the toast away. */
export function showAction(message: string, { label, act, autoClose }: ToastAction): void {
  const hide = show({
    autoClose,
    message: (
      <div className="toast-with-action">
        <span>{message}</span>
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => {
            hide();
            act();
          }}
        >
          {label}
        </Button>
      </div>
    ),
  });
}

/** Says that something was taken back; `left` tells what was not, '' for nothing. */
export function showUndone(left: string): void {
  const { undone } = uiMessages[currentLanguage()];
  showToast(left === '' ? undone : `${undone} ${left}.`);
}

/**
 * Shows that something was done, with a button that takes it back; says so when that is done or fails, and what was left
 * alone where `undo` returns it in words.
 */
export function showUndo(message: string, undo: () => Promise<unknown>): void {
  const words = uiMessages[currentLanguage()];
  const act = () => void undo().then((left) => showUndone(typeof left === 'string' ? left : ''), showProblem);
  showAction(message, { label: words.undo, act, autoClose: undoTime });
}
