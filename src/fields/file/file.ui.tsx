import { Anchor } from '@mantine/core';
import { apiAddress } from '../../web/api/client.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { type DisplayProps, fieldFace, type InputProps } from '../face.ui.tsx';
import classes from '../image/image.module.css';
import { UploadButtons } from '../image/upload-buttons.ui.tsx';
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
  const { value, onChange, field } = props;
  const words = useMessages(fieldMessages);
  const upload = useUpload((file) => onChange(file.id));
  return (
    <div className={classes.row}>
      {value ? <Display value={value} field={field} /> : null}
      <UploadButtons {...props} upload={upload} choose={words.chooseFile} onRemove={() => onChange(null)} />
    </div>
  );
}

export const fileFace = fieldFace<string>({ Display, Input, layout: 'group' });
