import { Avatar } from '@mantine/core';
import { type ChangeEvent, useRef } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import { pictureAddress } from '../../../fields/image/image.ui.tsx';
import { useCamera } from '../../../fields/image/use-camera.ui.tsx';
import { useUpload } from '../../../fields/image/use-upload.ui.tsx';
import { useMessages } from '../../language/catalogue.ts';
import { fieldMessages } from '../../language/fields.ts';
import { recordMessages } from '../../language/record.ts';
import { MenuButton } from '../../ui/deferred-floating.tsx';
import { RecordIcon } from '../../ui/record-icon.tsx';
import { showProblem } from '../../ui/toast.tsx';
import { isWritable } from '../form/form-fields.ts';
import type { RecordView } from './record-context.ts';
import classes from './record-header.module.css';

const side = 48;

/** The picture of the record, to set, replace and remove (F17); initials when there is none; else the type's icon. */
export function RecordPicture({ view }: { readonly view: RecordView }) {
  const words = useMessages(recordMessages);
  const fields = useMessages(fieldMessages);
  const { record, item, permission, editable, save } = view;
  const chooser = useRef<HTMLInputElement>(null);
  const field = record.fields.find(({ type, hidden, name }) => faceOf(type.name).picture && !hidden && name in item);
  const write = async (id: string | null) => {
    if (!field) return;
    const outcome = await save({ [field.name]: id });
    if (!outcome.ok && outcome.error !== null) showProblem(outcome.error);
  };
  const { send, problem } = useUpload((file) => void write(file.id));
  const camera = useCamera();
  const photo = useRef<HTMLInputElement>(null);
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
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    void send(event.currentTarget.files?.[0] ?? null);
    event.currentTarget.value = '';
  };
  return (
    <>
      <input ref={chooser} type="file" hidden accept="image/png,image/jpeg,image/webp,image/gif" onChange={take} />
      {camera ? <input ref={photo} type="file" hidden accept="image/*" capture="environment" onChange={take} /> : null}
      <MenuButton
        position="bottom-start"
        target={
          <button
            type="button"
            className={classes.pictureButton}
            aria-label={words.changePicture}
            title={problem ?? words.changePicture}
          >
            {avatar}
          </button>
        }
      >
        {(Menu) => (
          <>
            {camera ? <Menu.Item onClick={() => photo.current?.click()}>{fields.takePhoto}</Menu.Item> : null}
            <Menu.Item onClick={() => chooser.current?.click()}>
              {picture ? fields.replacePicture : fields.choosePicture}
            </Menu.Item>
            {picture ? <Menu.Item onClick={() => void write(null)}>{fields.removePicture}</Menu.Item> : null}
          </>
        )}
      </MenuButton>
    </>
  );
}
