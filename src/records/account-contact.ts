import { boolean } from '../fields/boolean/boolean.ts';
import { date } from '../fields/date/date.ts';
import { email } from '../fields/email/email.ts';
import { list } from '../fields/list/list.ts';
import { multiList } from '../fields/multi-list/multi-list.ts';
import { phone } from '../fields/phone/phone.ts';
import { ref } from '../fields/reference/reference.ts';
import { text } from '../fields/text/text.ts';
import { defineRecord } from '../meta/define-record.ts';

/** What is true of a contact at one company: function, details, what they receive (A26, A36). */
export const accountContact = defineRecord({
  name: 'accountContact',
  collection: 'account-contacts',
  label: {
    one: { fr: 'Rattachement à un compte', en: 'Link to an account' },
    many: { fr: 'Rattachements aux comptes', en: 'Links to accounts' },
    new: { fr: 'Nouveau rattachement', en: 'New link' },
    all: { fr: 'Tous les rattachements', en: 'All links' },
  },
  icon: 'link',
  title: ['contact', 'account'],
  importKeys: [['contact', 'account']],
  ends: 'endedAt',
  access: [{ kind: 'inherit', from: 'account' }],
  portal: {
    rules: [
      { kind: 'inherit', from: 'account' },
      { kind: 'kept', with: 'contact' },
      { kind: 'unless', field: 'hideFromCrm' },
    ],
    company: ['contact', 'account', 'jobTitle', 'department', 'phone', 'extension', 'mobile', 'fax', 'email'],
    kept: ['isPrimary', 'hideFromCrm', 'endedAt'],
  },
  fields: {
    contact: ref({
      label: { fr: 'Contact', en: 'Contact' },
      to: 'contact',
      onDelete: 'trash',
      required: true,
      indexed: true,
      inList: true,
      section: 'link',
    }),
    account: ref({
      label: { fr: 'Nom du compte', en: 'Account name' },
      to: 'account',
      onDelete: 'refuse',
      required: true,
      indexed: true,
      inList: true,
      section: 'link',
    }),
    isPrimary: boolean({ label: { fr: 'Compte principal', en: 'Primary account' }, section: 'link', copied: false }),
    jobTitle: list({
      label: { fr: 'Fonction', en: 'Job title' },
      list: 'jobTitle',
      indexed: true,
      inList: true,
      section: 'link',
    }),
    department: text({ label: { fr: 'Service', en: 'Department' }, maximum: 120, section: 'link' }),
    phone: phone({
      label: { fr: 'Téléphone fixe', en: 'Landline' },
      search: true,
      inList: true,
      section: 'details',
      action: 'call',
    }),
    extension: text({ label: { fr: 'N° poste', en: 'Extension' }, maximum: 20, section: 'details' }),
    mobile: phone({
      label: { fr: 'Mobile', en: 'Mobile' },
      search: true,
      inList: true,
      section: 'details',
      action: 'call',
    }),
    fax: phone({ label: { fr: 'Fax', en: 'Fax' }, section: 'details' }),
    email: email({
      label: { fr: 'E-mail', en: 'E-mail' },
      search: true,
      inList: true,
      section: 'details',
      action: 'mail',
    }),
    recvInvoice: boolean({ label: { fr: 'Facture Vente', en: 'Invoice Sales' }, section: 'recipient', copied: false }),
    recvInvoiceAllSites: boolean({
      label: { fr: 'Factures tous sites', en: 'Invoices for all sites' },
      section: 'recipient',
      copied: false,
    }),
    recvReminder: boolean({ label: { fr: 'Relance', en: 'Dunning' }, section: 'recipient', copied: false }),
    recvReminderAllSites: boolean({
      label: { fr: 'Relances tous sites', en: 'Dunning for all sites' },
      section: 'recipient',
      copied: false,
    }),
    interlocutorTypes: multiList({
      label: { fr: 'Type d’interlocuteur', en: 'Interlocutor type' },
      list: 'interlocutorType',
      heldOnce: { per: 'account', codes: ['main'] },
      indexed: true,
      inList: true,
      section: 'particulars',
    }),
    hideFromCrm: boolean({
      label: { fr: 'Ne pas afficher sur la CRM', en: 'Do not display on the CRM' },
      section: 'particulars',
      copied: false,
    }),
    endedAt: date({ label: { fr: 'Fin du rattachement', en: 'Link ended on' }, section: 'particulars' }),
  },
  sections: [
    { name: 'link', label: { fr: 'Fonction', en: 'Function' } },
    { name: 'details', label: { fr: 'Coordonnées chez ce compte', en: 'Details at this account' } },
    { name: 'recipient', label: { fr: 'Destinataire de', en: 'Recipient of' } },
    { name: 'particulars', label: { fr: 'Particularités chez le Client', en: 'Aspects specific to the Customer' } },
  ],
});
