import { Button } from '@mantine/core';
import { useMessages } from '../../language/catalogue.ts';
import { peopleMessages } from '../../language/people.ts';
import { CopyField } from '../../ui/copy-field.tsx';
import classes from './users.module.css';

export interface ShownLinkProps {
  readonly name: string;
  readonly link: string;
  readonly kind: 'invitation' | 'reset';
  readonly onClose: () => void;
}

/** A one-time link, the one time that it is shown. */
export function ShownLink({ name, link, kind, onClose }: ShownLinkProps) {
  const words = useMessages(peopleMessages);
  return (
    <>
      <p className={classes.text} role="status">
        {kind === 'invitation' ? words.linkOnce : words.resetOnce}
      </p>
      <CopyField label={words.linkOf(name)} value={link} focused />
      <div className={classes.buttons}>
        <Button onClick={onClose}>{words.done}</Button>
      </div>
    </>
  );
}
