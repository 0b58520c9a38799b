import { CloseButton, Combobox, Loader, TextInput, useCombobox } from '@mantine/core';
import { mergeRefs } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type Ref, useEffect, useRef, useState } from 'react';
import { subtitleOf } from '../../meta/derive/subtitle.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { usePermission } from '../../web/api/queries.ts';
import type { FilterNode, Item } from '../../web/api/types.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { useFormatContext } from '../../web/language/format-context.ts';
import { isComposing } from '../../web/ui/composing.ts';
import { describes, firstFocus, useFaceServices } from '../face.ui.tsx';
import classes from './record-picker.module.css';
import { rememberTitle, useRecordTitle } from './record-title.ui.tsx';
import { usePickerSearch } from './use-picker-search.ui.tsx';

interface RecordPickerProps {
  readonly id: string;
  readonly record: EffectiveRecord;
  readonly value: string | null;
  /** Title of the value where the caller knows it; undefined asks the server. */
  readonly title?: string | null | undefined;
  readonly onChange: (id: string | null) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly filter?: FilterNode | undefined;
  /** Ids not proposed: those linked already. */
  readonly without?: readonly string[] | undefined;
  readonly label?: string | undefined;
  readonly invalid?: boolean | undefined;
  readonly describedBy?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly required?: boolean | undefined;
  readonly dense?: boolean | undefined;
  /** The input’s element. */
  readonly ref?: Ref<HTMLInputElement> | undefined;
}

const createOption = 'create';

/**
 * Finds and picks one record: asks the server for what is typed, never for all. Arrows and Enter choose, Escape empties
 * the search, the last line makes a record that is not there yet. What is typed is never a value by itself (F66).
 */
export function RecordPicker(props: RecordPickerProps) {
  const { id, record, value, onChange, onBlur, invalid, describedBy, disabled, required, dense } = props;
  const words = useMessages(fieldMessages);
  const context = useFormatContext();
  const client = useQueryClient();
  const { createRecord } = useFaceServices();
  const permission = usePermission(record.name);
  const [text, setText] = useState<string | null>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const title = useRecordTitle(record, value, props.title);
  const wanted = (text ?? '').trim();
  // Enter was pressed before the answer to what is typed was there: the first found is taken as soon as it comes.
  const [waiting, setWaiting] = useState(false);
  const search = usePickerSearch(record, wanted, {
    enabled: combobox.dropdownOpened || waiting,
    filter: props.filter,
  });
  const found = (search.data?.items ?? []).filter((item) => !props.without?.includes(item.id));
  const mayCreate = createRecord !== null && permission.create;
  const finish = (chosen: { readonly id: string; readonly title: string } | null) => {
    if (chosen) rememberTitle(client, record.collection, chosen.id, chosen.title);
    setText(null);
    setWaiting(false);
    combobox.closeDropdown();
    onChange(chosen?.id ?? null);
  };
  // Enter takes the first that was found for the words typed, without an arrow before it.
  const answered = wanted !== '' && search.settled && search.data !== undefined;
  const first = answered ? found[0] : undefined;
  const forget = () => {
    setWaiting(false);
    if (!combobox.dropdownOpened) setText(null);
  };
  const latest = useRef({ take: finish, select: combobox.selectFirstOption, forget });
  latest.current = { take: finish, select: combobox.selectFirstOption, forget };
  const failed = search.isError && !search.isFetching;
  useEffect(() => {
    if (first && waiting) latest.current.take(first);
    else if (first) latest.current.select();
    // Nothing is there to take: words left in the field would pass for a choice.
    else if (waiting && (answered || failed)) latest.current.forget();
  }, [answered, failed, first, waiting]);

  const submit = (option: string) => {
    if (option === createOption) {
      combobox.closeDropdown();
      createRecord?.({ record: record.name, text: (text ?? '').trim(), onCreated: finish });
      return;
    }
    const item = found.find((candidate) => candidate.id === option);
    if (item) finish(item);
  };
  const shown = text ?? (value === null ? '' : title === null ? words.notVisible : (title ?? '…'));
  const clear =
    value !== null && !required && !disabled ? (
      <CloseButton size="sm" tabIndex={-1} aria-label={words.clear} onClick={() => finish(null)} />
    ) : undefined;
  return (
    <Combobox store={combobox} onOptionSubmit={submit} shadow="md" withinPortal>
      <Combobox.Target>
        <TextInput
          id={id}
          value={shown}
          placeholder={words.searchHint}
          {...(props.label ? { 'aria-label': props.label } : {})}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setWaiting(false);
            combobox.openDropdown();
            // What Enter would choose answered other words.
            combobox.resetSelectedOption();
          }}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => combobox.openDropdown()}
          onKeyDown={(event) => {
            // A key that belongs to an accent or a word being composed is not for the list.
            if (isComposing(event)) return;
            // With words typed, Enter is for them, not for the form around the field.
            const plainEnter = event.key === 'Enter' && !event.ctrlKey && !event.metaKey;
            if (plainEnter && wanted !== '' && combobox.getSelectedOptionIndex() === -1) {
              event.preventDefault();
              setWaiting(true);
              return;
            }
            if (event.key !== 'Escape' || (!combobox.dropdownOpened && text === null)) return;
            event.preventDefault();
            event.stopPropagation();
            setText(null);
            setWaiting(false);
            combobox.closeDropdown();
          }}
          onBlur={() => {
            combobox.closeDropdown();
            // An emptied field means none, which the form refuses where one is required (F82): it says so, instead of
            // putting it back unseen. Any other text that was not chosen leaves the value as it was.
            if (text?.trim() === '' && value !== null) onChange(null);
            if (!waiting) setText(null);
            onBlur?.();
          }}
          error={invalid === true}
          aria-invalid={invalid === true}
          aria-busy={waiting}
          ref={mergeRefs(describes(describedBy), props.ref ?? null)}
          {...firstFocus(props.autoFocus)}
          disabled={disabled ?? false}
          required={required ?? false}
          autoComplete="off"
          spellCheck={false}
          size={dense ? 'xs' : 'sm'}
          rightSection={
            search.isFetching && combobox.dropdownOpened ? (
              <Loader size={14} />
            ) : (
              (clear ?? <IconSearch size={15} stroke={1.6} aria-hidden />)
            )
          }
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }}>
          {found.map((item) => (
            <PickerOption key={item.id} item={item} subtitle={subtitleOf(record, item, item.titles, context)} />
          ))}
          {found.length === 0 ? (
            <Combobox.Empty>
              {search.isError ? words.searchFailed : search.isFetching ? words.searching : words.nothingFound}
            </Combobox.Empty>
          ) : null}
          {mayCreate ? (
            <Combobox.Option value={createOption}>
              <span className={classes.create}>
                <IconPlus size={14} aria-hidden />
                {words.createNew((text ?? '').trim())}
              </span>
            </Combobox.Option>
          ) : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function PickerOption({ item, subtitle }: { readonly item: Item; readonly subtitle: string }) {
  return (
    <Combobox.Option value={item.id}>
      <span className={classes.option}>
        <span className={classes.title}>{item.title}</span>
        {subtitle ? <span className={classes.subtitle}>{subtitle}</span> : null}
      </span>
    </Combobox.Option>
  );
}
