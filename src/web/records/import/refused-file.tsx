import { Alert } from '@mantine/core';
import { IconFileAlert } from '@tabler/icons-react';
import type { Localized } from '../../../lib/localized.ts';
import { isApiProblem } from '../../api/problem.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { importMessages } from '../../language/import.ts';
import { uiMessages } from '../../language/ui.ts';
import page from './import.module.css';

/** A file that could not be taken, and why. */
export interface FileRefusal {
  readonly name: string;
  readonly error: unknown;
}

/** Takes a problem of a file; returns the reason that its reading gave, in both languages, or null. */
function reasonOf(error: unknown): Localized | null {
  if (!isApiProblem(error)) return null;
  const { message } = error.body;
  return typeof message === 'object' && message !== null && 'fr' in message ? (message as Localized) : null;
}

/** Says why a file was refused and what to do, where it was to be dropped. */
export function RefusedFile({ refusal }: { readonly refusal: FileRefusal | null }) {
  const words = useMessages(importMessages);
  const ui = useMessages(uiMessages);
  const language = useLanguage();
  if (!refusal) return null;
  const { name, error } = refusal;
  return (
    <Alert
      variant="default"
      className={page.notice ?? ''}
      role="alert"
      icon={<IconFileAlert size={20} className={page.badIcon ?? ''} />}
      title={words.refused(name)}
    >
      <p style={{ margin: 0 }}>
        {reasonOf(error)?.[language] ?? (isApiProblem(error) ? error.detail : ui.somethingFailed)}
      </p>
      <p style={{ margin: '4px 0 0' }}>{words.refusedHelp}</p>
    </Alert>
  );
}
