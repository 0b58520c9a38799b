import { Button, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useMessages } from '../language/catalogue.ts';
import { listMessages } from '../language/list.ts';
import { copyText } from '../records/list/clipboard.ts';
import classes from './copy-field.module.css';

interface CopyFieldProps {
  /** Name of what is copied, for who does not see it. */
  readonly label: string;
  readonly value: string;
  /** True where the button has the focus when the dialog opens. */
  readonly focused?: boolean;
}

/** A text to take elsewhere (a key, a link), with the button that copies it. */
export function CopyField({ label, value, focused }: CopyFieldProps) {
  const words = useMessages(listMessages);
  const [copied, setCopied] = useState(false);
  return (
    <div className={classes.field}>
      <TextInput
        readOnly
        aria-label={label}
        classNames={{ input: classes.secret ?? '' }}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        variant="default"
        {...(focused ? { 'data-autofocus': true } : {})}
        leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
        onClick={() => void copyText(value).then(setCopied)}
      >
        {copied ? words.copied : words.copy}
      </Button>
    </div>
  );
}
