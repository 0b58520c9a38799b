import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { apiAddress } from '../../api/client.ts';
import type { Item } from '../../api/types.ts';
import classes from './picture.module.css';
import { initials, pictureField } from './picture.ts';

interface PictureProps {
  readonly record: EffectiveRecord;
  readonly item: Item;
  /** Width and height in pixels. */
  readonly size: number;
}

/** The record's picture, its initials where it has none; nothing for types without pictures. */
export function Picture({ record, item, size }: PictureProps) {
  const field = pictureField(record);
  if (!field) return null;
  const file = item[field.name];
  const style = { width: size, height: size, fontSize: size * 0.42 };
  if (typeof file !== 'string') {
    return (
      <span className={classes.initials} style={style} aria-hidden>
        {initials(item.title)}
      </span>
    );
  }
  return (
    <img
      className={classes.picture}
      style={style}
      src={apiAddress(`/files/${file}`, { size: 64 })}
      alt=""
      loading="lazy"
    />
  );
}
