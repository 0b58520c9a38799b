import { catalogue } from './catalogue.ts';

/** The words of « Associer à… ». */
export const associateMessages = catalogue({
  fr: {
    associate: 'Associer à…',
    title: (count: string) => `Associer ${count} fiches à…`,
    titleOne: (title: string) => `Associer « ${title} » à…`,
    kind: 'À quoi',
    chosen: 'Choisis',
    remove: (title: string) => `Retirer ${title}`,
    run: 'Associer',
    cancel: 'Annuler',
    help: 'Cherchez une fiche existante, ou créez-la. Ce qui est déjà associé le reste, sans doublon.',
  },
  en: {
    associate: 'Associate with…',
    title: (count: string) => `Associate ${count} records with…`,
    titleOne: (title: string) => `Associate “${title}” with…`,
    kind: 'With what',
    chosen: 'Chosen',
    remove: (title: string) => `Remove ${title}`,
    run: 'Associate',
    cancel: 'Cancel',
    help: 'Look for an existing record, or create it. What is associated already stays so, without duplicates.',
  },
});
