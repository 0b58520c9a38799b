import { errorText } from '../../../lib/error-catalogue.ts';
import { type Language, localize } from '../../../lib/localized.ts';
import type { Model } from '../../../meta/effective-record.ts';
import type { accessLogMessages } from '../../language/access-log.ts';

/** A line of the journal as the API tells it. */
export interface AccessLine {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly about: { readonly id: string; readonly name: string } | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What is asked of the journal, as the address carries it. */
export interface AccessLogSearch {
  readonly person?: string;
  readonly kind?: string;
  readonly from?: string;
  readonly to?: string;
}

interface Told {
  readonly words: (typeof accessLogMessages)['fr'];
  readonly language: Language;
  readonly model: Model;
}

function exportParts({ detail }: AccessLine, { words, language, model }: Told): (string | false)[] {
  const record = model.find(String(detail.record));
  const rows = Number(detail.rows ?? 0).toLocaleString(language);
  return [
    record ? words.rows(rows, localize(record.label.many, language)) : words.journalRows(rows),
    String(detail.format ?? '').toUpperCase(),
    detail.complete === false && words.brokenOff,
    typeof detail.search === 'string' && words.searched(detail.search),
    detail.filter !== undefined && words.filtered,
    detail.chosen !== undefined && words.chosen,
    detail.trash === true && words.trash,
  ];
}

/** Takes a line of the journal; returns what there is to say beside what happened, in words. */
export function lineDetail(line: AccessLine, told: Told): string {
  const { words, language } = told;
  const { kind, about, detail } = line;
  const sessions = kind === 'session-ended' || kind === 'password-changed';
  const concerned =
    kind === 'export' || kind.startsWith('view-as') ? words.seenAs : sessions ? words.aboutSession : words.about;
  const parts = [
    ...(kind === 'export' ? exportParts(line, told) : []),
    about && concerned(about.name),
    typeof detail.reason === 'string' && errorText(detail.reason, language),
    kind === 'sign-in-refused' && typeof detail.email === 'string' && words.typed(detail.email),
    detail.way === 'link' && words.byLink,
    detail.way === 'mail' && words.byMail,
    kind.startsWith('sign-in') && typeof detail.way === 'string' && words.ways(detail.way),
  ];
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' · ');
}
