import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useRef } from 'react';

export interface FileButtonProps {
  readonly label: string;
  /** What the device offers first, as the `accept` of an input. */
  readonly accept: string;
  readonly onFile: (file: File) => void;
  /** True where another button stands before it. */
  readonly second: boolean;
  /** Name of the input for journeys. */
  readonly testId: string;
}

/** Asks the device for one file; the same file may be chosen again. */
export function FileButton({ label, accept, onFile, second, testId }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        data-testid={testId}
        accept={accept}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
      <Button
        variant={second ? 'default' : 'filled'}
        leftSection={<IconUpload size={16} stroke={1.8} />}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
    </>
  );
}
