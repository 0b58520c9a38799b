import { list } from '../fields/list/list.ts';
import { ref } from '../fields/reference/reference.ts';
import { defineRecord } from '../meta/define-record.ts';

/** A person who has a part in a deal (F81, F83). */
export const dealContact = defineRecord({
  name: 'dealContact',
  collection: 'deal-contacts',
  label: {
    one: { fr: 'Contact d’affaire', en: 'Contact of a deal' },
    many: { fr: 'Contacts d’affaire', en: 'Contacts of deals' },
    new: { fr: 'Nouveau contact d’affaire', en: 'New contact of a deal' },
    all: { fr: 'Tous les contacts d’affaire', en: 'All contacts of deals' },
  },
  icon: 'link',
  title: ['contact', 'deal'],
  importKeys: [['contact', 'deal']],
  access: [{ kind: 'inherit', from: 'deal' }],
  fields: {
    deal: ref({
      label: { fr: 'Affaire', en: 'Deal' },
      to: 'deal',
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
    role: list({ label: { fr: 'Rôle', en: 'Role' }, list: 'contactRole', inList: true, section: 'link' }),
  },
  sections: [{ name: 'link', label: { fr: 'Rôle', en: 'Role' } }],
});
