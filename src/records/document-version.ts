import { anyRef } from '../fields/any-reference/any-reference.ts';
import { file } from '../fields/file/file.ts';
import { integer } from '../fields/integer/integer.ts';
import { ref } from '../fields/reference/reference.ts';
import { user } from '../fields/user/user.ts';
import { defineRecord } from '../meta/define-record.ts';
import { subjects } from './subject-values.ts';

/** One state of a document, the present one among them. It is never changed. */
export const documentVersion = defineRecord({
  name: 'documentVersion',
  collection: 'document-versions',
  label: {
    one: { fr: 'Version de document', en: 'Document version' },
    many: { fr: 'Versions de documents', en: 'Document versions' },
    new: { fr: 'Nouvelle version', en: 'New version' },
    all: { fr: 'Toutes les versions de documents', en: 'All document versions' },
  },
  icon: 'history',
  title: ['document'],
  defaultSort: '-createdAt',
  about: { as: 'version', field: 'about' },
  access: [{ kind: 'inherit', from: 'about', reading: true }],
  fields: {
    about: anyRef({
      label: { fr: 'Fiche', en: 'Record' },
      to: subjects,
      onDelete: 'trash',
      required: true,
      readOnly: true,
      section: 'version',
    }),
    document: ref({
      label: { fr: 'Document', en: 'Document' },
      to: 'document',
      onDelete: 'trash',
      required: true,
      readOnly: true,
      section: 'version',
    }),
    number: integer({ label: { fr: 'Version', en: 'Version' }, required: true, readOnly: true, section: 'version' }),
    file: file({ label: { fr: 'Fichier', en: 'File' }, required: true, readOnly: true, section: 'version' }),
    /** In bytes. */
    size: integer({ label: { fr: 'Taille', en: 'Size' }, bytes: true, readOnly: true, section: 'version' }),
    author: user({
      label: { fr: 'Déposée par', en: 'Brought by' },
      onDelete: 'keep',
      readOnly: true,
      section: 'version',
    }),
  },
  sections: [{ name: 'version', label: { fr: 'Version', en: 'Version' } }],
});
