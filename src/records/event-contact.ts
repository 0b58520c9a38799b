import { ref } from '../fields/reference/reference.ts';
import { defineRecord } from '../meta/define-record.ts';

/** A person who takes part in an event (F115). */
export const eventContact = defineRecord({
  name: 'eventContact',
  collection: 'event-contacts',
  label: {
    one: { fr: 'Participant', en: 'Participant' },
    many: { fr: 'Participants', en: 'Participants' },
    new: { fr: 'Nouveau participant', en: 'New participant' },
    all: { fr: 'Tous les participants', en: 'All participants' },
  },
  icon: 'link',
  title: ['contact', 'event'],
  importKeys: [['contact', 'event']],
  access: [{ kind: 'inherit', from: 'event' }],
  fields: {
    event: ref({
      label: { fr: 'Événement', en: 'Event' },
      to: 'event',
      onDelete: 'trash',
      required: true,
      inList: true,
      section: 'link',
    }),
    contact: ref({
      label: { fr: 'Contact', en: 'Contact' },
      to: 'contact',
      onDelete: 'trash',
      required: true,
      inList: true,
      section: 'link',
    }),
  },
  sections: [{ name: 'link', label: { fr: 'Participation', en: 'Participation' } }],
});
