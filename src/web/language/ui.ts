import { catalogue } from './catalogue.ts';

/** The words of the small shared components. */
export const uiMessages = catalogue({
  fr: {
    network: 'Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez.',
    retry: 'Réessayer',
    somethingFailed: 'Un problème est survenu',
    loading: 'Chargement…',
    cancel: 'Annuler',
    confirm: 'Confirmer',
    delete: 'Supprimer',
    close: 'Fermer',
    save: 'Enregistrer',
    undo: 'Annuler',
    undone: 'C’est annulé.',
    deleted: (title: string) => `« ${title} » est dans la corbeille.`,
    restored: (title: string) => `« ${title} » est rétabli.`,
    saved: 'Enregistré',
    notifications: 'Notifications',
  },
  en: {
    network: 'The server does not answer. Check your connection, then try again.',
    retry: 'Try again',
    somethingFailed: 'Something went wrong',
    loading: 'Loading…',
    cancel: 'Cancel',
    confirm: 'Confirm',
    delete: 'Delete',
    close: 'Close',
    save: 'Save',
    undo: 'Undo',
    undone: 'Undone.',
    deleted: (title: string) => `“${title}” is in the trash.`,
    restored: (title: string) => `“${title}” is restored.`,
    saved: 'Saved',
    notifications: 'Notifications',
  },
});
