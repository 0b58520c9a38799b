import { date } from '../fields/date/date.ts';
import { list } from '../fields/list/list.ts';
import { ref } from '../fields/reference/reference.ts';
import { defineRecord } from '../meta/define-record.ts';

/** A contact at one site of a company they are linked to; active through its exit date (F100, A27). */
export const siteContact = defineRecord({
  name: 'siteContact',
  collection: 'site-contacts',
  label: {
    one: { fr: 'Rattachement à un site', en: 'Link to a site' },
    many: { fr: 'Rattachements aux sites', en: 'Links to sites' },
    new: { fr: 'Nouveau rattachement à un site', en: 'New link to a site' },
    all: { fr: 'Tous les rattachements aux sites', en: 'All links to sites' },
  },
  icon: 'link',
  title: ['contact', 'site'],
  importKeys: [['contact', 'site']],
  ends: 'exitDate',
  access: [{ kind: 'inherit', from: 'site' }],
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
    site: ref({
      label: { fr: 'Site', en: 'Site' },
      to: 'site',
      onDelete: 'trash',
      required: true,
      indexed: true,
      inList: true,
      section: 'link',
    }),
    jobTitle: list({
      label: { fr: 'Fonction au site', en: 'Function at the site' },
      list: 'jobTitle',
      inList: true,
      section: 'link',
    }),
    exitDate: date({ label: { fr: 'Date de sortie du site', en: 'Site exit date' }, inList: true, section: 'link' }),
  },
  sections: [{ name: 'link', label: { fr: 'Rattachement', en: 'Link' } }],
});
