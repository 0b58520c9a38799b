import type { Language } from '../../lib/localized.ts';
import type { Model } from '../../meta/effective-record.ts';
import type { NotificationDetails } from '../../rules/notification-details.ts';
import type { Item } from '../api/types.ts';
import { notificationMessages } from '../language/notifications.ts';

/** What it takes to say a notification in words. */
export interface Teller {
  readonly model: Model;
  readonly language: Language;
  readonly number: (value: number) => string;
  /** Takes a moment, ISO; returns it as read in the reader's time zone. */
  readonly moment: (at: string) => string;
}

/** Most fields named; the others are counted. */
const mostFields = 3;

/** Takes a type's name and a number; returns « 3 comptes ». */
function counted({ model, language, number }: Teller, name: string, count: number): string {
  const label = model.find(name)?.label[count > 1 ? 'many' : 'one'][language] ?? name;
  return notificationMessages[language].counted(number(count), label.toLocaleLowerCase(language));
}

function fieldLabel({ model, language }: Teller, record: string, name: string): string {
  const own = model.find(record);
  const field =
    own?.field(name) ??
    Object.values(own?.children ?? {}).flatMap((children) => model.find(children.record)?.field(name) ?? [])[0];
  return field?.label[language] ?? name;
}

function happened(teller: Teller, record: string, details: NotificationDetails): string[] {
  const words = notificationMessages[teller.language];
  const { fields = [], comments, documents, linked = {} } = details;
  const named = fields.slice(0, mostFields).map((name) => fieldLabel(teller, record, name));
  const rest = fields.length > mostFields ? [`+${teller.number(fields.length - mostFields)}`] : [];
  const links = Object.entries(linked).map(([name, count]) => counted(teller, name, count));
  return [
    ...(named.length > 0 ? [words.changed([...named, ...rest].join(', '))] : []),
    ...(links.length > 0 ? [words.added(links.join(', '))] : []),
    ...(comments ? [words.comments(comments)] : []),
    ...(documents ? [words.documents(documents)] : []),
  ];
}

/** Takes a notification; returns what happened, in words. The title of its record is shown beside, not told here. */
export function notificationSentence(teller: Teller, item: Item): string {
  const words = notificationMessages[teller.language];
  const details = (item.details ?? {}) as NotificationDetails;
  const count = Number(item.count ?? 1);
  const about = (item.about as { readonly record: string } | null) ?? null;
  const actor = item.titles?.actor ?? 'Carnet';
  const who = details.several ? words.andOthers(actor) : actor;
  const many = counted(teller, details.record ?? '', count);
  switch (item.kind) {
    case 'mentioned':
      return words.mentioned(who, count);
    case 'assigned':
      return about ? words.assigned(who) : words.assignedMany(who, many);
    case 'commented':
      return words.commented(who, details.comments ?? count);
    case 'due':
      return details.due && about
        ? words.due(fieldLabel(teller, about.record, details.due.field), teller.moment(details.due.at))
        : '';
    case 'operation': {
      const done = teller.number(details.batch?.done ?? 0);
      if (details.batch?.state === 'failed') return words.batchFailed(done);
      return details.batch?.state === 'cancelled' ? words.batchCancelled(done) : words.batchDone(done);
    }
    default:
      return about ? words.of(who, happened(teller, about.record, details).join(' · ')) : words.followedMany(who, many);
  }
}
