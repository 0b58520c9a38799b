import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useMessages } from '../../language/catalogue.ts';
import { listMessages } from '../../language/list.ts';

/** Shortest time between two questions while one types, in milliseconds: the first letter is answered at once. */
const pause = 100;

interface SearchBoxProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Shorter words where the room is narrow. */
  readonly placeholder?: string;
  readonly className?: string;
}

/** The words a list is narrowed to; the list follows as one types. */
export function SearchBox({ value, onChange, placeholder, className }: SearchBoxProps) {
  const words = useMessages(listMessages);
  const [text, setText] = useState(value);
  const told = useRef(value);
  const toldAt = useRef(Number.NEGATIVE_INFINITY);
  const tell = useRef(onChange);
  tell.current = onChange;
  // Back, forward and another view change the words from outside.
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text.trim() === told.current) return;
    const timer = setTimeout(
      () => {
        told.current = text.trim();
        toldAt.current = performance.now();
        tell.current(told.current);
      },
      Math.max(0, toldAt.current + pause - performance.now()),
    );
    return () => clearTimeout(timer);
  }, [text]);
  const now = (next: string) => {
    setText(next);
    told.current = next.trim();
    onChange(told.current);
  };
  return (
    <TextInput
      type="search"
      role="searchbox"
      size="xs"
      className={className ?? ''}
      aria-label={words.search}
      placeholder={placeholder ?? words.search}
      leftSection={<IconSearch size={15} stroke={1.8} />}
      rightSection={
        text === '' ? null : <CloseButton size="xs" aria-label={words.clearSearch} onClick={() => now('')} />
      }
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') now(text);
        if (event.key === 'Escape' && text !== '') {
          event.stopPropagation();
          now('');
        }
      }}
    />
  );
}
