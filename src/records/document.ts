import { anyRef } from '../fields/any-reference/any-reference.ts';
import { boolean } from '../fields/boolean/boolean.ts';
import { file } from '../fields/file/file.ts';
import { integer } from '../fields/integer/integer.ts';
import { text } from '../fields/text/text.ts';
import { user } from '../fields/user/user.ts';
import { defineRecord } from '../meta/define-record.ts';
import { subjects } from './subject-values.ts';

/** A file attached to a record; the file is that of its last version. */
export const document = defineRecord({
  name: 'document',
  collection: 'documents',
  label: {
    one: { fr: 'Document', en: 'Document' },
    many: { fr: 'Documents', en: 'Documents' },
    new: { fr: 'Nouveau document', en: 'New document' },
    all: { fr: 'Tous les documents', en: 'All documents' },
  },
  icon: 'paperclip',
  title: ['name'],
  defaultSort: '-updatedAt',
  about: { as: 'document', field: 'about', tab: true },
  access: [
    { kind: 'inherit', from: 'about' },
    { kind: 'author', field: 'author' },
  ],
  portal: {
    rules: [
      { kind: 'only', field: 'onPortal' },
      { kind: 'about', types: ['account', 'site'] },
    ],
    company: ['about', 'name', 'file', 'size'],
    kept: ['mediaType', 'number', 'onPortal'],
  },
  fields: {
    about: anyRef({
      label: { fr: 'Fiche', en: 'Record' },
      to: subjects,
      onDelete: 'trash',
      required: true,
      section: 'document',
    }),
    name: text({
      label: { fr: 'Nom', en: 'Name' },
      required: true,
      maximum: 255,
      sortable: true,
      inList: true,
      section: 'document',
    }),
    file: file({ label: { fr: 'Fichier', en: 'File' }, required: true, readOnly: true, section: 'document' }),
    mediaType: text({ label: { fr: 'Type', en: 'Type' }, maximum: 120, readOnly: true, section: 'document' }),
    /** In bytes. */
    size: integer({
      label: { fr: 'Taille', en: 'Size' },
      bytes: true,
      readOnly: true,
      inList: true,
      section: 'document',
    }),
    number: integer({ label: { fr: 'Version', en: 'Version' }, readOnly: true, inList: true, section: 'document' }),
    onPortal: boolean({
      label: { fr: 'Visible sur le portail', en: 'Shown on the portal' },
      copied: false,
      section: 'document',
    }),
    author: user({
      label: { fr: 'Déposé par', en: 'Brought by' },
      onDelete: 'keep',
      readOnly: true,
      inList: true,
      section: 'document',
    }),
  },
  sections: [{ name: 'document', label: { fr: 'Document', en: 'Document' } }],
});
