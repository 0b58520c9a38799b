import { Loader, Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useSearch } from '../api/queries.ts';
import { useMessages } from '../language/catalogue.ts';
import { shellMessages } from '../language/shell.ts';
import { isComposing } from '../ui/composing.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { RecordIcon } from '../ui/record-icon.tsx';
import { Shortcut } from '../ui/shortcut.tsx';
import classes from './command-palette.module.css';
import { useCommands, useHitEntries, useRecentEntries } from './palette-entries.ts';
import { grouped, marked, matchingCommands, type PaletteEntry } from './palette-matching.ts';
import { takeTyped } from './typed-ahead.ts';

/** How long typing pauses before the server is asked, in milliseconds. */
const pause = 70;

interface CommandPaletteProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

interface OptionProps {
  readonly entry: PaletteEntry;
  readonly id: string;
  readonly active: boolean;
  readonly text: string;
  readonly onChoose: () => void;
  readonly onPoint: () => void;
}

function Option({ entry, id, active, text, onChoose, onPoint }: OptionProps) {
  const option = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) option.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard drives the list from the field, as a combobox does
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
    <div
      ref={option}
      id={id}
      role="option"
      aria-selected={active}
      className={classes.option}
      data-active={active || undefined}
      onClick={onChoose}
      onPointerMove={onPoint}
    >
      <RecordIcon name={entry.icon ?? 'command'} size={18} className={classes.icon ?? ''} />
      <span className={classes.words}>
        <span className={classes.label}>
          {marked(entry.label, text).map(({ part, match }, index) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one title have no other name than their place
            match ? <mark key={index}>{part}</mark> : part,
          )}
        </span>
        {entry.description ? <span className={classes.description}>{entry.description}</span> : null}
      </span>
      {entry.keys ? <Shortcut keys={entry.keys} /> : null}
    </div>
  );
}

function Palette({ opened, onClose }: CommandPaletteProps) {
  const words = useMessages(shellMessages);
  const id = useId();
  const [text, setText] = useState('');
  const [wanted] = useDebouncedValue(text.trim(), pause);
  const [active, setActive] = useState(0);
  const search = useSearch(wanted);
  const commands = useCommands();
  const typed = text.trim() !== '';
  const hits = useHitEntries(typed ? search.data : undefined, text);
  const recent = useRecentEntries();
  const groups = grouped([...hits, ...(typed ? [] : recent), ...matchingCommands(commands, text)]);
  const entries = groups.flatMap((group) => group.entries);
  const busy = typed && (search.isFetching || wanted !== text.trim());
  // Enter was pressed before the answer to what is typed was there: what stands first then is chosen.
  const [entered, setEntered] = useState(false);
  const current = Math.min(active, Math.max(entries.length - 1, 0));
  const optionId = (entry: PaletteEntry) => `${id}-${entry.name.replaceAll(' ', '-')}`;
  const choose = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    setEntered(false);
    onClose();
    entry.run();
  };
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: 8,
    PageUp: -8,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step !== undefined && entries.length > 0) {
      event.preventDefault();
      setEntered(false);
      const next = current + step;
      const isPage = Math.abs(step) > 1;
      setActive(isPage ? Math.max(0, Math.min(entries.length - 1, next)) : (next + entries.length) % entries.length);
    } else if (event.key === 'Enter' && !isComposing(event)) {
      event.preventDefault();
      if (busy && current === 0) setEntered(true);
      else choose(entries[current]);
    }
  };
  const chooseFirst = useRef(() => {});
  chooseFirst.current = () => choose(entries[0]);
  const failed = search.isError;
  useEffect(() => {
    // It is still drawn while it fades away: what comes then was given up.
    if (!entered || (busy && opened)) return;
    setEntered(false);
    if (opened && !failed) chooseFirst.current();
  }, [busy, entered, failed, opened]);
  const activeEntry = entries[current];
  return (
    <div className={classes.palette}>
      <div className={classes.field}>
        {busy ? <Loader size={18} /> : <IconSearch size={18} stroke={1.6} aria-hidden />}
        <input
          data-autofocus
          role="combobox"
          aria-label={words.searchHint}
          aria-expanded={entries.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={activeEntry ? optionId(activeEntry) : undefined}
          className={classes.input}
          placeholder={words.palettePlaceholder}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="go"
          value={text}
          onFocus={() => {
            const ahead = takeTyped();
            if (ahead) setText((known) => known + ahead);
          }}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setActive(0);
            setEntered(false);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" className={classes.close} onClick={onClose}>
          {words.close}
        </button>
      </div>
      <p className={classes.status} role="status">
        {busy ? words.paletteSearching : typed ? words.paletteCount(entries.length) : ''}
      </p>
      {search.isError && typed ? <ErrorNotice error={search.error} onRetry={() => void search.refetch()} /> : null}
      <div id={`${id}-list`} role="listbox" aria-label={words.paletteResults} className={classes.list}>
        {groups.map((group, index) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options of a listbox is no fieldset
          <div key={group.label} role="group" aria-labelledby={`${id}-group-${index}`}>
            <div id={`${id}-group-${index}`} className={classes.heading}>
              {group.label}
            </div>
            {group.entries.map((entry) => (
              <Option
                key={entry.name}
                id={optionId(entry)}
                entry={entry}
                text={text}
                active={entry === activeEntry}
                onChoose={() => choose(entry)}
                onPoint={() => setActive(entries.indexOf(entry))}
              />
            ))}
          </div>
        ))}
      </div>
      {entries.length === 0 && !busy && !search.isError ? (
        <p className={classes.empty}>{words.paletteEmpty(text.trim())}</p>
      ) : null}
      <div className={classes.foot} aria-hidden>
        <span>
          <Shortcut keys="arrowup" /> <Shortcut keys="arrowdown" /> {words.paletteMove}
        </span>
        <span>
          <Shortcut keys="enter" /> {words.paletteOpen}
        </span>
        <span>
          <Shortcut keys="escape" /> {words.paletteClose}
        </span>
      </div>
    </div>
  );
}

/** Finds any record and any command (Ctrl+K). */
export function CommandPalette({ opened, onClose }: CommandPaletteProps) {
  const words = useMessages(shellMessages);
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      size={640}
      padding={0}
      yOffset="10dvh"
      classNames={{ content: classes.content, body: classes.body }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={words.paletteTitle}>
        <Modal.Body>
          <Palette opened={opened} onClose={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
