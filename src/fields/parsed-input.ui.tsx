import { TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { EffectiveField } from '../meta/effective-record.ts';
import { useFormatContext } from '../web/language/format-context.ts';
import { isAccepted } from './accepted.ts';
import { describes, firstFocus, type InputProps } from './face.ui.tsx';
import type { FormatContext } from './field-type.ts';

/** How a type of one text is typed. */
export interface ParsedInputOptions {
  /** The text to correct for a value; the exchange text where absent. */
  readonly edit?: (value: never, options: never, context: FormatContext) => string;
  readonly inputMode?: TextInputProps['inputMode'];
  readonly type?: 'text' | 'tel' | 'email' | 'url';
  readonly placeholder?: string;
  readonly autoCapitalize?: string;
  readonly align?: 'left' | 'right';
  readonly rightSection?: TextInputProps['rightSection'];
  readonly maxLength?: number;
}

type Edit = (value: unknown, options: object, context: FormatContext) => string;

/** What a line of text is given: of its field, how it is read and written alone. */
type ParsedInputProps = Omit<InputProps, 'field'> & {
  readonly field: Pick<EffectiveField, 'type' | 'options'>;
  readonly options: ParsedInputOptions;
};

/**
 * A line of text read by the field type as it is typed. Gives the value as soon as the text is one, else the text as
 * typed, so that nothing is lost; writes the value in full when the person leaves the field.
 */
export function ParsedInput({ options, ...props }: ParsedInputProps) {
  const { field, value, onChange, onBlur, invalid, describedBy, dense, ...rest } = props;
  const { item: _item, autoFocus, ...plain } = rest;
  const context = useFormatContext();
  const edit = (options.edit ?? field.type.toText) as Edit;
  const textOf = (current: unknown): string => {
    if (current === null || current === undefined) return '';
    if (isAccepted(field.type, field.options, current)) return edit(current, field.options, context);
    return typeof current === 'string' ? current : edit(current, field.options, context);
  };
  const [text, setText] = useState(() => textOf(value));
  const given = useRef<unknown>(value);
  const seen = useRef<unknown>(value);
  useEffect(() => {
    if (value === seen.current) return;
    seen.current = value;
    // A value that does not come from this input (undo, restore, another field) replaces what stands in it.
    if (value === given.current) return;
    given.current = value;
    setText(textOf(value));
  });
  const give = (typed: string) => {
    setText(typed);
    const read = field.type.fromText(typed, field.options, context);
    const next = read.ok ? read.value : typed;
    given.current = next;
    onChange(next);
  };
  return (
    <TextInput
      {...plain}
      {...firstFocus(autoFocus)}
      type={options.type ?? 'text'}
      value={text}
      onChange={(event) => give(event.currentTarget.value)}
      onBlur={() => {
        setText(textOf(given.current));
        onBlur?.();
      }}
      error={invalid === true}
      aria-invalid={invalid === true}
      ref={describes(describedBy)}
      withErrorStyles
      withAsterisk={false}
      size={dense ? 'xs' : 'sm'}
      autoComplete="off"
      spellCheck={false}
      {...(options.inputMode ? { inputMode: options.inputMode } : {})}
      {...(options.placeholder ? { placeholder: options.placeholder } : {})}
      {...(options.autoCapitalize ? { autoCapitalize: options.autoCapitalize } : {})}
      {...(options.rightSection ? { rightSection: options.rightSection } : {})}
      {...(options.maxLength ? { maxLength: options.maxLength } : {})}
      {...(options.align === 'right' ? { styles: { input: { textAlign: 'right' } } } : {})}
    />
  );
}
