import { type ComponentType, type ReactNode, useState } from 'react';
import { useMessages } from '../language/catalogue.ts';
import { entryMessages } from '../language/entry.ts';
import { EmailField, EntryForm, useEntryRequest } from './entry-form.tsx';
import classes from './entry-frame.module.css';

interface ForgottenFormProps {
  /** What the page stands in. */
  readonly frame: ComponentType<{ readonly title: string; readonly text?: string; readonly children: ReactNode }>;
  readonly ask: (email: string) => Promise<unknown>;
  readonly sentText: (email: string) => string;
  /** The way back to the sign-in. */
  readonly back: ReactNode;
}

/** Asks for the address of who forgot their password; says the same whether or not it is known. */
export function ForgottenForm({ frame: Frame, ask, sentText, back }: ForgottenFormProps) {
  const words = useMessages(entryMessages);
  const [email, setEmail] = useState('');
  const { submit, isPending, isSuccess, error } = useEntryRequest(() => ask(email.trim()));
  const hint = <p className={classes.hint}>{back}</p>;
  if (isSuccess)
    return (
      <Frame title={words.sentTitle}>
        <p role="status">{sentText(email.trim())}</p>
        {hint}
      </Frame>
    );
  return (
    <Frame title={words.forgottenTitle} text={words.forgottenText}>
      <EntryForm action={words.sendLink} busy={isPending} error={error} onSubmit={() => void submit()}>
        <EmailField value={email} onChange={setEmail} />
      </EntryForm>
      {hint}
    </Frame>
  );
}
