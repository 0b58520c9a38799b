import { Avatar, Button, FileButton } from '@mantine/core';
import { apiAddress } from '../../web/api/client.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { type DisplayProps, fieldFace, firstFocus, type InputProps } from '../face.ui.tsx';
import classes from './image.module.css';
import { useUpload } from './use-upload.ui.tsx';

/** Takes a file's id and the side wanted in pixels; returns the picture's address. */
export function pictureAddress(id: string, size: 64 | 256 | 1024): string {
  return apiAddress(`/files/${encodeURIComponent(id)}`, { size });
}

function Display({ value, field, item, dense }: DisplayProps<string>) {
  const language = useLanguage();
  const name = item?.title ?? '';
  const words = `${field.label[language]} ${name}`.trim();
  return (
    <Avatar src={pictureAddress(value, dense ? 64 : 256)} name={name} alt={words} size={dense ? 26 : 64} radius="md" />
  );
}

function Input(props: InputProps<string>) {
  const { id, value, onChange, onBlur, item, describedBy, disabled, autoFocus } = props;
  const words = useMessages(fieldMessages);
  const { send, sending, problem } = useUpload((file) => {
    onChange(file.id);
    onBlur?.();
  });
  return (
    <div className={classes.row}>
      <Avatar
        {...(value ? { src: pictureAddress(value, 256) } : {})}
        name={item?.title ?? ''}
        alt=""
        size={64}
        radius="md"
      />
      <FileButton onChange={send} accept="image/png,image/jpeg,image/webp,image/gif" disabled={disabled ?? false}>
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
            {value ? words.replacePicture : words.choosePicture}
          </Button>
        )}
      </FileButton>
      {value ? (
        <Button
          variant="subtle"
          color="gray"
          disabled={disabled ?? false}
          onClick={() => {
            onChange(null);
            onBlur?.();
          }}
        >
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

export const imageFace = fieldFace<string>({ Display, Input, picture: true });
