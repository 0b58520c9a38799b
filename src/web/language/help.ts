import { catalogue } from './catalogue.ts';

/** The words around the user guide. The guide itself is in French. */
export const helpMessages = catalogue({
  fr: {
    help: 'Aide',
    helpHere: 'Aide sur cet écran',
    guide: 'Guide de l’utilisateur',
    search: 'Chercher dans les titres',
    nothing: 'Aucun titre ne correspond.',
    contents: 'Sommaire du guide',
    onlyFrench: 'Ce guide est en français.',
    print: 'Imprimer',
  },
  en: {
    help: 'Help',
    helpHere: 'Help on this screen',
    guide: 'User guide',
    search: 'Search the titles',
    nothing: 'No title matches.',
    contents: 'Contents of the guide',
    onlyFrench: 'This guide is written in French.',
    print: 'Print',
  },
});
