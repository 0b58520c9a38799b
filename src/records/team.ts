import { ref } from '../fields/reference/reference.ts';
import { text } from '../fields/text/text.ts';
import { defineRecord } from '../meta/define-record.ts';

/** Users who see each other's records where their role says « équipe »; teams nest. */
export const team = defineRecord({
  name: 'team',
  collection: 'teams',
  label: {
    one: { fr: 'Équipe', en: 'Team' },
    many: { fr: 'Équipes', en: 'Teams' },
    new: { fr: 'Nouvelle équipe', en: 'New team' },
    all: { fr: 'Toutes les équipes', en: 'All teams' },
  },
  icon: 'users-group',
  navigation: { area: 'administration', order: 20 },
  title: ['name'],
  defaultSort: 'name',
  importKeys: [['name']],
  access: [{ kind: 'everyone' }],
  fields: {
    name: text({
      label: { fr: 'Nom', en: 'Name' },
      required: true,
      maximum: 120,
      sortable: true,
      search: true,
      inList: true,
      section: 'identity',
    }),
    parent: ref({
      label: { fr: 'Équipe au-dessus', en: 'Team above' },
      to: 'team',
      onDelete: 'empty',
      inList: true,
      section: 'identity',
    }),
  },
  sections: [{ name: 'identity', label: { fr: 'Identité', en: 'Identity' } }],
  tabs: [{ name: 'members', label: { fr: 'Membres', en: 'Members' }, record: 'user', via: 'team' }],
});
