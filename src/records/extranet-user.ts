import { boolean } from '../fields/boolean/boolean.ts';
import { date } from '../fields/date/date.ts';
import { email } from '../fields/email/email.ts';
import { list } from '../fields/list/list.ts';
import { multiList } from '../fields/multi-list/multi-list.ts';
import { ref } from '../fields/reference/reference.ts';
import { defineRecord } from '../meta/define-record.ts';

/** A contact who may come to the portal and sees their own company there (F113, A34). Their sign-in lives apart. */
export const extranetUser = defineRecord({
  name: 'extranetUser',
  collection: 'extranet-users',
  label: {
    one: { fr: 'Utilisateur extranet', en: 'Extranet user' },
    many: { fr: 'Utilisateurs extranet', en: 'Extranet users' },
    new: { fr: 'Nouvel utilisateur extranet', en: 'New extranet user' },
    all: { fr: 'Tous les utilisateurs extranet', en: 'All extranet users' },
  },
  icon: 'world',
  navigation: { area: 'administration', order: 40 },
  title: ['contact'],
  subtitle: ['login', 'account'],
  defaultSort: 'login',
  importKeys: [['login']],
  ends: 'exitDate',
  access: [{ kind: 'inherit', from: 'contact' }],
  fields: {
    contact: ref({
      label: { fr: 'Contact', en: 'Contact' },
      to: 'contact',
      onDelete: 'trash',
      required: true,
      unique: true,
      search: true,
      inList: true,
      section: 'identity',
    }),
    account: ref({
      label: { fr: 'Société vue sur le portail', en: 'Company seen on the portal' },
      to: 'account',
      onDelete: 'trash',
      required: true,
      inList: true,
      section: 'identity',
    }),
    login: email({
      label: { fr: 'Identifiant', en: 'Login' },
      required: true,
      unique: true,
      sortable: true,
      search: true,
      inList: true,
      section: 'access',
      action: 'mail',
    }),
    profiles: multiList({
      label: { fr: 'Profils de droits', en: 'Rights profiles' },
      list: 'extranetProfile',
      required: true,
      inList: true,
      section: 'access',
    }),
    onlyOwnSites: boolean({
      label: { fr: 'Limité à ses sites', en: 'Limited to their sites' },
      section: 'access',
    }),
    active: boolean({ label: { fr: 'Actif', en: 'Active' }, defaultValue: true, inList: true, section: 'access' }),
    exitDate: date({
      label: { fr: 'Date de sortie', en: 'Exit date' },
      inList: true,
      section: 'access',
    }),
    passwordMode: list({
      label: { fr: 'Premier mot de passe', en: 'First password' },
      list: 'passwordMode',
      defaultValue: 'invitation',
      readOnly: true,
      copied: false,
      section: 'access',
    }),
  },
  sections: [
    { name: 'identity', label: { fr: 'Qui', en: 'Who' } },
    { name: 'access', label: { fr: 'Accès', en: 'Access' } },
  ],
});
