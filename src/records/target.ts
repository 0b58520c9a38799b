import { longText } from '../fields/long-text/long-text.ts';
import { text } from '../fields/text/text.ts';
import { user } from '../fields/user/user.ts';
import { defineRecord } from '../meta/define-record.ts';

/** People or companies chosen for a campaign, a mailing, a document (F109). */
export const target = defineRecord({
  name: 'target',
  collection: 'targets',
  label: {
    one: { fr: 'Cible', en: 'Target' },
    many: { fr: 'Cibles', en: 'Targets' },
    new: { fr: 'Nouvelle cible', en: 'New target' },
    all: { fr: 'Toutes les cibles', en: 'All targets' },
  },
  icon: 'target',
  navigation: { area: 'crm', order: 80 },
  title: ['name'],
  subtitle: ['code'],
  defaultSort: 'name',
  importKeys: [['code']],
  access: [{ kind: 'everyone' }],
  fields: {
    code: text({
      label: { fr: 'Code', en: 'Code' },
      required: true,
      unique: true,
      maximum: 40,
      sortable: true,
      search: true,
      inList: true,
      section: 'target',
    }),
    name: text({
      label: { fr: 'Nom', en: 'Name' },
      required: true,
      maximum: 120,
      sortable: true,
      search: true,
      inList: true,
      section: 'target',
    }),
    owner: user({ label: { fr: 'Responsable', en: 'Owner' }, inList: true, section: 'target' }),
    comment: longText({ label: { fr: 'Commentaires', en: 'Comments' }, section: 'target' }),
  },
  children: {
    members: {
      record: 'targetMember',
      via: 'target',
      label: { fr: 'Membres', en: 'Members' },
      distinct: 'member',
    },
  },
  sections: [{ name: 'target', label: { fr: 'Cible', en: 'Target' } }],
  tabs: [{ name: 'members', label: { fr: 'Membres', en: 'Members' }, record: 'targetMember', via: 'target' }],
  tree: [{ label: { fr: 'Membres', en: 'Members' }, record: 'targetMember', via: 'target', show: 'member' }],
});
