import { catalogue } from './catalogue.ts';

/** The words of the bell: the first page waits for no others of notifications. */
export const bellMessages = catalogue({
  fr: {
    title: 'Notifications',
    unread: (count: number, shown: string) => `Notifications : ${shown} ${count > 1 ? 'non lues' : 'non lue'}`,
  },
  en: {
    title: 'Notifications',
    unread: (_count: number, shown: string) => `Notifications: ${shown} unread`,
  },
});
