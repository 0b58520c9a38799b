import { Checkbox } from '@mantine/core';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { MultiSelect } from '../../web/ui/deferred-inputs.tsx';
import { type DisplayProps, describes, fieldFace, firstFocus, type InputProps } from '../face.ui.tsx';
import { type ListOptions, listLabel } from '../list/list.ts';
import { listChoices } from '../list/list-choices.ts';
import { Tag, Tags } from '../list/tag.ui.tsx';
import classes from './multi-list.module.css';

/** Up to here every value stands as a box to tick (« en cochant les cases », F101); beyond, a search finds them. */
const mostBoxes = 8;

function Display({ value, field, dense }: DisplayProps<readonly string[]>) {
  const language = useLanguage();
  const { values } = field.options as ListOptions;
  return (
    <Tags dense={dense}>
      {value.map((code) => (
        <Tag key={code} color={values?.find((entry) => entry.code === code)?.color}>
          {listLabel(code, values, language)}
        </Tag>
      ))}
    </Tags>
  );
}

function Input(props: InputProps<readonly string[]>) {
  const { id, value, onChange, onBlur, field, invalid, describedBy, dense, autoFocus, disabled } = props;
  const words = useMessages(fieldMessages);
  const language = useLanguage();
  const { values = [] } = field.options as ListOptions;
  const held = Array.isArray(value) ? [...value] : [];
  const choices = listChoices(values, held, language, words.retired);
  const change = (codes: string[]) => onChange(codes.length === 0 ? null : codes);
  if (!dense && choices.length <= mostBoxes) {
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: leaving any box of the group is leaving the field
      <div
        className={classes.boxes}
        id={id}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) onBlur?.();
        }}
      >
        {choices.map((choice, index) => (
          <Checkbox
            key={choice.value}
            label={choice.label}
            checked={held.includes(choice.value)}
            disabled={disabled ?? false}
            {...firstFocus(autoFocus === true && index === 0)}
            aria-describedby={describedBy}
            size="sm"
            onChange={(event) =>
              change(
                event.currentTarget.checked ? [...held, choice.value] : held.filter((code) => code !== choice.value),
              )
            }
          />
        ))}
      </div>
    );
  }
  return (
    <MultiSelect
      id={id}
      data={choices}
      value={held}
      onChange={change}
      onBlur={onBlur}
      error={invalid === true}
      aria-invalid={invalid === true}
      ref={describes(describedBy)}
      aria-label={field.label[language]}
      nothingFoundMessage={words.nothingFound}
      {...(held.length === 0 ? { placeholder: words.choose } : {})}
      searchable
      selectFirstOptionOnChange
      clearable
      clearButtonProps={{ 'aria-label': words.clear, tabIndex: -1 }}
      {...firstFocus(autoFocus)}
      disabled={disabled ?? false}
      size={dense ? 'xs' : 'sm'}
      comboboxProps={{ shadow: 'md' }}
    />
  );
}

export const multiListFace = fieldFace<readonly string[]>({ Display, Input, layout: 'group' });
