import { catalogue } from './catalogue.ts';

/** The words of the links to professional networks (F105). */
export const networkMessages = catalogue({
  fr: {
    heading: 'Réseaux professionnels',
    search: (name: string) => `Rechercher ${name}`,
    profile: 'Voir le profil',
    opens: (network: string, text: string) => `${network} : ${text} (nouvel onglet)`,
    help: 'La fiche d’une personne porte un lien vers chaque réseau coché : son profil s’il est saisi, sinon une recherche par son prénom, son nom et sa société. Carnet n’interroge jamais ces réseaux.',
    saved: 'Réseaux enregistrés.',
  },
  en: {
    heading: 'Professional networks',
    search: (name: string) => `Search ${name}`,
    profile: 'See the profile',
    opens: (network: string, text: string) => `${network}: ${text} (new tab)`,
    help: 'The record of a person carries a link to each network ticked: their profile where it was entered, else a search by first name, last name and company. Carnet never asks these networks anything.',
    saved: 'Networks saved.',
  },
});
