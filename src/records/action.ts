import { boolean } from '../fields/boolean/boolean.ts';
import { dateTime } from '../fields/date-time/date-time.ts';
import { list } from '../fields/list/list.ts';
import { longText } from '../fields/long-text/long-text.ts';
import { ref } from '../fields/reference/reference.ts';
import { text } from '../fields/text/text.ts';
import { user } from '../fields/user/user.ts';
import { defineRecord } from '../meta/define-record.ts';

/** An exchange that has taken place: call, e-mail, visit, letter, note (F49, F54, F55); what is ahead is an event (A39). */
export const action = defineRecord({
  name: 'action',
  collection: 'actions',
  label: {
    one: { fr: 'Action', en: 'Action' },
    many: { fr: 'Actions', en: 'Actions' },
    new: { fr: 'Nouvelle action', en: 'New action' },
    all: { fr: 'Toutes les actions', en: 'All actions' },
  },
  icon: 'history',
  navigation: { area: 'crm', order: 40 },
  title: ['type', 'subject'],
  subtitle: ['account', 'contact', 'occurredAt'],
  defaultSort: '-occurredAt',
  access: [
    { kind: 'owner', field: 'owner' },
    { kind: 'inherit', from: 'account' },
    { kind: 'inherit', from: 'contact' },
    { kind: 'inherit', from: 'deal' },
    { kind: 'inherit', from: 'project' },
  ],
  shortForm: ['type', 'occurredAt', 'subject', 'body', 'contact'],
  requiredOneOf: [['account', 'contact']],
  timeline: { at: 'occurredAt', kind: 'type', text: 'body' },
  fields: {
    type: list({
      label: { fr: 'Type', en: 'Type' },
      list: 'actionType',
      required: true,
      defaultValue: 'call',
      indexed: true,
      inList: true,
      section: 'exchange',
    }),
    occurredAt: dateTime({
      label: { fr: 'Date', en: 'Date' },
      required: true,
      defaultNow: true,
      past: true,
      copied: false,
      sortable: true,
      inList: true,
      section: 'exchange',
    }),
    subject: text({
      label: { fr: 'Objet', en: 'Subject' },
      maximum: 200,
      sortable: true,
      search: true,
      inList: true,
      section: 'exchange',
    }),
    body: longText({ label: { fr: 'Compte rendu', en: 'Report' }, search: true, section: 'exchange' }),
    account: ref({
      label: { fr: 'Compte', en: 'Account' },
      to: 'account',
      onDelete: 'trash',
      inList: true,
      section: 'links',
    }),
    contact: ref({
      label: { fr: 'Contact', en: 'Contact' },
      to: 'contact',
      onDelete: 'keep',
      inList: true,
      section: 'links',
    }),
    deal: ref({ label: { fr: 'Affaire', en: 'Deal' }, to: 'deal', onDelete: 'keep', section: 'links' }),
    project: ref({ label: { fr: 'Projet', en: 'Project' }, to: 'project', onDelete: 'keep', section: 'links' }),
    owner: user({
      label: { fr: 'Auteur', en: 'Author' },
      required: true,
      indexed: true,
      inList: true,
      section: 'links',
    }),
    automatic: boolean({
      label: { fr: 'Consignée automatiquement', en: 'Logged automatically' },
      readOnly: true,
      copied: false,
      section: 'exchange',
    }),
  },
  sections: [
    { name: 'exchange', label: { fr: 'Échange', en: 'Exchange' } },
    { name: 'links', label: { fr: 'Liée à', en: 'Linked to' } },
  ],
});
