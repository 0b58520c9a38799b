import { Alert, Anchor, Button, Progress } from '@mantine/core';
import { IconAddressBook, IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { useMe, usePermission } from '../../web/api/queries.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { phoneBookMessages } from '../../web/language/phone-book.ts';
import { usePersonType } from '../../web/records/form/use-person-type.ts';
import { type Card, type CardFile, readCards } from '../../web/records/import/card-list.ts';
import drop from '../../web/records/import/file-step.module.css';
import { useFileDrop } from '../../web/records/import/use-file-drop.ts';
import { useOpenCard, useOpenPerson } from '../../web/records/import/use-open-person.ts';
import { EmptyState } from '../../web/ui/empty-state.tsx';
import { FileButton } from '../../web/ui/file-button.tsx';
import { PageHeader } from '../../web/ui/page-header.tsx';
import { showProblem } from '../../web/ui/toast.tsx';
import { pickFromDevice, picksFromDevice } from './device-contacts.ui.tsx';
import { PeopleList } from './people-list.ui.tsx';
import classes from './phone-book.module.css';
import { pickedCells } from './picked-person.ts';

/** What went wrong, and what to do. */
interface Trouble {
  readonly title: string;
  readonly text?: string;
}

interface Chosen extends CardFile {
  readonly name: string;
  /** Id of the person who chose it: nobody else is shown it. */
  readonly chosenBy: string;
}

/** The file chosen last, as long as the page stays open: who goes back for the next person finds it again. */
let last: Chosen | null = null;

/** Takes one person from the address book of the telephone, or from a file of one: their form opens filled in (F19, A6). */
export function PhoneBookPage() {
  const words = useMessages(phoneBookMessages);
  const record = usePersonType();
  if (!record) return null;
  return (
    <div className={classes.page}>
      <PageHeader title={words.title} leading={<IconAddressBook size={20} stroke={1.6} aria-hidden />} />
      <PhoneBook record={record} />
    </div>
  );
}

function PhoneBook({ record }: { readonly record: EffectiveRecord }) {
  const words = useMessages(phoneBookMessages);
  const { user } = useMe();
  const permission = usePermission(record.name);
  const openPerson = useOpenPerson(record);
  const openCard = useOpenCard(record);
  const [file, setFile] = useState(last?.chosenBy === user.id ? last : null);
  const [reading, setReading] = useState<{ readonly name: string; readonly part: number } | null>(null);
  const [opening, setOpening] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const keep = useCallback((chosen: Chosen | null) => {
    last = chosen;
    setFile(chosen);
  }, []);
  const open = useCallback(
    async (found: CardFile, card: Card) => {
      setOpening(true);
      await openCard(found, card)
        .catch(showProblem)
        .finally(() => setOpening(false));
    },
    [openCard],
  );
  const take = useCallback(
    async (given: File) => {
      stop.current?.abort();
      const controller = new AbortController();
      stop.current = controller;
      setTrouble(null);
      setReading({ name: given.name, part: 0 });
      try {
        const found = await readCards(given, (part) => setReading({ name: given.name, part }), controller.signal);
        const [only] = found.cards;
        if (!only)
          setTrouble(
            given.size === 0
              ? { title: words.empty(given.name) }
              : { title: words.notCards(given.name), text: words.notCardsText },
          );
        else if (found.cards.length === 1) await open(found, only);
        else keep({ ...found, name: given.name, chosenBy: user.id });
      } catch {
        if (!controller.signal.aborted) setTrouble({ title: words.unreadable(given.name), text: words.unreadableText });
      } finally {
        if (stop.current === controller) setReading(null);
      }
    },
    [words, user, open, keep],
  );
  const pick = async () => {
    setTrouble(null);
    try {
      const picked = await pickFromDevice();
      if (!picked) setTrouble({ title: words.nobodyPicked });
      else await openPerson(pickedCells(picked.person), picked.picture);
    } catch {
      setTrouble({ title: words.refused, text: words.refusedText });
    }
  };
  const over = useFileDrop(take, reading === null, words.pastedName);

  if (!permission.create) return <EmptyState title={words.noRight}>{words.noRightText}</EmptyState>;
  return (
    <div className={classes.body}>
      <p className={classes.intro}>{words.intro}</p>
      {trouble ? (
        <Alert
          variant="default"
          role="alert"
          icon={<IconAlertTriangle size={20} stroke={1.6} />}
          title={trouble.title}
          {...(trouble.text ? { children: trouble.text } : {})}
        />
      ) : null}
      {reading ? (
        <div className={drop.drop}>
          <p className={drop.dropTitle}>{words.reading(reading.name)}</p>
          <Progress
            className={drop.progress ?? ''}
            value={reading.part * 100}
            size="lg"
            aria-label={words.reading(reading.name)}
          />
          <Button
            variant="default"
            onClick={() => {
              stop.current?.abort();
              setReading(null);
            }}
          >
            {words.stop}
          </Button>
        </div>
      ) : file ? (
        <PeopleList file={file} onChoose={(card) => void open(file, card)} disabled={opening} />
      ) : (
        <Source onPick={() => void pick()} onFile={(given) => void take(given)} over={over} />
      )}
      <p className={classes.many}>
        {file && !reading ? (
          <>
            <Button variant="default" size="compact-sm" onClick={() => keep(null)}>
              {words.chooseOther}
            </Button>{' '}
          </>
        ) : null}
        {permission.import ? (
          <>
            {words.many}{' '}
            <Anchor component={Link} size="sm" to={`/import?record=${record.name}&from=vcard`}>
              {words.manyLink}
            </Anchor>
          </>
        ) : null}
      </p>
    </div>
  );
}

interface SourceProps {
  readonly onPick: () => void;
  readonly onFile: (file: File) => void;
  /** True while a file is held over the page. */
  readonly over: boolean;
}

/** Where the person is looked for: the address book of the device where the browser opens it, or a file. */
function Source({ onPick, onFile, over }: SourceProps) {
  const words = useMessages(phoneBookMessages);
  const picks = picksFromDevice();
  return (
    <div className={drop.drop} {...(over ? { 'data-over': true } : {})}>
      <IconAddressBook size={40} stroke={1.3} aria-hidden />
      {picks ? (
        <>
          <Button size="md" leftSection={<IconAddressBook size={18} stroke={1.8} />} onClick={onPick}>
            {words.pick}
          </Button>
          <p className={classes.or}>{words.orFile}</p>
        </>
      ) : (
        <p className={drop.dropTitle}>{over ? words.dropNow : words.drop}</p>
      )}
      <FileButton
        label={words.choose}
        accept=".vcf,.vcard,text/vcard,text/x-vcard"
        onFile={onFile}
        second={picks}
        testId="phone-book-file"
      />
      <p className={drop.dropText}>{words.fileHelp}</p>
    </div>
  );
}
