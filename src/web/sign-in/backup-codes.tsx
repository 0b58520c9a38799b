import { Button } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useMessages } from '../language/catalogue.ts';
import { signInMessages } from '../language/sign-in.ts';
import { copyText } from '../records/list/clipboard.ts';
import classes from './sign-in.module.css';

/** Hands a text to the browser as a file. */
function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.txt`;
  link.click();
  URL.revokeObjectURL(address);
}

/** Shows backup codes the one time that they can be shown. */
export function BackupCodes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  const words = useMessages(signInMessages);
  const [copied, setCopied] = useState(false);
  const text = `${codes.join('\n')}\n`;
  return (
    <div className={classes.stack}>
      <p className={classes.text} role="status">
        {words.backupText}
      </p>
      <ul className={classes.codes} aria-label={words.backupTitle}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={classes.row}>
        <Button
          variant="default"
          leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          onClick={() => void copyText(text).then(setCopied)}
        >
          {copied ? words.copied : words.copy}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          onClick={() => saveText(words.backupFile, text)}
        >
          {words.download}
        </Button>
      </div>
      <Button onClick={onKept}>{words.kept}</Button>
    </div>
  );
}
