import { localize } from '../../../lib/localized.ts';
import type { Operation } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { operationMessages } from '../../language/operations.ts';
import { countsOf } from './operation-state.ts';

/** How operations are put in words. */
export interface OperationWords {
  /** « Import ». */
  readonly label: (operation: Operation) => string;
  /** « 34 940 créées, 28 refusées », '' where there is nothing to tell. */
  readonly counts: (operation: Operation) => string;
}

/** The words of operations, in the language of the screen. */
export function useOperationWords(): OperationWords {
  const words = useMessages(operationMessages);
  const language = useLanguage();
  const number = useNumberFormat();
  return {
    label: ({ label, kind }) => (typeof label === 'object' && label ? localize(label, language) : (label ?? kind)),
    counts: (operation) =>
      countsOf(operation)
        // An association makes links, not records.
        .map(
          ([name, count]) => [name === 'created' && operation.kind === 'associate' ? 'linked' : name, count] as const,
        )
        .map(([name, count]) => words[name](count, number(count)))
        .join(', '),
  };
}
