import { date } from '../fields/date/date.ts';
import { list } from '../fields/list/list.ts';
import { longText } from '../fields/long-text/long-text.ts';
import { money } from '../fields/money/money.ts';
import { percent } from '../fields/percent/percent.ts';
import { ref } from '../fields/reference/reference.ts';
import { text } from '../fields/text/text.ts';
import { user } from '../fields/user/user.ts';
import { type Money, shareOf } from '../lib/money.ts';
import { defineRecord } from '../meta/define-record.ts';

/** A business opportunity, open, won or lost by the outcome of its stage (F50, A23). */
export const deal = defineRecord({
  name: 'deal',
  collection: 'deals',
  label: {
    one: { fr: 'Affaire', en: 'Deal' },
    many: { fr: 'Affaires', en: 'Deals' },
    new: { fr: 'Nouvelle affaire', en: 'New deal' },
    all: { fr: 'Toutes les affaires', en: 'All deals' },
  },
  icon: 'briefcase',
  navigation: { area: 'crm', order: 60 },
  title: ['name'],
  subtitle: ['account', 'status', 'amount'],
  defaultSort: '-expectedOn',
  importKeys: [['name', 'account']],
  access: [
    { kind: 'owner', field: 'owner' },
    { kind: 'inherit', from: 'account' },
  ],
  shortForm: ['name', 'account', 'status', 'amount', 'probability', 'expectedOn'],
  pipeline: { stage: 'status', amount: 'amount', weighted: 'weighted' },
  stamps: [{ field: 'closedOn', when: { field: 'status', outcome: ['won', 'lost'] } }],
  fields: {
    name: text({
      label: { fr: 'Nom', en: 'Name' },
      required: true,
      maximum: 200,
      sortable: true,
      search: true,
      inList: true,
      section: 'deal',
    }),
    account: ref({
      label: { fr: 'Compte', en: 'Account' },
      to: 'account',
      onDelete: 'refuse',
      required: true,
      sortable: true,
      search: true,
      inList: true,
      section: 'deal',
    }),
    site: ref({ label: { fr: 'Site', en: 'Site' }, to: 'site', onDelete: 'empty', section: 'deal' }),
    status: list({
      label: { fr: 'Étape', en: 'Stage' },
      list: 'dealStage',
      required: true,
      defaultValue: 'qualify',
      indexed: true,
      copied: false,
      inList: true,
      section: 'deal',
    }),
    owner: user({ label: { fr: 'Responsable', en: 'Owner' }, indexed: true, inList: true, section: 'deal' }),
    amount: money({
      label: { fr: 'Montant', en: 'Amount' },
      minimum: 0,
      sortable: true,
      inList: true,
      section: 'forecast',
    }),
    probability: percent({
      label: { fr: 'Probabilité', en: 'Probability' },
      minimum: 0,
      maximum: 100,
      scale: 0,
      section: 'forecast',
    }),
    expectedOn: date({
      label: { fr: 'Signature prévue le', en: 'Expected on' },
      sortable: true,
      inList: true,
      section: 'forecast',
    }),
    closedOn: date({ label: { fr: 'Conclue le', en: 'Closed on' }, indexed: true, copied: false, section: 'forecast' }),
    comment: longText({ label: { fr: 'Commentaires', en: 'Comments' }, section: 'comment' }),
  },
  computed: {
    weighted: {
      field: money({ label: { fr: 'Montant pondéré', en: 'Weighted amount' }, section: 'forecast' }),
      compute: ({ amount, probability }) =>
        amount && typeof probability === 'string' ? shareOf(amount as Money, probability) : null,
    },
  },
  children: {
    contactLinks: {
      record: 'dealContact',
      via: 'deal',
      label: { fr: 'Contacts', en: 'Contacts' },
      distinct: 'contact',
    },
  },
  some: {
    contact: {
      label: { fr: 'Un de ses contacts', en: 'Any of its contacts' },
      children: 'contactLinks',
      field: 'contact',
    },
  },
  sections: [
    { name: 'deal', label: { fr: 'Affaire', en: 'Deal' } },
    { name: 'forecast', label: { fr: 'Prévision', en: 'Forecast' } },
    { name: 'comment', label: { fr: 'Commentaires', en: 'Comments' } },
  ],
  tabs: [
    {
      name: 'contacts',
      label: { fr: 'Contact', en: 'Contacts' },
      record: 'dealContact',
      via: 'deal',
      short: true,
      also: ['site'],
      said: { source: 'deal' },
    },
    { name: 'actions', label: { fr: 'Action', en: 'Actions' }, record: 'action', via: 'deal', short: true },
    { name: 'events', label: { fr: 'Événement', en: 'Events' }, record: 'event', via: 'deal', short: true },
    { name: 'projects', label: { fr: 'Projet', en: 'Projects' }, record: 'project', via: 'deal' },
  ],
  tree: [
    { label: { fr: 'Contacts', en: 'Contacts' }, record: 'dealContact', via: 'deal', show: 'contact' },
    { label: { fr: 'Événements', en: 'Events' }, record: 'event', via: 'deal' },
    { label: { fr: 'Projets', en: 'Projects' }, record: 'project', via: 'deal' },
  ],
});
