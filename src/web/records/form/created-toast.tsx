import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { currentLanguage } from '../../language/current-language.ts';
import { formMessages } from '../../language/form.ts';

/** Says that a record was added, with a button that opens it (F18). */
export function showCreated(title: string, open: (() => void) | null): void {
  const words = formMessages[currentLanguage()];
  const id = notifications.show({
    autoClose: 8_000,
    message: (
      <div className="toast-with-action">
        <span>{words.created(title)}</span>
        {open ? (
          <Button
            size="compact-sm"
            variant="light"
            onClick={() => {
              notifications.hide(id);
              open();
            }}
          >
            {words.open}
          </Button>
        ) : null}
      </div>
    ),
  });
}
