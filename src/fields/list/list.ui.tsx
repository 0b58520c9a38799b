import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { Select } from '../../web/ui/deferred-inputs.tsx';
import { type DisplayProps, describes, fieldFace, firstFocus, type InputProps } from '../face.ui.tsx';
import { type ListOptions, listLabel } from './list.ts';
import { listChoices } from './list-choices.ts';
import { Tag } from './tag.ui.tsx';

function Display({ value, field }: DisplayProps<string>) {
  const language = useLanguage();
  const { values } = field.options as ListOptions;
  const label = listLabel(value, values, language);
  const color = values?.find(({ code }) => code === value)?.color;
  return color ? <Tag color={color}>{label}</Tag> : label;
}

function Input(props: InputProps<string>) {
  const { id, value, onChange, onBlur, field, invalid, describedBy, dense, autoFocus, disabled, required } = props;
  const words = useMessages(fieldMessages);
  const language = useLanguage();
  const { values = [] } = field.options as ListOptions;
  return (
    <Select
      id={id}
      data={listChoices(values, value === null ? [] : [value], language, words.retired)}
      value={value}
      onChange={onChange}
      onBlur={onBlur}
      error={invalid === true}
      aria-invalid={invalid === true}
      ref={describes(describedBy)}
      placeholder={words.choose}
      nothingFoundMessage={words.nothingFound}
      searchable={values.length > 8}
      clearable={!required}
      // Names the list that drops down too, which the label does not reach.
      aria-label={field.label[language]}
      clearButtonProps={{ 'aria-label': words.clear, tabIndex: -1 }}
      {...firstFocus(autoFocus)}
      disabled={disabled ?? false}
      required={required ?? false}
      defaultDropdownOpened={dense === true && autoFocus === true}
      size={dense ? 'xs' : 'sm'}
      selectFirstOptionOnChange
      comboboxProps={{ shadow: 'md', width: 'max-content', position: 'bottom-start' }}
    />
  );
}

export const listFace = fieldFace<string>({ Display, Input });
