import { Avatar } from '@mantine/core';
import { useState } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import { PictureDialog } from '../../../fields/image/deferred-picture-dialog.ui.tsx';
import { isSquare } from '../../../fields/image/image.ts';
import { pictureAddress } from '../../../fields/image/image.ui.tsx';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { recordMessages } from '../../language/record.ts';
import { RecordIcon } from '../../ui/record-icon.tsx';
import { showProblem } from '../../ui/toast.tsx';
import { isWritable } from '../form/form-fields.ts';
import type { RecordView } from './record-context.ts';
import classes from './record-header.module.css';

const side = 48;

/** The picture of the record, to set, replace and remove (F17); initials when there is none; else the type's icon. */
export function RecordPicture({ view }: { readonly view: RecordView }) {
  const words = useMessages(recordMessages);
  const language = useLanguage();
  const { record, item, permission, editable, save } = view;
  const field = record.fields.find(({ type, hidden, name }) => faceOf(type.name).picture && !hidden && name in item);
  const write = async (id: string | null) => {
    if (!field) return;
    const outcome = await save({ [field.name]: id });
    if (!outcome.ok && outcome.error !== null) showProblem(outcome.error);
  };
  const [opened, setOpened] = useState(false);
  if (!field) {
    return (
      <span className={classes.tile}>
        <RecordIcon name={record.icon} size={26} />
      </span>
    );
  }
  const picture = item[field.name];
  const avatar = (
    <Avatar
      {...(typeof picture === 'string' ? { src: pictureAddress(picture, 256) } : {})}
      name={item.title}
      alt={`${words.picture} : ${item.title}`}
      color="initials"
      size={side}
      radius="md"
    />
  );
  if (!editable || !isWritable(field, permission)) return avatar;
  return (
    <>
      <button
        type="button"
        className={classes.pictureButton}
        aria-label={words.changePicture}
        title={words.changePicture}
        onClick={() => setOpened(true)}
      >
        {avatar}
      </button>
      <PictureDialog
        opened={opened}
        title={field.label[language]}
        square={isSquare(field.options)}
        filled={typeof picture === 'string'}
        onPick={(id) => void write(id)}
        onClose={() => setOpened(false)}
      />
    </>
  );
}
