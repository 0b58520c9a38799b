import { sql } from 'kysely';
import { dateTimeType } from '../../fields/date-time/date-time.ts';
import type { Language } from '../../lib/localized.ts';
import { aboutType } from '../../meta/derive/about.ts';
import type { NotificationKind } from '../../rules/notification-details.ts';
import type { Context } from '../context.ts';
import { writeLetter } from '../mail/letter.ts';
import { queueMail } from '../mail/outbox.ts';
import { publicAddress } from '../public-address.ts';
import { readTitles } from '../records/query/titles.ts';
import type { EngineTransaction } from '../records/write/types.ts';
import type { Telling } from './tell.ts';

/** What a mail is about: the person who did it, the record's title, the number of records of a batch. */
interface Said {
  readonly who: string;
  readonly title: string;
  readonly count: number;
  readonly when: string;
}

const subjects: Readonly<Record<Language, Readonly<Record<NotificationKind, (said: Said) => string>>>> = {
  fr: {
    mentioned: ({ who, title }) => `${who} vous mentionne : ${title}`,
    assigned: ({ who, title, count }) =>
      title === '' ? `${who} vous attribue ${count} fiches` : `${who} vous attribue : ${title}`,
    commented: ({ who, title }) => `${who} commente : ${title}`,
    followed: ({ title, count }) =>
      title === '' ? `${count} fiches que vous suivez ont changé` : `Du nouveau sur : ${title}`,
    due: ({ title, when }) => `${when} : ${title}`,
    operation: () => 'Votre traitement est terminé',
  },
  en: {
    mentioned: ({ who, title }) => `${who} mentions you: ${title}`,
    assigned: ({ who, title, count }) =>
      title === '' ? `${who} assigns ${count} records to you` : `${who} assigns to you: ${title}`,
    commented: ({ who, title }) => `${who} comments: ${title}`,
    followed: ({ title, count }) => (title === '' ? `${count} records you follow have changed` : `News of: ${title}`),
    due: ({ title, when }) => `${when}: ${title}`,
    operation: () => 'Your batch has ended',
  },
};

const words: Readonly<
  Record<Language, { readonly open: string; readonly choose: string; readonly quoted: (text: string) => string }>
> = {
  fr: {
    open: 'Ouvrir dans Carnet',
    choose: 'Vous choisissez ce dont vous êtes averti, et comment, dans « Mon compte ».',
    quoted: (text) => `« ${text} »`,
  },
  en: {
    open: 'Open in Carnet',
    choose: 'You choose what you are told of, and how, in "My account".',
    quoted: (text) => `“${text}”`,
  },
};

/** Longest part of a comment that a mail quotes. */
const longestQuote = 1_000;
/** Longest subject: titles are as long as people make them. */
const longestSubject = 160;

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/**
 * Queues the mail of a notification, where the company has a mail server. It holds what its reader may see alone: who is
 * to be told was asked for that already, and titles are read with their rights.
 */
export async function mailNotification(
  transaction: EngineTransaction,
  context: Context,
  { recipient, kind, about, actor, count, details }: Telling,
): Promise<void> {
  const { company } = context;
  const model = company.model();
  const { language } = recipient;
  const user = model.record('user');
  const { rows: people } = await sql<{ id: string; name: string; email: string }>`
    SELECT id, name, email FROM ${sql.table(user.table)} WHERE id = ANY(${[recipient.userId, actor].filter((id) => id !== null)}::uuid[])
  `.execute(transaction);
  const to = people.find(({ id }) => id === recipient.userId)?.email;
  if (!to) return;
  const titles = about
    ? await readTitles({ company, principal: recipient }, new Map([[about.record, new Set([about.id])]]), transaction)
    : new Map<string, ReadonlyMap<string, string>>();
  const said: Said = {
    who: people.find(({ id }) => id === actor)?.name ?? 'Carnet',
    title: (about && titles.get(about.record)?.get(about.id)) ?? '',
    count,
    when: details.due ? dateTimeType.format(details.due.at, {}, recipient) : '',
  };
  const subject = cut(subjects[language][kind](said).replace(/\s+/g, ' '), longestSubject);
  const quote = details.comment ? await textOfComment(transaction, context, details.comment) : undefined;
  const { rows: profile } = await sql<{ name: string }>`SELECT name FROM company_profile`.execute(transaction);
  const address = await publicAddress(company);
  const path = about
    ? `/crm/${model.record(about.record).collection}/${about.id}`
    : kind === 'operation'
      ? '/operations'
      : '/';
  const letter = writeLetter({
    language,
    name: recipient.name,
    paragraphs: [subject, ...(quote ? [words[language].quoted(cut(quote, longestQuote))] : [])],
    ...(address
      ? { link: { label: words[language].open, url: `${address}${path}${details.comment ? '?tab=comments' : ''}` } }
      : {}),
    afterLink: [words[language].choose],
    company: profile[0]?.name ?? '',
  });
  await queueMail(transaction, context, { to, subject, ...letter });
}

async function textOfComment(
  transaction: EngineTransaction,
  { company }: Context,
  id: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ text: string }>`
    SELECT text FROM ${sql.table(aboutType(company.model(), 'comment').table)} WHERE id = ${id}
  `.execute(transaction);
  return rows[0]?.text;
}
