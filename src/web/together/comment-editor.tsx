import { Button, Textarea } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { useMessages } from '../language/catalogue.ts';
import { togetherMessages } from '../language/together.ts';
import { compact } from '../records/record/compact-button.ts';
import type { RecordView } from '../records/record/record-context.ts';
import { useSharing } from '../records/sharing/use-shares.ts';
import { showProblem, showToast } from '../ui/toast.tsx';
import classes from './comments.module.css';
import { type Mention, type MentionStart, mentionAt, mentionsIn, withMention } from './mentions.ts';
import { type Colleague, useAudience } from './use-audience.ts';

/** What was written: the text and who is named in it. */
export interface Written {
  readonly text: string;
  readonly mentions: readonly Mention[];
}

interface CommentEditorProps {
  readonly view: Pick<RecordView, 'record' | 'item'>;
  readonly start: Written;
  readonly submitLabel: string;
  /** Sends it; what was typed stays where it fails. */
  readonly onSubmit: (written: Written) => Promise<void>;
  readonly onChange?: (written: Written) => void;
  readonly onCancel?: () => void;
  readonly autoFocus?: boolean;
}

/** Moves the choice of a list by an arrow, round its ends. */
function moved(place: number, by: number, count: number): number {
  return count === 0 ? 0 : (place + by + count) % count;
}

/** A text with the colleagues it mentions: @ opens those whose name is being typed. */
export function CommentEditor(props: CommentEditorProps) {
  const { view, start, submitLabel, onSubmit, onChange, onCancel, autoFocus = false } = props;
  const words = useMessages(togetherMessages);
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(start.text);
  const [people, setPeople] = useState<readonly Colleague[]>(() =>
    start.mentions.map((mention) => ({ ...mention, sees: true })),
  );
  const [typing, setTyping] = useState<MentionStart | null>(null);
  const [place, setPlace] = useState(0);
  const [busy, setBusy] = useState(false);
  const { data: audience, isPlaceholderData } = useAudience(view, typing ? typing.typed : null);
  const found = typing && audience ? audience.people : [];
  const isOpen = typing !== null && audience !== undefined && (found.length > 0 || typing.typed !== '');
  const chosen = found[Math.min(place, found.length - 1)];

  const change = (next: string, known = people) => {
    setText(next);
    onChange?.({ text: next, mentions: mentionsIn(next, known).map(({ id: user, name }) => ({ id: user, name })) });
  };
  const look = (element: HTMLTextAreaElement) => {
    const next = mentionAt(element.value, element.selectionStart);
    if (next?.typed !== typing?.typed) setPlace(0);
    setTyping(next);
  };
  const choose = (person: Colleague) => {
    if (!typing) return;
    const next = withMention(text, typing, person.name);
    const known = [...people.filter((one) => one.id !== person.id), person];
    setPeople(known);
    change(next.text, known);
    setTyping(null);
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const submit = async () => {
    if (text.trim() === '' || busy) return;
    setBusy(true);
    try {
      const mentions = mentionsIn(text, people).map(({ id: user, name }) => ({ id: user, name }));
      await onSubmit({ text: text.trim(), mentions });
      setText('');
      setPeople([]);
    } catch (error) {
      showProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit();
    } else if (isOpen && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      setPlace(moved(place, event.key === 'ArrowDown' ? 1 : -1, found.length));
    } else if (isOpen && chosen && !isPlaceholderData && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      choose(chosen);
    } else if (event.key === 'Escape' && (typing || onCancel)) {
      event.preventDefault();
      event.stopPropagation();
      if (typing) setTyping(null);
      else onCancel?.();
    }
  };
  return (
    <div className={classes.editor}>
      <div className={classes.area}>
        <Textarea
          ref={area}
          aria-label={words.comment}
          placeholder={words.commentHint}
          autosize
          minRows={2}
          maxRows={12}
          maxLength={10_000}
          value={text}
          data-autofocus={autoFocus || undefined}
          autoFocus={autoFocus}
          aria-autocomplete="list"
          aria-controls={isOpen ? `${id}-people` : undefined}
          aria-activedescendant={isOpen && chosen ? `${id}-${chosen.id}` : undefined}
          onChange={(event) => {
            change(event.currentTarget.value);
            look(event.currentTarget);
          }}
          onSelect={(event) => look(event.currentTarget)}
          onBlur={() => setTyping(null)}
          onKeyDown={key}
        />
        {isOpen ? (
          <People
            id={id}
            found={found}
            chosen={chosen}
            onPoint={(person) => setPlace(found.indexOf(person))}
            onChoose={choose}
          />
        ) : null}
      </div>
      <Unseeing
        view={view}
        people={mentionsIn(text, people).filter(({ sees }) => !sees)}
        onSeen={(user) => setPeople(people.map((one) => (one.id === user ? { ...one, sees: true } : one)))}
      />
      <div className={classes.buttons}>
        {onCancel ? (
          <Button {...compact} variant="subtle" color="gray" onClick={onCancel}>
            {words.cancel}
          </Button>
        ) : null}
        <Button {...compact} loading={busy} disabled={text.trim() === ''} onClick={() => void submit()}>
          {submitLabel}
        </Button>
      </div>
    </div>
  );
}

interface PeopleProps {
  readonly id: string;
  readonly found: readonly Colleague[];
  readonly chosen: Colleague | undefined;
  readonly onPoint: (person: Colleague) => void;
  readonly onChoose: (person: Colleague) => void;
}

/** The colleagues whose name is being typed, below the text; the focus stays in it. */
function People({ id, found, chosen, onPoint, onChoose }: PeopleProps): ReactNode {
  const words = useMessages(togetherMessages);
  return (
    <>
      <div role="status" className={classes.unseen}>
        {found.length > 0 ? words.mentionsFound(found.length) : words.noneFound}
      </div>
      {found.length === 0 ? (
        <div className={classes.people}>
          <span className={classes.none}>{words.noneFound}</span>
        </div>
      ) : (
        <div id={`${id}-people`} role="listbox" aria-label={words.colleagues} className={classes.people}>
          {found.map((person) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text, which keeps the focus
            <div
              key={person.id}
              id={`${id}-${person.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={person === chosen}
              className={classes.person}
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => onPoint(person)}
              onClick={() => onChoose(person)}
            >
              <span className={classes.personName}>{person.name}</span>
              {person.sees ? null : <span className={classes.blind}>{words.doesNotSee}</span>}
            </div>
          ))}
        </div>
      )}
    </>
  );
}

interface UnseeingProps {
  readonly view: CommentEditorProps['view'];
  readonly people: readonly Colleague[];
  readonly onSeen: (user: string) => void;
}

/** Says who of those mentioned may not see the record, and offers to share it where the writer may. */
function Unseeing({ view, people, onSeen }: UnseeingProps) {
  const words = useMessages(togetherMessages);
  const { record, item } = view;
  const { share } = useSharing(record.collection, item.id);
  const { data } = useAudience(view, people.length > 0 ? (people[0]?.name ?? '') : null);
  const shareWith = ({ id, name }: Colleague) =>
    share.mutate(
      { grantee: id, level: 'read' },
      {
        onSuccess: () => {
          onSeen(id);
          showToast(words.shared(name));
        },
        onError: showProblem,
      },
    );
  return people.map((person) => (
    <div key={person.id} className={classes.unseeing} role="status">
      <span>{words.cannotSee(person.name)}</span>
      {data?.mayShare ? (
        <Button
          {...compact}
          variant="default"
          loading={share.isPending && share.variables.grantee === person.id}
          onClick={() => shareWith(person)}
        >
          {words.shareWith(person.name)}
        </Button>
      ) : null}
    </div>
  ));
}
