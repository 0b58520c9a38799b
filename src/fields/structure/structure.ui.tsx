import { type DisplayProps, fieldFace, type InputProps } from '../face.ui.tsx';
import classes from './structure.module.css';
import type { Structure } from './structure.ts';

function Display({ value, dense }: DisplayProps<Structure>) {
  if (dense) return <>{JSON.stringify(value)}</>;
  return <code className={classes.code}>{JSON.stringify(value, null, 2)}</code>;
}

/** The programme's own data is read here, and written by the screens made for it. */
function Input({ id, value }: InputProps<Structure>) {
  return (
    <code className={classes.code} id={id}>
      {value === null ? '' : JSON.stringify(value, null, 2)}
    </code>
  );
}

export const structureFace = fieldFace<Structure>({ Display, Input, layout: 'group', wide: true });
