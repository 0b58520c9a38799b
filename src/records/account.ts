import { address } from '../fields/address/address.ts';
import { boolean } from '../fields/boolean/boolean.ts';
import { date } from '../fields/date/date.ts';
import { decimal } from '../fields/decimal/decimal.ts';
import { email } from '../fields/email/email.ts';
import { list } from '../fields/list/list.ts';
import { longText } from '../fields/long-text/long-text.ts';
import { multiList } from '../fields/multi-list/multi-list.ts';
import { phone } from '../fields/phone/phone.ts';
import { ref } from '../fields/reference/reference.ts';
import { siren } from '../fields/siren/siren.ts';
import { siret } from '../fields/siret/siret.ts';
import { text } from '../fields/text/text.ts';
import { url } from '../fields/url/url.ts';
import { user } from '../fields/user/user.ts';
import { vatNumber } from '../fields/vat-number/vat-number.ts';
import { defineRecord } from '../meta/define-record.ts';

/** A company one deals with, of any kind: client, prospect, supplier, partner (F41). */
export const account = defineRecord({
  name: 'account',
  collection: 'accounts',
  label: {
    one: { fr: 'Compte', en: 'Account' },
    many: { fr: 'Comptes', en: 'Accounts' },
    new: { fr: 'Nouveau compte', en: 'New account' },
    all: { fr: 'Tous les comptes', en: 'All accounts' },
  },
  icon: 'building',
  navigation: { area: 'crm', order: 10 },
  title: ['legalName'],
  subtitle: ['address', 'siren'],
  defaultSort: 'legalName',
  importKeys: [['siret'], ['siren'], ['legalName']],
  duplicates: {
    nature: 'company',
    name: 'legalName',
    evidence: [
      { field: 'siren', kind: 'number', weight: 1 },
      { field: 'siret', kind: 'number', weight: 1 },
      { field: 'siret', kind: 'establishment', weight: 1 },
      { field: 'website', kind: 'website', weight: 0.8 },
      { field: 'phone', kind: 'phone', weight: 0.7 },
      { field: 'email', kind: 'email', weight: 0.7 },
      { field: 'address', part: 'postcode', kind: 'place', weight: 0.4 },
    ],
  },
  ends: 'closedAt',
  access: [{ kind: 'owner', field: 'owner' }],
  portal: {
    rules: [{ kind: 'company', field: 'roles', values: ['client', 'prospect'] }],
    company: [
      'legalName',
      'phone',
      'fax',
      'email',
      'website',
      'address',
      'siren',
      'siret',
      'vatNumber',
      'billingEmail',
    ],
    kept: ['latitude', 'longitude', 'doNotDun', 'closedAt'],
  },
  fields: {
    legalName: text({
      label: { fr: 'Raison sociale', en: 'Legal name' },
      required: true,
      maximum: 200,
      sortable: true,
      search: true,
      inList: true,
      section: 'identity',
    }),
    roles: multiList({ label: { fr: 'Rôles', en: 'Roles' }, list: 'accountRole', indexed: true, section: 'identity' }),
    accountType: list({
      label: { fr: 'Type de compte', en: 'Account type' },
      list: 'accountType',
      indexed: true,
      inList: true,
      section: 'identity',
    }),
    industry: list({
      label: { fr: 'Secteur d’activité', en: 'Industry' },
      list: 'industry',
      indexed: true,
      inList: true,
      section: 'identity',
    }),
    owner: user({ label: { fr: 'Responsable', en: 'Owner' }, indexed: true, inList: true, section: 'identity' }),
    parentAccount: ref({
      label: { fr: 'Compte parent', en: 'Parent account' },
      to: 'account',
      onDelete: 'empty',
      section: 'identity',
    }),
    phone: phone({
      label: { fr: 'Téléphone', en: 'Phone' },
      search: true,
      inList: true,
      section: 'details',
      action: 'call',
    }),
    fax: phone({ label: { fr: 'Fax', en: 'Fax' }, section: 'details' }),
    email: email({
      label: { fr: 'E-mail', en: 'E-mail' },
      search: true,
      indexed: true,
      section: 'details',
      action: 'mail',
    }),
    website: url({ label: { fr: 'Site web', en: 'Website' }, search: true, section: 'details', action: 'open' }),
    address: address({
      label: { fr: 'Adresse', en: 'Address' },
      search: true,
      indexed: true,
      inList: true,
      section: 'details',
    }),
    latitude: decimal({ label: { fr: 'Latitude', en: 'Latitude' }, section: 'details' }),
    longitude: decimal({ label: { fr: 'Longitude', en: 'Longitude' }, section: 'details' }),
    siren: siren({ label: { fr: 'SIREN', en: 'SIREN' }, search: true, indexed: true, section: 'legal' }),
    siret: siret({ label: { fr: 'SIRET', en: 'SIRET' }, search: true, indexed: true, section: 'legal' }),
    vatNumber: vatNumber({ label: { fr: 'N° de TVA', en: 'VAT number' }, section: 'legal' }),
    billingEmail: email({
      label: { fr: 'E-mail de facturation', en: 'Billing e-mail' },
      section: 'legal',
      action: 'mail',
    }),
    doNotDun: boolean({ label: { fr: 'Ne pas relancer', en: 'Do not dun' }, indexed: true, section: 'legal' }),
    closedAt: date({ label: { fr: 'Clos le', en: 'Closed on' }, section: 'legal' }),
    comment: longText({ label: { fr: 'Commentaires', en: 'Comments' }, section: 'comment' }),
  },
  children: {
    sites: {
      record: 'site',
      via: 'account',
      label: { fr: 'Sites', en: 'Sites' },
      primary: 'isDefault',
      minimum: 1,
      minimumCode: 'last-site',
      standard: { name: 'Siège' },
    },
    contactLinks: {
      record: 'accountContact',
      via: 'account',
      label: { fr: 'Contacts', en: 'Contacts' },
      distinct: 'contact',
    },
  },
  some: {
    contact: { label: { fr: 'Contact', en: 'Contact' }, children: 'contactLinks', field: 'contact' },
    site: { label: { fr: 'Site', en: 'Site' }, children: 'sites', field: 'name' },
  },
  sections: [
    { name: 'identity', label: { fr: 'Identité', en: 'Identity' } },
    { name: 'details', label: { fr: 'Coordonnées', en: 'Contact details' } },
    { name: 'legal', label: { fr: 'Informations légales et facturation', en: 'Legal and billing' } },
    { name: 'comment', label: { fr: 'Commentaires', en: 'Comments' } },
  ],
  tabs: [
    { name: 'contacts', label: { fr: 'Contact', en: 'Contacts' }, record: 'accountContact', via: 'account' },
    { name: 'actions', label: { fr: 'Action', en: 'Actions' }, record: 'action', via: 'account', short: true },
    { name: 'events', label: { fr: 'Événement', en: 'Events' }, record: 'event', via: 'account', short: true },
    { name: 'deals', label: { fr: 'Affaire', en: 'Deals' }, record: 'deal', via: 'account', short: true },
    { name: 'projects', label: { fr: 'Projet', en: 'Projects' }, record: 'project', via: 'account' },
    { name: 'sites', label: { fr: 'Sites', en: 'Sites' }, record: 'site', via: 'account' },
    { name: 'relations', label: { fr: 'Comptes liés', en: 'Linked accounts' }, record: 'accountRelation', via: 'from' },
    { name: 'relatedBy', label: { fr: 'Lié par', en: 'Linked by' }, record: 'accountRelation', via: 'to' },
    {
      name: 'subsidiaries',
      label: { fr: 'Filiales', en: 'Subsidiaries' },
      record: 'account',
      via: 'parentAccount',
    },
    { name: 'targets', label: { fr: 'Cibles', en: 'Targets' }, record: 'targetMember', via: 'member' },
    {
      name: 'extranetUsers',
      label: { fr: 'Extranet', en: 'Extranet' },
      record: 'extranetUser',
      via: 'account',
    },
  ],
  tree: [
    { label: { fr: 'Sites', en: 'Sites' }, record: 'site', via: 'account' },
    { label: { fr: 'Contacts', en: 'Contacts' }, record: 'accountContact', via: 'account', show: 'contact' },
    { label: { fr: 'Affaires', en: 'Deals' }, record: 'deal', via: 'account' },
    { label: { fr: 'Projets', en: 'Projects' }, record: 'project', via: 'account' },
    { label: { fr: 'Événements', en: 'Events' }, record: 'event', via: 'account' },
    { label: { fr: 'Filiales', en: 'Subsidiaries' }, record: 'account', via: 'parentAccount' },
    { label: { fr: 'Comptes liés', en: 'Linked accounts' }, record: 'accountRelation', via: 'from', show: 'to' },
    { label: { fr: 'Cibles', en: 'Targets' }, record: 'targetMember', via: 'member', show: 'target' },
  ],
});
