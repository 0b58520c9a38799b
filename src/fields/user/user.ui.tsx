import { Avatar } from '@mantine/core';
import { useModel } from '../../web/api/queries.ts';
import { RecordLink } from '../../web/ui/record-link.tsx';
import { type DisplayProps, fieldFace } from '../face.ui.tsx';
import { RecordTitle } from '../reference/record-title.ui.tsx';
import { ReferenceInput, titleInItem } from '../reference/reference.ui.tsx';
import classes from './user.module.css';

function Display({ value, field, item, titleOf, dense }: DisplayProps<string>) {
  const target = useModel().find('user');
  return (
    <RecordTitle record={target} id={value} known={titleOf?.(value) ?? titleInItem(item, field.name, value)}>
      {(title, { collection }) => (
        <span className={classes.user}>
          <Avatar name={title} alt="" size={dense ? 20 : 22} aria-hidden />
          <RecordLink collection={collection} id={value} {...(dense ? { tabIndex: -1 } : {})}>
            {title}
          </RecordLink>
        </span>
      )}
    </RecordTitle>
  );
}

export const userFace = fieldFace<string>({ Display, Input: ReferenceInput });
