import { Checkbox } from '@mantine/core';
import { useUpload } from '../../../fields/image/use-upload.ui.tsx';
import type { EffectiveField } from '../../../meta/effective-record.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { openingMessages } from '../../language/form-opening.ts';
import type { OpeningPicture as Picture } from './opening.ts';
import classes from './opening-picture.module.css';
import { fileOfPicture } from './picture-address.ts';
import type { Form } from './use-form.ts';

interface OpeningPictureProps {
  readonly picture: Picture;
  /** The field that it may be kept in. */
  readonly field: EffectiveField | undefined;
  readonly form: Form;
}

/** The picture that a form was opened with, to check it against; kept in its field only if the person says so. */
export function OpeningPicture({ picture, field, form }: OpeningPictureProps) {
  const words = useMessages(openingMessages);
  const language = useLanguage();
  const upload = useUpload((file) => field && form.change({ [field.name]: file.id }));
  const kept = field !== undefined && (form.values[field.name] ?? null) !== null;
  return (
    <figure className={classes.figure}>
      <img className={classes.picture} src={picture.address} alt={words.picture} />
      {field ? (
        <figcaption>
          <Checkbox
            label={words.keepPicture(field.label[language])}
            checked={kept}
            disabled={upload.sending}
            error={upload.problem}
            onChange={({ currentTarget: { checked } }) => {
              if (checked) void upload.send(fileOfPicture(picture.address, `${field.name}.jpg`));
              else form.change({ [field.name]: null });
            }}
          />
        </figcaption>
      ) : null}
    </figure>
  );
}
