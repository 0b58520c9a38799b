import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { duplicateMessages } from '../../language/duplicates.ts';

/** How names are alike, in the order in which they are offered as a filter. */
const nameReasons = {
  person: [
    'same-name',
    'swapped-name',
    'close-name',
    'short-name',
    'part-name',
    'missing-first-name',
    'same-first-name',
  ],
  company: ['same-company-name', 'other-legal-form', 'close-company-name', 'part-company-name'],
} as const;

/** Takes a label; returns it as it stands within a sentence: SIREN and LinkedIn keep their capitals. */
function withinSentence(label: string): string {
  const [first = '', ...rest] = label;
  return rest.some((letter) => letter !== letter.toLowerCase()) ? label : first.toLowerCase() + rest.join('');
}

/** Takes a record type; returns how its reasons are said, '' for one that is not, and those a list is filtered by. */
export function useReasonWords(record: EffectiveRecord) {
  const words = useMessages(duplicateMessages);
  const language = useLanguage();
  const say = (reason: string): string => {
    const field = record.field(reason);
    if (field) return words.sameField(withinSentence(field.label[language]));
    const named = words[reason as keyof typeof words];
    return typeof named === 'string' ? named : '';
  };
  const { nature = 'person', evidence = [] } = record.duplicates ?? {};
  const fields = [...new Set(evidence.map(({ field }) => field))].filter((name) => record.field(name));
  return {
    say,
    sayAll: (reasons: readonly string[]): string => reasons.map(say).filter(Boolean).join(', '),
    known: [...nameReasons[nature], ...fields] as readonly string[],
  };
}
