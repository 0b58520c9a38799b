import fc from 'fast-check';
import { recordNames } from './leak-oracle.ts';

/** What one of the people tries, at which door, on which type. */
export const probe = fc.record({
  person: fc.nat(3),
  door: fc.constantFrom(
    'list' as const,
    'record' as const,
    'search' as const,
    'filter' as const,
    'sort' as const,
    'batch' as const,
    'timeline' as const,
    'groups' as const,
    'alike' as const,
  ),
  record: fc.constantFrom(...recordNames, 'account' as const, 'contact' as const, 'contact' as const),
  place: fc.nat(1_000),
  near: fc.boolean(),
  descending: fc.boolean(),
});
