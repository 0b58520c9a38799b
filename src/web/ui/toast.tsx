import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { isApiProblem } from '../api/problem.ts';
import { currentLanguage } from '../language/current-language.ts';
import { uiMessages } from '../language/ui.ts';

/** How long an undo is offered, in milliseconds: long enough to read, reach and press it. */
const undoTime = 12_000;

/** Shows a short message that goes away by itself. */
export function showToast(message: string): void {
  notifications.show({ message });
}

/** Shows why something failed, until it is closed. */
export function showProblem(error: unknown): void {
  const words = uiMessages[currentLanguage()];
  const message = isApiProblem(error) ? error.detail : words.somethingFailed;
  notifications.show({ message, color: 'red', autoClose: false, role: 'alert' });
}

/** Shows that something was done, with a button that takes it back; says so when that is done or fails. */
export function showUndo(message: string, undo: () => Promise<void>): void {
  const words = uiMessages[currentLanguage()];
  const id = notifications.show({
    autoClose: undoTime,
    message: (
      <div className="toast-with-action">
        <span>{message}</span>
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => {
            notifications.hide(id);
            undo().then(() => showToast(words.undone), showProblem);
          }}
        >
          {words.undo}
        </Button>
      </div>
    ),
  });
}
