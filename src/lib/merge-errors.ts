import type { Localized } from './localized.ts';

/** Reasons why records are not merged. Part of the catalogue of refusals. */
export const mergeErrors = {
  'merge-itself': {
    fr: 'La fiche gardée ne peut pas être aussi une des fiches fusionnées.',
    en: 'The record kept cannot be one of those merged into it.',
  },
  'merge-twice': { fr: 'Cette fiche est citée deux fois.', en: 'This record is named twice.' },
  'merge-gone': {
    fr: 'Cette fiche n’existe pas parmi celles-ci, ou elle est à la corbeille.',
    en: 'This record does not exist among these, or is in the trash.',
  },
  'merge-kind': {
    fr: 'Les fiches de ce genre ne se fusionnent pas.',
    en: 'Records of this kind are not merged.',
  },
  'merge-running': {
    fr: 'Une fusion de l’une de ces fiches est déjà en cours\u00a0: attendez qu’elle se termine.',
    en: 'A merge of one of these records is under way: wait until it has ended.',
  },
  merged: {
    fr: 'Cette fiche a été fusionnée avec une autre.',
    en: 'This record was merged into another one.',
  },
  'restore-merged': {
    fr: 'Cette fiche a été fusionnée avec une autre\u00a0: annulez la fusion (page Opérations) pour la retrouver avec ce qui lui était lié.',
    en: 'This record was merged into another one: undo the merge (Operations page) to have it back with what was linked to it.',
  },
} satisfies Readonly<Record<string, Localized>>;
