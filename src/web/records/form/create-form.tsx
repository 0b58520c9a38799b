import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { rememberTitle } from '../../../fields/reference/record-title.ui.tsx';
import { newId } from '../../../lib/ids.ts';
import { targetOf } from '../../../meta/derive/links.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { permissionOn } from '../../../meta/permissions.ts';
import { forgetRecord } from '../../api/cache.ts';
import { isNetworkProblem } from '../../api/problem.ts';
import { useCreateRecord, useMe, useModel } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { formMessages } from '../../language/form.ts';
import { openingMessages } from '../../language/form-opening.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { dropHeld } from '../../offline/outbox.ts';
import { useKeepWrite } from '../../offline/use-keep-write.ts';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { useShortcut } from '../../ui/shortcuts.ts';
import { SimilarRecords } from '../duplicates/similar-records.tsx';
import { useTwinQuestion } from '../duplicates/use-twin-question.tsx';
import classes from './create-form.module.css';
import { showCreated } from './created-toast.tsx';
import {
  copiedValues,
  creationForm,
  makerNow,
  nestValues,
  openingValues,
  parseContextOf,
  prefilledLinks,
  prefilledValues,
  standardValues,
  valuesToSend,
} from './creation.ts';
import { readDraft } from './draft-storage.ts';
import { FormSections } from './form-sections.tsx';
import { FutureLinks } from './future-links.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { type FormOpening, sayable } from './opening.ts';
import { OpeningPicture } from './opening-picture.tsx';
import { changedValues, useForm } from './use-form.ts';
import { WantedReferenceNote } from './wanted-reference.tsx';

interface CreateFormProps {
  readonly record: EffectiveRecord;
  /** What the address says: values by field, `link.<children>`, `copyOf`, `from` (where to go back to). */
  readonly search: Readonly<Record<string, unknown>>;
  /** What a way in found out before. */
  readonly opening: FormOpening | undefined;
  readonly source: Item | undefined;
}

/** Takes where the form was opened from (`accounts/<id>`); returns the parts of its address, null for none. */
function originOf(search: CreateFormProps['search']): { collection: string; id: string } | null {
  const [collection, id, ...more] = typeof search.from === 'string' ? search.from.split('/') : [];
  return collection && id && more.length === 0 ? { collection, id } : null;
}

/** What the form opens with: standard values, then the copy, then what its address says, then what a way in found out. */
function useOpening({ record, search, opening, source }: CreateFormProps) {
  const model = useModel();
  const me = useMe();
  const words = useMessages(formMessages);
  const opened = useMessages(openingMessages);
  const context = useFormatContext();
  return useMemo(() => {
    const { record: shown, fields } = creationForm(model, record, me.permissions);
    const standard = standardValues(record, fields, makerNow(me.user));
    const copy = source ? copiedValues(record, fields, source, words.copySuffix) : {};
    const filled = prefilledValues(fields, search, parseContextOf(context));
    const found = openingValues(fields, opening?.values ?? {}, parseContextOf(context));
    const initial: Record<string, unknown> = { ...standard, ...copy, ...filled, ...found.values };
    const unlisted = Object.entries(found.unlisted).map(([name, text]) => [name, opened.unlisted(text)] as const);
    const notes: Readonly<Record<string, string>> = { ...opening?.notes, ...Object.fromEntries(unlisted) };
    return { shown, fields, standard, initial, notes };
  }, [model, record, me, words, opened, context, search, opening, source]);
}

/** The form of a new record; « Ajouter » stores it once, however often it is pressed (F16). */
export function CreateForm(props: CreateFormProps) {
  const { record, search, opening, source } = props;
  const words = useMessages(formMessages);
  const navigate = useNavigate();
  const router = useRouter();
  const client = useQueryClient();
  const me = useMe();
  const model = useModel();
  const { shown, fields, standard, initial, notes } = useOpening(props);
  const draftKey = `${record.collection}/new?${JSON.stringify(search)}${opening ? `#${opening.id}` : ''}`;
  const [idempotencyKey, setIdempotencyKey] = useState(
    () => readDraft(draftKey)?.idempotencyKey ?? opening?.id ?? newId(),
  );
  const form = useForm({ fields, initial, draftKey, idempotencyKey });
  const creation = useCreateRecord(record.collection);
  const { keepCreation } = useKeepWrite(record);
  const { maySave, dialog: twinQuestion } = useTwinQuestion(record);
  const free = useRef(false);
  const focus = fields.find((field) => field.required && initial[field.name] === null)?.name ?? fields[0]?.name;

  useEffect(() => rememberTitle(client, 'users', me.user.id, me.user.name), [client, me]);

  const openRecord = (id: string) =>
    navigate({
      to: '/crm/$collection/$id',
      params: { collection: record.collection, id },
      // One who goes back from what was made of it is not shown the same form again.
      ...(opening ? { replace: true } : {}),
    });

  /** The form again, for the next one: of what was found out for this one nothing stays. */
  const another = async () => {
    free.current = false;
    if (!opening) return;
    const params = { collection: record.collection };
    await navigate({ to: '/crm/$collection/new', params, search: { ...search }, state: {}, replace: true });
  };

  const submit = useOneAtATime(async (then: 'open' | 'again') => {
    const checked = form.check();
    if (!checked || !(await maySave(checked))) return;
    const said = sayable(record, permissionOn(me.permissions, record.name), opening?.said);
    const values = { ...nestValues(record, valuesToSend(checked, standard)), ...said };
    for (const [name, links] of Object.entries(prefilledLinks(record, search))) {
      values[name] = [...((values[name] as unknown[] | undefined) ?? []), ...links];
    }
    const origin = originOf(search);
    const startAgain = () => {
      free.current = true;
      form.reset(initial);
      setIdempotencyKey(newId());
    };
    try {
      const item = await creation.mutateAsync({ values, idempotencyKey });
      startAgain();
      void dropHeld(idempotencyKey);
      // What the record it was started from shows of it (tabs, counts) is out of date now.
      if (origin) void forgetRecord(client, origin.collection, origin.id);
      showCreated(item.title, then === 'again' || origin ? () => void openRecord(item.id) : null);
      if (then === 'again') await another();
      else if (origin) await navigate({ to: '/crm/$collection/$id', params: origin });
      else await openRecord(item.id);
    } catch (error) {
      free.current = false;
      const typed = { draftKey, search, values: changedValues(initial, form.values), ...(opening ? { opening } : {}) };
      if (!isNetworkProblem(error) || !(await keepCreation({ values, idempotencyKey, form: typed }))) {
        form.refuse(error);
        return;
      }
      startAgain();
      if (then === 'again') await another();
      else if (origin) await navigate({ to: '/crm/$collection/$id', params: origin });
      else await navigate({ to: '/crm/$collection', params: { collection: record.collection }, search: {} });
    }
  });
  const leave = () => {
    if (router.history.canGoBack()) router.history.back();
    else void navigate({ to: '/crm/$collection', params: { collection: record.collection }, search: {} });
  };
  const onEscape = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    const target = event.target as HTMLElement;
    // An open list takes its own Escape, and so does what is drawn over the page.
    if (!event.currentTarget.contains(target) || target.getAttribute('aria-expanded') === 'true') return;
    leave();
  };
  useShortcut('mod+enter', words.save, () => void submit('open'), { whileTyping: true });

  const changed = changedValues(initial, form.values);
  const shownNotes: Record<string, ReactNode> = Object.fromEntries(
    Object.entries(notes).filter(([name]) => !(name in changed)),
  );
  for (const [name, wanted] of Object.entries(opening?.wanted ?? {})) {
    const field = record.field(name);
    const to = field && targetOf(model, field);
    if (to && (form.values[name] ?? null) === null)
      shownNotes[name] = (
        <WantedReferenceNote
          record={to}
          wanted={wanted}
          note={notes[name]}
          onChosen={(id) => form.change({ [name]: id })}
        />
      );
  }
  const { picture } = opening ?? {};

  const faults = Object.keys(form.problems).length;
  return (
    <form
      noValidate
      className={classes.page}
      onKeyDown={onEscape}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (event.target === event.currentTarget) void submit('open');
      }}
    >
      <div className={classes.columns}>
        <FutureLinks record={record} values={form.values} links={prefilledLinks(record, search)} />
        <div className={picture ? `${classes.body} ${classes.beside}` : classes.body}>
          {picture ? (
            <aside className={classes.aside}>
              <OpeningPicture picture={picture} field={fields.find(({ name }) => name === picture.field)} form={form} />
            </aside>
          ) : null}
          <p className={classes.legend}>
            <span className={classes.asterisk} aria-hidden>
              *
            </span>{' '}
            {words.requiredNote}
          </p>
          <FormSections record={shown} fields={fields} form={form} focus={focus} item={source} notes={shownNotes} />
        </div>
      </div>
      <div className={classes.foot}>
        <SimilarRecords record={record} values={form.values} initial={initial} />
        <div className={classes.bar}>
          <span className={classes.count} role="status">
            {faults > 0 ? words.fixErrors(faults) : ''}
          </span>
          <Button variant="default" onClick={leave}>
            {words.cancel}
          </Button>
          <Button
            className={classes.again}
            variant="default"
            disabled={creation.isPending}
            onClick={() => void submit('again')}
          >
            {words.addAnother}
          </Button>
          <Button type="submit" loading={creation.isPending}>
            {words.add}
          </Button>
        </div>
      </div>
      {twinQuestion}
      <LeaveGuard dirty={form.dirty || opening !== undefined} free={free} />
    </form>
  );
}
