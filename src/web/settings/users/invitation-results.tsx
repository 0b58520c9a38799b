import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useMessages } from '../../language/catalogue.ts';
import { peopleMessages } from '../../language/people.ts';
import { copyText } from '../../records/list/clipboard.ts';
import { CopyField } from '../../ui/copy-field.tsx';
import type { InvitationOutcome } from './user-queries.ts';
import classes from './users.module.css';

interface InvitationResultsProps {
  readonly outcomes: readonly InvitationOutcome[];
  readonly onClose: () => void;
}

/** What became of each invitation: its link, that it left by mail, or why it was refused. */
export function InvitationResults({ outcomes, onClose }: InvitationResultsProps) {
  const words = useMessages(peopleMessages);
  const [copied, setCopied] = useState(false);
  const links = outcomes.flatMap((outcome) =>
    outcome.ok && outcome.link ? [`${outcome.email}\t${outcome.link}`] : [],
  );
  return (
    <>
      <p className={classes.text} role="status">
        {words.result(outcomes.filter(({ ok }) => ok).length, outcomes.length)}
        {links.length > 0 ? ` — ${links.length > 1 ? words.linksOnce : words.linkOnce}` : null}
      </p>
      <ul className={classes.results}>
        {outcomes.map((outcome) => (
          <li key={outcome.email} className={classes.result}>
            <strong>{outcome.email}</strong>
            {outcome.ok ? (
              outcome.link ? (
                <CopyField label={words.linkOf(outcome.email)} value={outcome.link} />
              ) : (
                <span>{words.invitedByMail}</span>
              )
            ) : (
              <span className={classes.reason}>
                {words.notInvited} : {outcome.detail}
              </span>
            )}
          </li>
        ))}
      </ul>
      <div className={classes.buttons}>
        {links.length > 1 ? (
          <Button
            variant="default"
            leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            onClick={() => void copyText(links.join('\n')).then(setCopied)}
          >
            {copied ? words.copied : words.copyAll}
          </Button>
        ) : null}
        <Button data-autofocus onClick={onClose}>
          {words.done}
        </Button>
      </div>
    </>
  );
}
