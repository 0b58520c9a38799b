import { date } from '../fields/date/date.ts';
import { list } from '../fields/list/list.ts';
import { longText } from '../fields/long-text/long-text.ts';
import { ref } from '../fields/reference/reference.ts';
import { text } from '../fields/text/text.ts';
import { user } from '../fields/user/user.ts';
import { defineRecord } from '../meta/define-record.ts';

/** A piece of work done or to be done for a client (F51). */
export const project = defineRecord({
  name: 'project',
  collection: 'projects',
  label: {
    one: { fr: 'Projet', en: 'Project' },
    many: { fr: 'Projets', en: 'Projects' },
    new: { fr: 'Nouveau projet', en: 'New project' },
    all: { fr: 'Tous les projets', en: 'All projects' },
  },
  icon: 'checklist',
  navigation: { area: 'crm', order: 70 },
  title: ['name'],
  subtitle: ['account', 'status'],
  defaultSort: '-startsOn',
  importKeys: [['name', 'account']],
  access: [
    { kind: 'owner', field: 'owner' },
    { kind: 'inherit', from: 'account' },
    { kind: 'inherit', from: 'deal' },
  ],
  inOrder: [['startsOn', 'endsOn']],
  fields: {
    name: text({
      label: { fr: 'Nom', en: 'Name' },
      required: true,
      maximum: 200,
      sortable: true,
      search: true,
      inList: true,
      section: 'project',
    }),
    account: ref({
      label: { fr: 'Compte', en: 'Account' },
      to: 'account',
      onDelete: 'refuse',
      required: true,
      sortable: true,
      search: true,
      inList: true,
      section: 'project',
    }),
    site: ref({ label: { fr: 'Site', en: 'Site' }, to: 'site', onDelete: 'empty', section: 'project' }),
    deal: ref({ label: { fr: 'Affaire', en: 'Deal' }, to: 'deal', onDelete: 'keep', section: 'project' }),
    status: list({
      label: { fr: 'État', en: 'State' },
      list: 'projectStatus',
      required: true,
      defaultValue: 'planned',
      indexed: true,
      copied: false,
      inList: true,
      section: 'project',
    }),
    owner: user({ label: { fr: 'Responsable', en: 'Owner' }, indexed: true, inList: true, section: 'project' }),
    startsOn: date({ label: { fr: 'Début', en: 'Start' }, sortable: true, inList: true, section: 'dates' }),
    endsOn: date({ label: { fr: 'Fin', en: 'End' }, sortable: true, inList: true, section: 'dates' }),
    comment: longText({ label: { fr: 'Commentaires', en: 'Comments' }, section: 'comment' }),
  },
  children: {
    contactLinks: {
      record: 'projectContact',
      via: 'project',
      label: { fr: 'Contacts', en: 'Contacts' },
      distinct: 'contact',
    },
  },
  some: {
    contact: {
      label: { fr: 'Un de ses contacts', en: 'Any of its contacts' },
      children: 'contactLinks',
      field: 'contact',
    },
  },
  sections: [
    { name: 'project', label: { fr: 'Projet', en: 'Project' } },
    { name: 'dates', label: { fr: 'Dates', en: 'Dates' } },
    { name: 'comment', label: { fr: 'Commentaires', en: 'Comments' } },
  ],
  tabs: [
    {
      name: 'contacts',
      label: { fr: 'Contact', en: 'Contacts' },
      record: 'projectContact',
      via: 'project',
      short: true,
      also: ['site'],
      said: { source: 'deal' },
    },
    { name: 'actions', label: { fr: 'Action', en: 'Actions' }, record: 'action', via: 'project', short: true },
    { name: 'events', label: { fr: 'Événement', en: 'Events' }, record: 'event', via: 'project', short: true },
  ],
  tree: [
    { label: { fr: 'Contacts', en: 'Contacts' }, record: 'projectContact', via: 'project', show: 'contact' },
    { label: { fr: 'Événements', en: 'Events' }, record: 'event', via: 'project' },
  ],
});
