import { anyRef } from '../fields/any-reference/any-reference.ts';
import { user } from '../fields/user/user.ts';
import { defineRecord } from '../meta/define-record.ts';
import { subjects } from './subject-values.ts';

/** Someone who wants to hear of what happens to a record. */
export const follower = defineRecord({
  name: 'follower',
  collection: 'followers',
  label: {
    one: { fr: 'Abonnement', en: 'Follower' },
    many: { fr: 'Abonnements', en: 'Followers' },
    new: { fr: 'Nouvel abonnement', en: 'New follower' },
    all: { fr: 'Tous les abonnements', en: 'All followers' },
  },
  icon: 'bell',
  title: ['user', 'about'],
  defaultSort: '-createdAt',
  about: { as: 'follower', field: 'about' },
  personal: 'user',
  audited: false,
  access: [
    { kind: 'inherit', from: 'about', reading: true },
    { kind: 'author', field: 'user' },
  ],
  fields: {
    about: anyRef({
      label: { fr: 'Fiche', en: 'Record' },
      to: subjects,
      onDelete: 'trash',
      required: true,
      section: 'follower',
    }),
    user: user({
      label: { fr: 'Utilisateur', en: 'User' },
      onDelete: 'trash',
      required: true,
      readOnly: true,
      section: 'follower',
    }),
  },
  sections: [{ name: 'follower', label: { fr: 'Abonnement', en: 'Follower' } }],
});
