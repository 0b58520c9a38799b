import { catalogue } from './catalogue.ts';

/** The words of the shell: navigation, search, menus, sign-in's frame. */
export const shellMessages = catalogue({
  fr: {
    notFoundTitle: 'Page introuvable',
    notFoundText: 'Cette adresse ne mène à rien, ou la fiche n’existe plus.',
    forbiddenTitle: 'Accès refusé',
    forbiddenText: 'Votre rôle ne donne pas accès à cette page. Un administrateur peut vous l’ouvrir.',
    backHome: 'Revenir à l’accueil',
    skipToContent: 'Passer au contenu principal',
  },
  en: {
    notFoundTitle: 'Page not found',
    notFoundText: 'This address leads nowhere, or the record no longer exists.',
    forbiddenTitle: 'Access denied',
    forbiddenText: 'Your role does not open this page. An administrator can give you access.',
    backHome: 'Back to home',
    skipToContent: 'Skip to main content',
  },
});
