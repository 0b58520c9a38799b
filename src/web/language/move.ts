import { catalogue } from './catalogue.ts';

/** The words that ask whether a value goes from one record to another. */
export const moveMessages = catalogue({
  fr: {
    moveTitle: (label: string, from: string | null, to: string | null) =>
      `Déplacer « ${label} » ${from ? `de ${from}` : 'd’une autre fiche'}${to ? ` vers ${to}` : ''} ?`,
    moveText: 'Une seule fiche à la fois peut l’avoir ici. Celle qui l’a maintenant le perd, le reste ne change pas.',
    moveConfirm: 'Déplacer',
  },
  en: {
    moveTitle: (label: string, from: string | null, to: string | null) =>
      `Move “${label}” from ${from ?? 'another record'}${to ? ` to ${to}` : ''}?`,
    moveText: 'Only one record at a time can have it here. The one that has it now loses it, nothing else changes.',
    moveConfirm: 'Move',
  },
});
