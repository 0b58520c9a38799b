import { Avatar } from '@mantine/core';
import { apiAddress } from '../../web/api/client.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { type DisplayProps, fieldFace, type InputProps } from '../face.ui.tsx';
import classes from './image.module.css';
import { UploadButtons } from './upload-buttons.ui.tsx';
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
  const { value, onChange, onBlur, item } = props;
  const words = useMessages(fieldMessages);
  const upload = useUpload((file) => {
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
      <UploadButtons
        {...props}
        upload={upload}
        accept="image/png,image/jpeg,image/webp,image/gif"
        choose={words.choosePicture}
        onRemove={() => {
          onChange(null);
          onBlur?.();
        }}
      />
    </div>
  );
}

export const imageFace = fieldFace<string>({ Display, Input, picture: true });
