import { boolean } from '../fields/boolean/boolean.ts';
import { date } from '../fields/date/date.ts';
import { email } from '../fields/email/email.ts';
import { list } from '../fields/list/list.ts';
import { longText } from '../fields/long-text/long-text.ts';
import { phone } from '../fields/phone/phone.ts';
import { ref } from '../fields/reference/reference.ts';
import { text } from '../fields/text/text.ts';
import { user } from '../fields/user/user.ts';
import { defineRecord } from '../meta/define-record.ts';

/**
 * Someone who works for the company, of its staff or from outside (F114). With access to the portal they search clients,
 * prospects and contacts there (F104); their sign-in lives apart.
 */
export const collaborator = defineRecord({
  name: 'collaborator',
  collection: 'collaborators',
  label: {
    one: { fr: 'Collaborateur', en: 'Collaborator' },
    many: { fr: 'Collaborateurs', en: 'Collaborators' },
    new: { fr: 'Nouveau collaborateur', en: 'New collaborator' },
    all: { fr: 'Tous les collaborateurs', en: 'All collaborators' },
  },
  icon: 'id-badge-2',
  navigation: { area: 'administration', order: 50 },
  title: ['name'],
  subtitle: ['type', 'email'],
  defaultSort: 'name',
  importKeys: [['email'], ['name']],
  ends: 'exitDate',
  access: [{ kind: 'inherit', from: 'contact' }],
  fields: {
    name: text({
      label: { fr: 'Nom', en: 'Name' },
      required: true,
      maximum: 200,
      sortable: true,
      search: true,
      inList: true,
      section: 'identity',
    }),
    type: list({
      label: { fr: 'Type', en: 'Type' },
      list: 'collaboratorType',
      required: true,
      defaultValue: 'external',
      inList: true,
      section: 'identity',
    }),
    contact: ref({
      label: { fr: 'Contact', en: 'Contact' },
      to: 'contact',
      onDelete: 'empty',
      unique: true,
      inList: true,
      section: 'identity',
    }),
    user: user({
      label: { fr: 'Utilisateur de Carnet', en: 'Carnet user' },
      onDelete: 'empty',
      unique: true,
      section: 'identity',
    }),
    email: email({
      label: { fr: 'E-mail, identifiant du portail', en: 'E-mail, login of the portal' },
      unique: true,
      search: true,
      inList: true,
      section: 'details',
      action: 'mail',
    }),
    phone: phone({ label: { fr: 'Téléphone', en: 'Phone' }, inList: true, section: 'details', action: 'call' }),
    details: longText({ label: { fr: 'Commentaires', en: 'Comments' }, section: 'details' }),
    active: boolean({ label: { fr: 'Actif', en: 'Active' }, defaultValue: true, inList: true, section: 'access' }),
    exitDate: date({ label: { fr: 'Date de sortie', en: 'Exit date' }, inList: true, section: 'access' }),
    passwordMode: list({
      label: { fr: 'Premier mot de passe', en: 'First password' },
      list: 'passwordMode',
      defaultValue: 'none',
      readOnly: true,
      copied: false,
      section: 'access',
    }),
  },
  sections: [
    { name: 'identity', label: { fr: 'Identité', en: 'Identity' } },
    { name: 'details', label: { fr: 'Coordonnées', en: 'Contact details' } },
    { name: 'access', label: { fr: 'Accès au portail', en: 'Access to the portal' } },
  ],
});
