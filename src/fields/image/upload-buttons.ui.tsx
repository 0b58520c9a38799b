import { Button, FileButton } from '@mantine/core';
import { useMessages } from '../../web/language/catalogue.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { firstFocus, type InputProps } from '../face.ui.tsx';
import classes from './image.module.css';
import { useCamera } from './use-camera.ui.tsx';
import type { useUpload } from './use-upload.ui.tsx';

interface UploadButtonsProps extends InputProps<string> {
  readonly upload: ReturnType<typeof useUpload>;
  /** Words of the button while there is nothing to replace. */
  readonly choose: string;
  readonly onRemove: () => void;
}

/** The buttons that send a file in the place of a field's, or take it away, and what went wrong with it. */
export function UploadButtons(props: UploadButtonsProps) {
  const { id, value, upload, choose, onRemove, describedBy, autoFocus } = props;
  const disabled = props.disabled ?? false;
  const words = useMessages(fieldMessages);
  const camera = useCamera();
  return (
    <>
      {camera ? (
        <FileButton onChange={upload.send} disabled={disabled} accept="image/*" capture="environment">
          {(button) => (
            <Button {...button} variant="default" loading={upload.sending} disabled={disabled}>
              {words.takePhoto}
            </Button>
          )}
        </FileButton>
      ) : null}
      <FileButton onChange={upload.send} disabled={disabled}>
        {(button) => (
          <Button
            {...button}
            id={id}
            variant="default"
            loading={upload.sending}
            aria-describedby={describedBy}
            {...firstFocus(autoFocus)}
            disabled={disabled}
          >
            {value ? words.replacePicture : choose}
          </Button>
        )}
      </FileButton>
      {value ? (
        <Button variant="subtle" color="gray" disabled={disabled} onClick={onRemove}>
          {words.removePicture}
        </Button>
      ) : null}
      {upload.problem ? (
        <p className={classes.problem} role="alert">
          {upload.problem}
        </p>
      ) : null}
    </>
  );
}
