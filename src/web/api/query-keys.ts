import type { ListParameters } from './types.ts';

/** The keys under which answers are kept: from the widest to the narrowest, so that a prefix forgets all below it. */
export const queryKeys = {
  me: ['me'] as const,
  model: ['model'] as const,
  setup: ['setup'] as const,
  records: ['records'] as const,
  collection: (collection: string) => ['records', collection] as const,
  lists: (collection: string) => ['records', collection, 'list'] as const,
  list: (collection: string, parameters: ListParameters) => ['records', collection, 'list', parameters] as const,
  /** Beside the lists, so that what makes them out of date does so to groups and days too. */
  groups: (collection: string, question: object) => ['records', collection, 'list', 'groups', question] as const,
  days: (collection: string, question: object) => ['records', collection, 'list', 'days', question] as const,
  pairs: (collection: string, question: object) => ['records', collection, 'list', 'pairs', question] as const,
  /** What is like what is being typed. */
  similar: (collection: string, question: object) => ['records', collection, 'list', 'similar', question] as const,
  items: (collection: string) => ['records', collection, 'item'] as const,
  item: (collection: string, id: string) => ['records', collection, 'item', id] as const,
  audit: (collection: string, id: string) => ['records', collection, 'audit', id] as const,
  timelines: ['timeline'] as const,
  timeline: (collection: string, id: string, parameters: object) => ['timeline', collection, id, parameters] as const,
  search: (text: string, limit: number) => ['search', text, limit] as const,
  searches: ['search'] as const,
  operations: ['operations'] as const,
  operation: (id: string) => ['operations', 'one', id] as const,
};
