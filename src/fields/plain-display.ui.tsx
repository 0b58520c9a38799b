import { useFormatContext } from '../web/language/format-context.ts';
import type { DisplayProps } from './face.ui.tsx';

/** A value as its type writes it for people. */
export function PlainDisplay({ value, field }: DisplayProps) {
  const context = useFormatContext();
  return <>{field.type.format(value, field.options, context)}</>;
}
