import { boolean } from '../fields/boolean/boolean.ts';
import { dateTime } from '../fields/date-time/date-time.ts';
import { list } from '../fields/list/list.ts';
import { longText } from '../fields/long-text/long-text.ts';
import { ref } from '../fields/reference/reference.ts';
import { text } from '../fields/text/text.ts';
import { user } from '../fields/user/user.ts';
import { defineRecord } from '../meta/define-record.ts';

/** Something planned: a task to do, an appointment, a note to oneself (A39); people take part in it (F115). */
export const event = defineRecord({
  name: 'event',
  collection: 'events',
  label: {
    one: { fr: 'Événement', en: 'Event' },
    many: { fr: 'Événements', en: 'Events' },
    new: { fr: 'Nouvel événement', en: 'New event' },
    all: { fr: 'Tous les événements', en: 'All events' },
  },
  icon: 'calendar',
  navigation: { area: 'crm', order: 50 },
  title: ['subject'],
  subtitle: ['kind', 'at', 'account'],
  defaultSort: '-at',
  access: [
    { kind: 'owner', field: 'owner' },
    { kind: 'inherit', from: 'account' },
    { kind: 'inherit', from: 'deal' },
    { kind: 'inherit', from: 'project' },
    { kind: 'children', children: 'people', field: 'contact' },
  ],
  shortForm: ['kind', 'subject', 'startsAt', 'endsAt', 'dueAt', 'comment'],
  inOrder: [['startsAt', 'endsAt']],
  reminders: [{ at: 'reminderAt', unless: { field: 'status', values: ['done'] } }],
  allDay: 'allDay',
  timeline: { at: 'at', kind: 'kind', text: 'comment', due: 'dueAt', done: { field: 'status', values: ['done'] } },
  fields: {
    kind: list({
      label: { fr: 'Nature', en: 'Kind' },
      list: 'eventKind',
      required: true,
      defaultValue: 'task',
      indexed: true,
      inList: true,
      section: 'event',
    }),
    subject: text({
      label: { fr: 'Objet', en: 'Subject' },
      required: true,
      maximum: 200,
      sortable: true,
      search: true,
      inList: true,
      section: 'event',
    }),
    category: list({ label: { fr: 'Catégorie', en: 'Category' }, list: 'eventCategory', section: 'event' }),
    status: list({
      label: { fr: 'État', en: 'State' },
      list: 'eventStatus',
      required: true,
      defaultValue: 'notStarted',
      indexed: true,
      copied: false,
      inList: true,
      section: 'event',
    }),
    priority: list({ label: { fr: 'Priorité', en: 'Priority' }, list: 'priority', section: 'event' }),
    startsAt: dateTime({ label: { fr: 'Début', en: 'Start' }, section: 'when' }),
    endsAt: dateTime({ label: { fr: 'Fin', en: 'End' }, section: 'when' }),
    allDay: boolean({ label: { fr: 'Toute la journée', en: 'All day' }, section: 'when' }),
    dueAt: dateTime({ label: { fr: 'Échéance', en: 'Due' }, indexed: true, section: 'when' }),
    reminderAt: dateTime({ label: { fr: 'Rappel', en: 'Reminder' }, indexed: true, copied: false, section: 'when' }),
    place: text({ label: { fr: 'Lieu', en: 'Place' }, maximum: 300, section: 'when' }),
    account: ref({
      label: { fr: 'Compte', en: 'Account' },
      to: 'account',
      onDelete: 'trash',
      inList: true,
      section: 'links',
    }),
    deal: ref({ label: { fr: 'Affaire', en: 'Deal' }, to: 'deal', onDelete: 'keep', section: 'links' }),
    project: ref({ label: { fr: 'Projet', en: 'Project' }, to: 'project', onDelete: 'keep', section: 'links' }),
    owner: user({
      label: { fr: 'Responsable', en: 'Owner' },
      required: true,
      indexed: true,
      inList: true,
      section: 'links',
    }),
    comment: longText({ label: { fr: 'Notes', en: 'Notes' }, section: 'comment' }),
  },
  computed: {
    at: {
      field: dateTime({ label: { fr: 'Date', en: 'Date' }, sortable: true, inList: true, section: 'when' }),
      compute: ({ startsAt, dueAt }) => startsAt ?? dueAt ?? null,
    },
  },
  children: {
    people: { record: 'eventContact', via: 'event', label: { fr: 'Participants', en: 'People' }, distinct: 'contact' },
  },
  some: { person: { label: { fr: 'Un participant', en: 'Any participant' }, children: 'people', field: 'contact' } },
  sections: [
    { name: 'event', label: { fr: 'Événement', en: 'Event' } },
    { name: 'when', label: { fr: 'Date et lieu', en: 'Date and place' } },
    { name: 'links', label: { fr: 'Lié à', en: 'Linked to' } },
    { name: 'comment', label: { fr: 'Notes', en: 'Notes' } },
  ],
  tabs: [{ name: 'people', label: { fr: 'Participants', en: 'People' }, record: 'eventContact', via: 'event' }],
  tree: [{ label: { fr: 'Participants', en: 'People' }, record: 'eventContact', via: 'event', show: 'contact' }],
});
