import { anyRef } from '../fields/any-reference/any-reference.ts';
import { ref } from '../fields/reference/reference.ts';
import { defineRecord } from '../meta/define-record.ts';

/** A contact or an account in a target, once (F109). */
export const targetMember = defineRecord({
  name: 'targetMember',
  collection: 'target-members',
  label: {
    one: { fr: 'Membre de cible', en: 'Target member' },
    many: { fr: 'Membres de cibles', en: 'Target members' },
    new: { fr: 'Nouveau membre', en: 'New member' },
    all: { fr: 'Tous les membres de cibles', en: 'All target members' },
  },
  icon: 'link',
  title: ['member', 'target'],
  importKeys: [['target', 'member']],
  access: [{ kind: 'inherit', from: 'member' }],
  fields: {
    target: ref({
      label: { fr: 'Cible', en: 'Target' },
      to: 'target',
      onDelete: 'trash',
      required: true,
      inList: true,
      section: 'link',
    }),
    member: anyRef({
      label: { fr: 'Membre', en: 'Member' },
      to: ['contact', 'account'],
      onDelete: 'trash',
      required: true,
      inList: true,
      section: 'link',
    }),
  },
  sections: [{ name: 'link', label: { fr: 'Cible', en: 'Target' } }],
});
