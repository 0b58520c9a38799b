import { Avatar, Button } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import { apiAddress } from '../../web/api/client.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { type DisplayProps, fieldFace, firstFocus, type InputProps } from '../face.ui.tsx';
import { PictureDialog } from './deferred-picture-dialog.ui.tsx';
import classes from './image.module.css';
import { isSquare } from './image.ts';

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
  const { id, field, value, onChange, onBlur, item, describedBy, autoFocus } = props;
  const language = useLanguage();
  const disabled = props.disabled ?? false;
  const words = useMessages(fieldMessages);
  const [opened, setOpened] = useState(false);
  const pick = (file: string | null) => {
    onChange(file);
    onBlur?.();
  };
  return (
    <div className={classes.row}>
      <Avatar
        {...(value ? { src: pictureAddress(value, 256) } : {})}
        // What is cut square is somebody's face: it stands for their name. Any other picture stands for nobody.
        name={isSquare(field.options) ? (item?.title ?? '') : ''}
        alt=""
        size={64}
        radius="md"
      >
        {isSquare(field.options) ? null : <IconPhoto size={28} stroke={1.5} aria-hidden />}
      </Avatar>
      <Button
        id={id}
        variant="default"
        aria-describedby={describedBy}
        {...firstFocus(autoFocus)}
        disabled={disabled}
        onClick={() => setOpened(true)}
      >
        {value ? words.replacePicture : words.choosePicture}
      </Button>
      {value ? (
        <Button variant="subtle" color="gray" disabled={disabled} onClick={() => pick(null)}>
          {words.removePicture}
        </Button>
      ) : null}
      <PictureDialog
        opened={opened}
        title={field.label[language]}
        square={isSquare(field.options)}
        filled={Boolean(value)}
        onPick={pick}
        onClose={() => setOpened(false)}
      />
    </div>
  );
}

// Buttons that say each what they do: the label names the group, since it would hide what the first says.
export const imageFace = fieldFace<string>({ Display, Input, layout: 'group', picture: true });
