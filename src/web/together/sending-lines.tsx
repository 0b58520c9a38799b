import { ActionIcon, Progress } from '@mantine/core';
import { IconRefresh, IconX } from '@tabler/icons-react';
import { shortenedName } from '../../lib/file-name.ts';
import { useMessages } from '../language/catalogue.ts';
import { useNumberFormat } from '../language/format-context.ts';
import { togetherMessages } from '../language/together.ts';
import { uiMessages } from '../language/ui.ts';
import classes from './documents.module.css';
import { type FileSending, sendAgain, stopSending, useSendings } from './sendings.ts';

/** The files on their way to a record: how far each is, how to stop it, why one was not taken. */
export function SendingLines({ record }: { readonly record: string }) {
  const sendings = useSendings(record);
  if (sendings.length === 0) return null;
  return (
    <ul className={classes.sendings}>
      {sendings.map((sending) => (
        <SendingLine key={sending.key} sending={sending} />
      ))}
    </ul>
  );
}

function SendingLine({ sending }: { readonly sending: FileSending }) {
  const words = useMessages(togetherMessages);
  const ui = useMessages(uiMessages);
  const number = useNumberFormat();
  const { file, state, part, problem } = sending;
  const percent = Math.floor(part * 100);
  return (
    <li className={classes.sending}>
      <div className={classes.words}>
        <span className={classes.sendingName} title={file.name}>
          {shortenedName(file.name, 60)}
        </span>
        {state === 'failed' ? (
          <span className={classes.problem} role="alert">
            {problem ?? ui.somethingFailed}
          </span>
        ) : (
          <>
            <Progress value={percent} size="sm" aria-label={words.sending(file.name)} />
            <span className={classes.facts}>
              {state === 'waiting' ? words.waiting : words.sendingPart(`${number(percent)} %`)}
            </span>
          </>
        )}
      </div>
      {state === 'failed' && file.size > 0 ? (
        <ActionIcon size={28} aria-label={words.retry} onClick={() => sendAgain(sending)}>
          <IconRefresh size={16} />
        </ActionIcon>
      ) : null}
      <ActionIcon
        size={28}
        aria-label={state === 'failed' ? words.dismiss : words.stopOf(file.name)}
        onClick={() => stopSending(sending)}
      >
        <IconX size={16} />
      </ActionIcon>
    </li>
  );
}
