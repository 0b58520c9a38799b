import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { rememberTitle } from '../../../fields/reference/record-title.ui.tsx';
import { fold, sortKey } from '../../../lib/text.ts';
import { onlyTarget } from '../../../meta/derive/import-targets.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { api } from '../../api/client.ts';
import { useModel } from '../../api/queries.ts';
import type { Page } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useFormatContext, useNumberFormat } from '../../language/format-context.ts';
import { importMessages } from '../../language/import.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { showProblem, showToast } from '../../ui/toast.tsx';
import { type Card, fileOfCards } from './card-list.ts';
import page from './import.module.css';
import type { ImportFile } from './import-file.ts';
import classes from './people-step.module.css';
import { firstPerson, prefillSearch } from './prefill.ts';
import { RefusedFile } from './refused-file.tsx';
import type { FileIntake, PeopleFound } from './use-file-intake.ts';

interface PeopleStepProps {
  readonly record: EffectiveRecord;
  readonly people: PeopleFound;
  readonly intake: FileIntake;
}

/** People drawn at once: nobody reads a longer list, and a search narrows it. */
const mostShown = 200;

function textOf({ name, details, reach }: Card): string {
  return fold(`${name} ${details} ${reach.join(' ')}`);
}

/** Opens the form of a new record filled in with the one person of a file; their company is found by its exact name. */
function useOpenForm(record: EffectiveRecord): (file: ImportFile) => Promise<void> {
  const model = useModel();
  const client = useQueryClient();
  const navigate = useNavigate();
  const words = useMessages(importMessages);
  const language = useLanguage();
  const format = useFormatContext();
  return async (file) => {
    const { texts, references, unlisted } = firstPerson(record, file, format);
    for (const { field, text } of unlisted)
      showToast(words.cardSays(record.field(field)?.label[language] ?? field, text));
    const found: Record<string, string> = {};
    for (const { field: name, name: wanted } of references) {
      const field = record.field(name);
      const to = field && onlyTarget(field, model);
      if (!to) continue;
      const { items } = await api.get<Page>(`/${to.collection}`, {
        query: { search: wanted, limit: 20, count: false },
      });
      const same = items.filter(({ title }) => sortKey(title) === sortKey(wanted));
      const [only] = same;
      if (only && same.length === 1) {
        found[name] = only.id;
        rememberTitle(client, to.collection, only.id, only.title);
      } else showToast(words.accountUnknown(wanted));
    }
    await navigate({
      to: '/crm/$collection/new',
      params: { collection: record.collection },
      search: { ...prefillSearch(record, texts), ...found },
    });
  };
}

/** Who of a file of cards is wanted: only they are sent (A6). */
export function PeopleStep({ record, people, intake }: PeopleStepProps) {
  const words = useMessages(importMessages);
  const number = useNumberFormat();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<number>>(
    () => new Set(people.cards.length === 1 ? [people.cards[0]?.place ?? 0] : []),
  );
  const openForm = useOpenForm(record);
  const texts = useMemo(() => people.cards.map(textOf), [people]);
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
    const sent = await intake.send(fileOfCards(cards, people.name));
    if (!sent) return;
    if (cards.length === 1) await openForm(sent).catch(showProblem);
    else intake.open(sent);
  };
  return (
    <>
      <div className={page.body}>
        <RefusedFile refusal={intake.refusal} />
        <section className={page.section}>
          <h2 className={page.heading}>{words.people}</h2>
          <p className={page.help}>
            {words.peopleCount(number(people.cards.length))}. {words.peopleHelp}
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
          {chosen.size > 0 ? words.chosen(number(chosen.size)) : ''}
        </span>
        <Button variant="default" onClick={intake.forget}>
          {words.otherFile}
        </Button>
        <Button disabled={chosen.size === 0} loading={intake.sending !== null} onClick={() => void go()}>
          {chosen.size > 1 ? words.addPeople(number(chosen.size)) : words.addPerson}
        </Button>
      </div>
    </>
  );
}
