import { currentLanguage } from '../../language/current-language.ts';
import { formMessages } from '../../language/form.ts';
import { showAction, showToast } from '../../ui/toast.tsx';

/** How long the way to the new record is offered, in milliseconds. */
const offered = 8_000;

/** Says that a record was added, with a button that opens it (F18). */
export function showCreated(title: string, open: (() => void) | null): void {
  const words = formMessages[currentLanguage()];
  if (open) showAction(words.created(title), { label: words.open, act: open, autoClose: offered });
  else showToast(words.created(title));
}
