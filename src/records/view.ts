import { boolean } from '../fields/boolean/boolean.ts';
import { structure } from '../fields/structure/structure.ts';
import { text } from '../fields/text/text.ts';
import { user } from '../fields/user/user.ts';
import { defineRecord } from '../meta/define-record.ts';

/** A saved list: columns, filter, sort of one record type; personal, or shared with everyone (A12). */
export const view = defineRecord({
  name: 'view',
  collection: 'views',
  label: {
    one: { fr: 'Vue', en: 'View' },
    many: { fr: 'Vues', en: 'Views' },
    new: { fr: 'Nouvelle vue', en: 'New view' },
    all: { fr: 'Toutes les vues', en: 'All views' },
  },
  icon: 'table',
  title: ['name'],
  defaultSort: 'name',
  access: [{ kind: 'owner', field: 'owner', sharedBy: 'shared' }],
  fields: {
    name: text({ label: { fr: 'Nom', en: 'Name' }, required: true, maximum: 80, sortable: true, section: 'identity' }),
    record: text({
      label: { fr: 'Type de fiche', en: 'Record type' },
      required: true,
      maximum: 80,
      indexed: true,
      section: 'identity',
    }),
    owner: user({ label: { fr: 'Propriétaire', en: 'Owner' }, indexed: true, section: 'identity' }),
    shared: boolean({ label: { fr: 'Partagée', en: 'Shared' }, section: 'identity' }),
    query: structure({ label: { fr: 'Réglages', en: 'Settings' }, section: 'identity' }),
  },
  sections: [{ name: 'identity', label: { fr: 'Identité', en: 'Identity' } }],
});
