import { Anchor, Button, FileButton } from '@mantine/core';
import { apiAddress } from '../../web/api/client.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { type DisplayProps, fieldFace, firstFocus, type InputProps } from '../face.ui.tsx';
import classes from '../image/image.module.css';
import { useUpload } from '../image/use-upload.ui.tsx';

function Display({ value }: DisplayProps<string>) {
  const words = useMessages(fieldMessages);
  return (
    <Anchor inherit href={apiAddress(`/files/${encodeURIComponent(value)}`)} download>
      {words.download}
    </Anchor>
  );
}

function Input(props: InputProps<string>) {
  const { id, value, onChange, field, describedBy, disabled, autoFocus } = props;
  const words = useMessages(fieldMessages);
  const { send, sending, problem } = useUpload((file) => onChange(file.id));
  return (
    <div className={classes.row}>
      {value ? <Display value={value} field={field} /> : null}
      <FileButton onChange={send} disabled={disabled ?? false}>
        {(button) => (
          <Button
            {...button}
            id={id}
            variant="default"
            loading={sending}
            aria-describedby={describedBy}
            {...firstFocus(autoFocus)}
            disabled={disabled ?? false}
          >
            {value ? words.replacePicture : words.chooseFile}
          </Button>
        )}
      </FileButton>
      {value ? (
        <Button variant="subtle" color="gray" disabled={disabled ?? false} onClick={() => onChange(null)}>
          {words.removePicture}
        </Button>
      ) : null}
      {problem ? (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  );
}

export const fileFace = fieldFace<string>({ Display, Input });
