import { anyRef } from '../fields/any-reference/any-reference.ts';
import { longText } from '../fields/long-text/long-text.ts';
import { structure } from '../fields/structure/structure.ts';
import { user } from '../fields/user/user.ts';
import { isId } from '../lib/ids.ts';
import { defineRecord } from '../meta/define-record.ts';
import { subjects } from './subject-values.ts';

/** Most people named in one comment. */
const mostMentions = 50;

function isMention(value: unknown): boolean {
  const { id, name, ...more } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return isId(id) && typeof name === 'string' && name.length <= 120 && Object.keys(more).length === 0;
}

/** What someone says of a record to those who see it. */
export const comment = defineRecord({
  name: 'comment',
  collection: 'comments',
  label: {
    one: { fr: 'Commentaire', en: 'Comment' },
    many: { fr: 'Commentaires', en: 'Comments' },
    new: { fr: 'Nouveau commentaire', en: 'New comment' },
    all: { fr: 'Tous les commentaires', en: 'All comments' },
  },
  icon: 'message',
  title: ['text'],
  defaultSort: '-createdAt',
  about: { as: 'comment', field: 'about', tab: true },
  access: [
    { kind: 'inherit', from: 'about', reading: true },
    { kind: 'author', field: 'author' },
  ],
  fields: {
    about: anyRef({
      label: { fr: 'Fiche', en: 'Record' },
      to: subjects,
      onDelete: 'trash',
      required: true,
      section: 'comment',
    }),
    text: longText({
      label: { fr: 'Texte', en: 'Text' },
      required: true,
      maximum: 10_000,
      inList: true,
      section: 'comment',
    }),
    /** Who is named in the text: `{ id, name }`, the name as it stands there after its @. */
    mentions: structure({
      label: { fr: 'Personnes mentionnées', en: 'People mentioned' },
      check: (value) => Array.isArray(value) && value.length <= mostMentions && value.every(isMention),
      section: 'comment',
    }),
    author: user({
      label: { fr: 'Auteur', en: 'Author' },
      onDelete: 'keep',
      readOnly: true,
      inList: true,
      section: 'comment',
    }),
  },
  sections: [{ name: 'comment', label: { fr: 'Commentaire', en: 'Comment' } }],
});
