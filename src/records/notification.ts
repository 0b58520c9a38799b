import { anyRef } from '../fields/any-reference/any-reference.ts';
import { boolean } from '../fields/boolean/boolean.ts';
import { dateTime } from '../fields/date-time/date-time.ts';
import { integer } from '../fields/integer/integer.ts';
import { list } from '../fields/list/list.ts';
import { structure } from '../fields/structure/structure.ts';
import { user } from '../fields/user/user.ts';
import { defineRecord } from '../meta/define-record.ts';
import { subjects } from './subject-values.ts';

/** What someone is told of. It holds no word of the record: that is read, with their rights, when they look. */
export const notification = defineRecord({
  name: 'notification',
  collection: 'notifications',
  label: {
    one: { fr: 'Notification', en: 'Notification' },
    many: { fr: 'Notifications', en: 'Notifications' },
    new: { fr: 'Nouvelle notification', en: 'New notification' },
    all: { fr: 'Toutes les notifications', en: 'All notifications' },
  },
  icon: 'bell',
  title: ['kind'],
  defaultSort: '-at',
  about: { as: 'notification', field: 'about' },
  personal: 'recipient',
  audited: false,
  access: [
    { kind: 'inherit', from: 'about', reading: true },
    { kind: 'author', field: 'recipient' },
  ],
  fields: {
    recipient: user({
      label: { fr: 'Destinataire', en: 'Recipient' },
      onDelete: 'trash',
      required: true,
      readOnly: true,
      section: 'notification',
    }),
    kind: list({
      label: { fr: 'Nature', en: 'Kind' },
      list: 'notificationKind',
      required: true,
      readOnly: true,
      section: 'notification',
    }),
    /** Empty for what is about no single record: a batch, an operation. */
    about: anyRef({
      label: { fr: 'Fiche', en: 'Record' },
      to: subjects,
      onDelete: 'trash',
      readOnly: true,
      section: 'notification',
    }),
    actor: user({
      label: { fr: 'De la part de', en: 'From' },
      onDelete: 'keep',
      readOnly: true,
      section: 'notification',
    }),
    /** The last time it happened. */
    at: dateTime({
      label: { fr: 'Date', en: 'Date' },
      required: true,
      readOnly: true,
      sortable: true,
      section: 'notification',
    }),
    /** How often it happened: what comes within minutes is told once. */
    count: integer({ label: { fr: 'Nombre', en: 'Number' }, readOnly: true, section: 'notification' }),
    /** What happened, by names and ids alone: `src/rules/notification-details.ts` says in which shape. */
    details: structure({ label: { fr: 'Détail', en: 'Details' }, readOnly: true, section: 'notification' }),
    readAt: dateTime({ label: { fr: 'Lue le', en: 'Read on' }, section: 'notification' }),
    /** False for what goes by mail alone. */
    listed: boolean({ label: { fr: 'Affichée', en: 'Shown' }, readOnly: true, section: 'notification' }),
  },
  sections: [{ name: 'notification', label: { fr: 'Notification', en: 'Notification' } }],
});
