import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { fold } from '../../../lib/text.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { importMessages } from '../../language/import.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { showProblem } from '../../ui/toast.tsx';
import { fileOfCards, searchedText } from './card-list.ts';
import page from './import.module.css';
import classes from './people-step.module.css';
import { RefusedFile } from './refused-file.tsx';
import type { FileIntake, PeopleFound } from './use-file-intake.ts';
import { useOpenCard } from './use-open-person.ts';

interface PeopleStepProps {
  readonly record: EffectiveRecord;
  readonly people: PeopleFound;
  readonly intake: FileIntake;
}

/** People drawn at once: nobody reads a longer list, and a search narrows it. */
const mostShown = 200;

/** Who of a file of cards is wanted: only they are sent (A6). */
export function PeopleStep({ record, people, intake }: PeopleStepProps) {
  const words = useMessages(importMessages);
  const number = useNumberFormat();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<number>>(
    () => new Set(people.cards.length === 1 ? [people.cards[0]?.place ?? 0] : []),
  );
  const openCard = useOpenCard(record);
  const [opening, setOpening] = useState(false);
  const texts = useMemo(() => people.cards.map(searchedText), [people]);
  const found = useMemo(() => {
    const wanted = fold(query).split(/\s+/).filter(Boolean);
    return people.cards.filter((_, place) => wanted.every((word) => texts[place]?.includes(word)));
  }, [people, texts, query]);
  const shown = found.slice(0, mostShown);
  const allChosen = found.length > 0 && found.every(({ place }) => chosen.has(place));
  const toggle = (place: number) => {
    const next = new Set(chosen);
    if (!next.delete(place)) next.add(place);
    setChosen(next);
  };
  const go = async () => {
    const cards = people.cards.filter(({ place }) => chosen.has(place));
    const [only] = cards;
    if (only && cards.length === 1) {
      setOpening(true);
      await openCard(people, only)
        .catch(showProblem)
        .finally(() => setOpening(false));
      return;
    }
    const sent = await intake.send(fileOfCards(people, cards, people.name));
    if (sent) intake.open(sent);
  };
  return (
    <>
      <div className={page.body}>
        <RefusedFile refusal={intake.refusal} />
        <section className={page.section}>
          <h2 className={page.heading}>{words.people}</h2>
          <p className={page.help}>
            {words.peopleCount(people.cards.length, number(people.cards.length))}. {words.peopleHelp}
          </p>
          <div className={classes.tools}>
            <TextInput
              className={classes.search ?? ''}
              type="search"
              aria-label={words.searchPeople}
              placeholder={words.searchPeople}
              leftSection={<IconSearch size={16} stroke={1.6} />}
              value={query}
              onChange={(event) => setQuery(event.currentTarget.value)}
              data-autofocus
            />
            <Button
              variant="default"
              disabled={found.length === 0}
              onClick={() => {
                const places = found.map(({ place }) => place);
                const others = [...chosen].filter((place) => !places.includes(place));
                setChosen(new Set(allChosen ? others : [...others, ...places]));
              }}
            >
              {allChosen ? words.chooseNone : words.chooseAll}
            </Button>
          </div>
        </section>
        {found.length === 0 ? (
          <EmptyState title={words.nobody} />
        ) : (
          <ul className={classes.list} aria-label={words.people}>
            {shown.map((card) => (
              <li key={card.place}>
                <label className={classes.person} htmlFor={`person-${card.place}`}>
                  <Checkbox
                    id={`person-${card.place}`}
                    checked={chosen.has(card.place)}
                    onChange={() => toggle(card.place)}
                  />
                  <span className={classes.words}>
                    <span className={classes.name}>{card.name || words.noName}</span>
                    <span className={classes.details}>{card.details || card.reach.join(' · ')}</span>
                  </span>
                </label>
              </li>
            ))}
          </ul>
        )}
        {shown.length < found.length ? (
          <p className={page.help}>{words.peopleShown(number(shown.length), number(found.length))}</p>
        ) : null}
      </div>
      <div className={page.bar}>
        <span className={page.barWords} role="status">
          {chosen.size > 0 ? words.chosen(chosen.size, number(chosen.size)) : ''}
        </span>
        <Button variant="default" onClick={intake.forget}>
          {words.otherFile}
        </Button>
        <Button disabled={chosen.size === 0} loading={opening || intake.sending !== null} onClick={() => void go()}>
          {chosen.size > 1 ? words.addPeople(number(chosen.size)) : words.addPerson}
        </Button>
      </div>
    </>
  );
}
