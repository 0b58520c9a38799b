/** The record types that one may speak about, attach documents to and follow: all that one works with. */
export const subjects = ['account', 'site', 'contact', 'deal', 'project', 'event', 'action', 'target'] as const;
