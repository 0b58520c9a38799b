import { Button } from '@mantine/core';
import { IconCamera, IconScan } from '@tabler/icons-react';
import { cardScanMessages } from '../../web/language/card-scan.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import drop from '../../web/records/import/file-step.module.css';
import { FileButton } from '../../web/ui/file-button.tsx';

interface CardSourceProps {
  readonly onFile: (file: File) => void;
  /** Opens the camera; absent where there is none. */
  readonly onCamera?: (() => void) | undefined;
  /** True while a file is held over the page. */
  readonly over: boolean;
}

/** Where the picture of a card comes from: the camera, or a file chosen, dropped or pasted. */
export function CardSource({ onFile, onCamera, over }: CardSourceProps) {
  const words = useMessages(cardScanMessages);
  return (
    <div className={drop.drop} {...(over ? { 'data-over': true } : {})}>
      <IconScan size={40} stroke={1.3} aria-hidden />
      <p className={drop.dropTitle}>{over ? words.dropNow : words.drop}</p>
      {onCamera ? (
        <Button size="md" leftSection={<IconCamera size={18} stroke={1.8} />} onClick={onCamera}>
          {words.openCamera}
        </Button>
      ) : null}
      <FileButton
        label={words.choose}
        accept="image/*,.heic,.heif"
        onFile={onFile}
        second={onCamera !== undefined}
        testId="card-file"
      />
      <p className={drop.dropText}>{words.fileHelp}</p>
    </div>
  );
}
