import { list } from '../fields/list/list.ts';
import { ref } from '../fields/reference/reference.ts';
import { text } from '../fields/text/text.ts';
import { defineRecord } from '../meta/define-record.ts';

/** What ties one company to another: branch, supplier, same group. */
export const accountRelation = defineRecord({
  name: 'accountRelation',
  collection: 'account-relations',
  label: {
    one: { fr: 'Lien entre comptes', en: 'Account relation' },
    many: { fr: 'Liens entre comptes', en: 'Account relations' },
    new: { fr: 'Nouveau lien entre comptes', en: 'New account relation' },
    all: { fr: 'Tous les liens entre comptes', en: 'All account relations' },
  },
  icon: 'link',
  title: ['to', 'from'],
  importKeys: [['to', 'from']],
  access: [
    { kind: 'inherit', from: 'from' },
    { kind: 'inherit', from: 'to' },
  ],
  fields: {
    from: ref({
      label: { fr: 'Compte', en: 'Account' },
      to: 'account',
      onDelete: 'trash',
      required: true,
      inList: true,
      section: 'link',
    }),
    to: ref({
      label: { fr: 'Lié à', en: 'Linked to' },
      to: 'account',
      onDelete: 'trash',
      required: true,
      inList: true,
      section: 'link',
    }),
    type: list({
      label: { fr: 'Type de lien', en: 'Type of link' },
      list: 'accountRelationType',
      required: true,
      indexed: true,
      inList: true,
      section: 'link',
    }),
    comment: text({ label: { fr: 'Commentaire', en: 'Comment' }, maximum: 300, inList: true, section: 'link' }),
  },
  sections: [{ name: 'link', label: { fr: 'Rôle', en: 'Role' } }],
});
