import { Button, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useMessages } from '../language/catalogue.ts';
import { listMessages } from '../language/list.ts';
import { copyText } from '../records/list/clipboard.ts';
import classes from './copy-field.module.css';

const inputWrapperOrder: ('label' | 'input' | 'description')[] = ['label', 'input', 'description'];

interface CopyFieldProps {
  /** Name of what is copied: seen where there is a help, else for who does not see the field. */
  readonly label: string;
  /** What it is for, below it. */
  readonly help?: string;
  readonly value: string;
  /** True where the button has the focus when the dialog opens. */
  readonly focused?: boolean;
}

/** A text to take elsewhere (a key, a link), with the button that copies it. */
export function CopyField({ label, help, value, focused }: CopyFieldProps) {
  const words = useMessages(listMessages);
  const [copied, setCopied] = useState(false);
  return (
    <div className={classes.field}>
      <TextInput
        readOnly
        {...(help ? { label, description: help, inputWrapperOrder } : { 'aria-label': label })}
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
