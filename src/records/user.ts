import { boolean } from '../fields/boolean/boolean.ts';
import { email } from '../fields/email/email.ts';
import { list } from '../fields/list/list.ts';
import { ref } from '../fields/reference/reference.ts';
import { structure } from '../fields/structure/structure.ts';
import { text } from '../fields/text/text.ts';
import { defineRecord } from '../meta/define-record.ts';

/** Someone who signs in to Carnet. Their sign-in (password, second factor) lives apart. */
export const user = defineRecord({
  name: 'user',
  collection: 'users',
  label: {
    one: { fr: 'Utilisateur', en: 'User' },
    many: { fr: 'Utilisateurs', en: 'Users' },
    new: { fr: 'Nouvel utilisateur', en: 'New user' },
    all: { fr: 'Tous les utilisateurs', en: 'All users' },
  },
  icon: 'user-circle',
  navigation: { area: 'administration', order: 10 },
  title: ['name'],
  subtitle: ['email'],
  defaultSort: 'name',
  importKeys: [['email']],
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
    email: email({
      label: { fr: 'E-mail', en: 'E-mail' },
      required: true,
      unique: true,
      search: true,
      inList: true,
      section: 'identity',
      action: 'mail',
    }),
    role: ref({
      label: { fr: 'Rôle', en: 'Role' },
      to: 'role',
      onDelete: 'refuse',
      required: true,
      inList: true,
      section: 'rights',
    }),
    team: ref({ label: { fr: 'Équipe', en: 'Team' }, to: 'team', onDelete: 'empty', inList: true, section: 'rights' }),
    active: boolean({ label: { fr: 'Actif', en: 'Active' }, defaultValue: true, inList: true, section: 'rights' }),
    language: list({
      label: { fr: 'Langue', en: 'Language' },
      list: 'language',
      defaultValue: 'fr',
      section: 'preferences',
    }),
    timeZone: text({
      label: { fr: 'Fuseau horaire', en: 'Time zone' },
      maximum: 60,
      defaultValue: 'Europe/Paris',
      section: 'preferences',
    }),
    startViews: structure({
      label: { fr: 'Vues de départ', en: 'Start views' },
      hidden: true,
      audited: false,
      copied: false,
      section: 'preferences',
    }),
  },
  sections: [
    { name: 'identity', label: { fr: 'Identité', en: 'Identity' } },
    { name: 'rights', label: { fr: 'Droits', en: 'Rights' } },
    { name: 'preferences', label: { fr: 'Préférences', en: 'Preferences' } },
  ],
});
