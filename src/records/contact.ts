import { boolean } from '../fields/boolean/boolean.ts';
import { date } from '../fields/date/date.ts';
import { dateTime } from '../fields/date-time/date-time.ts';
import { image } from '../fields/image/image.ts';
import { list } from '../fields/list/list.ts';
import { longText } from '../fields/long-text/long-text.ts';
import { text } from '../fields/text/text.ts';
import { user } from '../fields/user/user.ts';
import { defineRecord } from '../meta/define-record.ts';

/** A person, the same at every company they are linked to; always linked to at least one (F1, F2, F82, A1). */
export const contact = defineRecord({
  name: 'contact',
  collection: 'contacts',
  label: {
    one: { fr: 'Contact', en: 'Contact' },
    many: { fr: 'Contacts', en: 'Contacts' },
    new: { fr: 'Nouveau contact', en: 'New contact' },
    all: { fr: 'Tous les contacts', en: 'All contacts' },
  },
  icon: 'user',
  navigation: { area: 'crm', order: 20 },
  title: ['firstName', 'lastName'],
  subtitle: ['jobTitle', 'account'],
  defaultSort: 'lastName',
  importKeys: [['email'], ['lastName', 'firstName', 'account']],
  duplicates: {
    nature: 'person',
    name: 'lastName',
    firstName: 'firstName',
    evidence: [
      { field: 'email', kind: 'email', weight: 0.9 },
      { field: 'mobile', kind: 'phone', weight: 0.9 },
      { field: 'phone', kind: 'phone', weight: 0.5 },
      { field: 'linkedin', kind: 'profile', weight: 0.95 },
      { field: 'account', kind: 'company', weight: 0.8 },
    ],
  },
  isPerson: true,
  shortForm: ['lastName', 'firstName', 'jobTitle', 'phone', 'mobile', 'email'],
  generalTab: { fr: 'Informations générales', en: 'General information' },
  access: [{ kind: 'children', children: 'accountLinks', field: 'account' }],
  networks: {
    words: ['firstName', 'lastName', 'account'],
    company: 'account',
    entered: { linkedin: 'linkedin' },
  },
  gone: {
    field: 'status',
    values: ['disappeared'],
    at: 'disappearedAt',
    by: 'disappearedBy',
    words: {
      declare: { fr: 'Déclarer le contact disparu', en: 'Declare the contact lost' },
      takeBack: { fr: 'Réactiver', en: 'Reactivate' },
      told: { fr: 'Contact disparu', en: 'Lost contact' },
    },
    ends: [
      { record: 'siteContact', via: 'contact' },
      { record: 'extranetUser', via: 'contact', set: { active: false } },
    ],
    leaves: [{ record: 'targetMember', via: 'member' }],
    stops: [
      {
        children: 'accountLinks',
        fields: ['recvInvoice', 'recvInvoiceAllSites', 'recvReminder', 'recvReminderAllSites'],
      },
    ],
  },
  portal: {
    rules: [
      { kind: 'children', children: 'accountLinks' },
      { kind: 'atPlace', children: 'siteLinks', field: 'site' },
    ],
    company: ['civility', 'lastName', 'firstName'],
    kept: ['gender', 'photo', 'status', 'disappearedAt', 'marketingConsent', 'source'],
  },
  fields: {
    civility: list({ label: { fr: 'Civilité', en: 'Title' }, list: 'civility', section: 'identity' }),
    lastName: text({
      label: { fr: 'Nom', en: 'Last name' },
      required: true,
      maximum: 120,
      sortable: true,
      search: true,
      inList: true,
      personName: 'family',
      section: 'identity',
    }),
    firstName: text({
      label: { fr: 'Prénom', en: 'First name' },
      maximum: 120,
      sortable: true,
      search: true,
      inList: true,
      personName: 'given',
      section: 'identity',
    }),
    gender: list({ label: { fr: 'Genre', en: 'Gender' }, list: 'gender', indexed: true, section: 'identity' }),
    photo: image({ label: { fr: 'Photo', en: 'Photo' }, square: true, section: 'identity', copied: false }),
    cardImage: image({
      label: { fr: 'Carte de visite', en: 'Business card' },
      section: 'identity',
      copied: false,
    }),
    skype: text({ label: { fr: 'Skype', en: 'Skype' }, maximum: 120, section: 'identity', action: 'open' }),
    linkedin: text({ label: { fr: 'LinkedIn', en: 'LinkedIn' }, maximum: 300, section: 'identity', action: 'open' }),
    lastFollowUpOn: date({
      label: { fr: 'Dernier suivi le', en: 'Last follow-up on' },
      sortable: true,
      past: true,
      section: 'followUp',
      action: 'today',
    }),
    marketingConsent: boolean({
      label: { fr: 'Accepte les communications', en: 'Accepts marketing' },
      section: 'followUp',
    }),
    status: list({
      label: { fr: 'Statut', en: 'Status' },
      list: 'contactStatus',
      required: true,
      defaultValue: 'active',
      indexed: true,
      readOnly: true,
      section: 'followUp',
    }),
    disappearedAt: dateTime({
      label: { fr: 'Disparu le', en: 'Disappeared on' },
      readOnly: true,
      section: 'followUp',
      copied: false,
    }),
    disappearedBy: user({
      label: { fr: 'Déclaré disparu par', en: 'Declared disappeared by' },
      readOnly: true,
      section: 'followUp',
      copied: false,
    }),
    source: list({
      label: { fr: 'Origine', en: 'Source' },
      list: 'contactSource',
      readOnly: true,
      saidAtCreation: ['manual', 'phonebook', 'card', 'deal', 'api'],
      defaultValue: 'manual',
      section: 'followUp',
      copied: false,
    }),
    comment: longText({ label: { fr: 'Commentaires', en: 'Comments' }, section: 'comment' }),
  },
  children: {
    accountLinks: {
      record: 'accountContact',
      via: 'contact',
      label: { fr: 'Comptes', en: 'Accounts' },
      primary: 'isPrimary',
      minimum: 1,
      minimumCode: 'last-link',
      distinct: 'account',
    },
    siteLinks: { record: 'siteContact', via: 'contact', label: { fr: 'Sites', en: 'Sites' }, distinct: 'site' },
    dealLinks: { record: 'dealContact', via: 'contact', label: { fr: 'Affaires', en: 'Deals' }, distinct: 'deal' },
    projectLinks: {
      record: 'projectContact',
      via: 'contact',
      label: { fr: 'Projets', en: 'Projects' },
      distinct: 'project',
    },
    eventLinks: {
      record: 'eventContact',
      via: 'contact',
      label: { fr: 'Événements', en: 'Events' },
      distinct: 'event',
    },
  },
  through: {
    children: 'accountLinks',
    fields: {
      account: { required: true, sortable: true, indexed: true, search: true, inList: true, section: 'company' },
      jobTitle: { sortable: true, indexed: true, inList: true, section: 'company' },
      department: { section: 'company' },
      phone: { search: true, inList: true, section: 'company' },
      extension: { section: 'company' },
      mobile: { search: true, inList: true, section: 'company' },
      fax: { section: 'company' },
      email: { search: true, indexed: true, inList: true, section: 'company' },
    },
  },
  some: {
    anyAccount: {
      label: { fr: 'Un de ses comptes', en: 'Any of their accounts' },
      children: 'accountLinks',
      field: 'account',
    },
    site: { label: { fr: 'Un de ses sites', en: 'Any of their sites' }, children: 'siteLinks', field: 'site' },
    anyJobTitle: {
      label: { fr: 'Fonction chez un compte', en: 'Job title at any account' },
      children: 'accountLinks',
      field: 'jobTitle',
    },
    interlocutorType: {
      label: { fr: 'Type d’interlocuteur', en: 'Interlocutor type' },
      children: 'accountLinks',
      field: 'interlocutorTypes',
    },
  },
  sections: [
    { name: 'identity', label: { fr: 'Identité', en: 'Identity' } },
    { name: 'company', label: { fr: 'Chez le compte principal', en: 'At the primary account' } },
    { name: 'followUp', label: { fr: 'Suivi', en: 'Follow-up' } },
    { name: 'comment', label: { fr: 'Commentaires', en: 'Comments' } },
  ],
  tabs: [
    { name: 'accounts', label: { fr: 'Comptes', en: 'Accounts' }, record: 'accountContact', via: 'contact' },
    { name: 'sites', label: { fr: 'Sites', en: 'Sites' }, record: 'siteContact', via: 'contact' },
    { name: 'actions', label: { fr: 'Action', en: 'Actions' }, record: 'action', via: 'contact', short: true },
    { name: 'events', label: { fr: 'Événement', en: 'Events' }, record: 'eventContact', via: 'contact', short: true },
    { name: 'deals', label: { fr: 'Affaire', en: 'Deals' }, record: 'dealContact', via: 'contact', short: true },
    { name: 'projects', label: { fr: 'Projet', en: 'Projects' }, record: 'projectContact', via: 'contact' },
    { name: 'targets', label: { fr: 'Cibles', en: 'Targets' }, record: 'targetMember', via: 'member' },
    { name: 'extranetUser', label: { fr: 'Extranet', en: 'Extranet' }, record: 'extranetUser', via: 'contact' },
    {
      name: 'collaborator',
      label: { fr: 'Collaborateur', en: 'Collaborator' },
      record: 'collaborator',
      via: 'contact',
    },
  ],
  tree: [
    { label: { fr: 'Tiers', en: 'Third parties' }, record: 'accountContact', via: 'contact', show: 'account' },
    { label: { fr: 'Sites', en: 'Sites' }, record: 'siteContact', via: 'contact', show: 'site' },
    { label: { fr: 'Affaires', en: 'Deals' }, record: 'dealContact', via: 'contact', show: 'deal' },
    { label: { fr: 'Projets', en: 'Projects' }, record: 'projectContact', via: 'contact', show: 'project' },
    { label: { fr: 'Événements', en: 'Events' }, record: 'eventContact', via: 'contact', show: 'event' },
    { label: { fr: 'Cibles', en: 'Targets' }, record: 'targetMember', via: 'member', show: 'target' },
  ],
});
