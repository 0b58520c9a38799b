import { list } from '../fields/list/list.ts';
import { ref } from '../fields/reference/reference.ts';
import { defineRecord } from '../meta/define-record.ts';

/** A person who has a part in a project. */
export const projectContact = defineRecord({
  name: 'projectContact',
  collection: 'project-contacts',
  label: {
    one: { fr: 'Contact de projet', en: 'Contact of a project' },
    many: { fr: 'Contacts de projet', en: 'Contacts of projects' },
    new: { fr: 'Nouveau contact de projet', en: 'New contact of a project' },
    all: { fr: 'Tous les contacts de projet', en: 'All contacts of projects' },
  },
  icon: 'link',
  title: ['contact', 'project'],
  importKeys: [['contact', 'project']],
  access: [{ kind: 'inherit', from: 'project' }],
  fields: {
    project: ref({
      label: { fr: 'Projet', en: 'Project' },
      to: 'project',
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
