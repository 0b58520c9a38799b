import { address } from '../fields/address/address.ts';
import { boolean } from '../fields/boolean/boolean.ts';
import { date } from '../fields/date/date.ts';
import { multiList } from '../fields/multi-list/multi-list.ts';
import { ref } from '../fields/reference/reference.ts';
import { text } from '../fields/text/text.ts';
import { defineRecord } from '../meta/define-record.ts';

/** A place of a company: where it is billed, delivered, visited. Every account has a default one (A38). */
export const site = defineRecord({
  name: 'site',
  collection: 'sites',
  label: {
    one: { fr: 'Site', en: 'Site' },
    many: { fr: 'Sites', en: 'Sites' },
    new: { fr: 'Nouveau site', en: 'New site' },
    all: { fr: 'Tous les sites', en: 'All sites' },
  },
  icon: 'map-pin',
  navigation: { area: 'crm', order: 30 },
  title: ['name'],
  subtitle: ['account', 'address'],
  defaultSort: 'name',
  importKeys: [['account', 'name']],
  ends: 'closedAt',
  access: [{ kind: 'inherit', from: 'account' }],
  portal: {
    rules: [{ kind: 'inherit', from: 'account' }, { kind: 'place' }],
    company: ['account', 'name', 'addressTypes', 'address'],
    kept: ['isDefault', 'closedAt'],
  },
  fields: {
    account: ref({
      label: { fr: 'Compte', en: 'Account' },
      to: 'account',
      onDelete: 'trash',
      required: true,
      sortable: true,
      inList: true,
      section: 'identity',
    }),
    name: text({
      label: { fr: 'Nom d’appel', en: 'Call name' },
      required: true,
      maximum: 120,
      sortable: true,
      search: true,
      inList: true,
      section: 'identity',
    }),
    isDefault: boolean({ label: { fr: 'Site par défaut', en: 'Default site' }, section: 'identity', copied: false }),
    addressTypes: multiList({
      label: { fr: 'Types d’adresse', en: 'Address types' },
      list: 'addressType',
      inList: true,
      section: 'identity',
    }),
    address: address({
      label: { fr: 'Adresse', en: 'Address' },
      search: true,
      indexed: true,
      inList: true,
      section: 'identity',
    }),
    customerReference: text({
      label: { fr: 'Référence client', en: 'Customer reference' },
      maximum: 80,
      section: 'identity',
    }),
    closedAt: date({ label: { fr: 'Clôturé le', en: 'Closed on' }, section: 'identity' }),
  },
  children: {
    contactLinks: {
      record: 'siteContact',
      via: 'site',
      label: { fr: 'Contacts', en: 'Contacts' },
      distinct: 'contact',
    },
  },
  sections: [{ name: 'identity', label: { fr: 'Identité', en: 'Identity' } }],
  tabs: [
    { name: 'contacts', label: { fr: 'Contact', en: 'Contacts' }, record: 'siteContact', via: 'site' },
    { name: 'deals', label: { fr: 'Affaire', en: 'Deals' }, record: 'deal', via: 'site' },
    { name: 'projects', label: { fr: 'Projet', en: 'Projects' }, record: 'project', via: 'site' },
  ],
  tree: [{ label: { fr: 'Contacts', en: 'Contacts' }, record: 'siteContact', via: 'site', show: 'contact' }],
});
