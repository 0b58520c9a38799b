import { catalogue } from './catalogue.ts';

/** The words of what is done without network: what was seen, what waits to be sent. */
export const offlineMessages = catalogue({
  fr: {
    kept: (title: string) => `« ${title} » est gardé sur cet appareil et partira au retour de la connexion.`,
    title: 'Envois en attente',
    explained:
      'Ce que vous avez enregistré sans connexion est gardé sur cet appareil et part de lui-même dès que le serveur répond.',
    none: 'Rien n’attend d’être envoyé',
    noneText: 'Ce que vous enregistrez sans connexion apparaît ici jusqu’à son envoi.',
    sendNow: 'Envoyer maintenant',
    notYet: 'Le serveur ne répond toujours pas.',
    creation: (name: string) => `Création : ${name}`,
    change: (name: string, fields: string) => `Modification : ${name} (${fields})`,
    stateWaiting: 'En attente',
    stateHeld: 'En cours de saisie',
    stateSending: 'Envoi…',
    stateConflict: 'Conflit',
    stateRefused: 'Refusé',
    stateSent: 'Envoyé',
    conflict: 'Cette fiche a changé entre-temps : choisissez les valeurs à garder.',
    resolve: 'Choisir',
    edit: 'Modifier',
    correct: 'Corriger',
    release: 'Remettre en attente',
    giveUp: 'Abandonner',
    giveUpTitle: (title: string) => `Abandonner l’envoi de « ${title} » ?`,
    giveUpText: 'Ce qui a été saisi sera effacé de cet appareil.',
    open: 'Ouvrir',
    sentTitle: 'Envoyés',
    leaveTitle: 'Se déconnecter sans envoyer ?',
    leaveText: (count: number) =>
      count > 1
        ? `${count} enregistrements attendent d’être envoyés. Se déconnecter les effacera de cet appareil.`
        : 'Un enregistrement attend d’être envoyé. Se déconnecter l’effacera de cet appareil.',
    leave: 'Se déconnecter et effacer',
  },
  en: {
    kept: (title: string) => `“${title}” is kept on this device and will be sent when the connection is back.`,
    title: 'Waiting to be sent',
    explained: 'What you saved offline is kept on this device and is sent by itself as soon as the server answers.',
    none: 'Nothing waits to be sent',
    noneText: 'What you save offline appears here until it is sent.',
    sendNow: 'Send now',
    notYet: 'The server still does not answer.',
    creation: (name: string) => `New: ${name}`,
    change: (name: string, fields: string) => `Change: ${name} (${fields})`,
    stateWaiting: 'Waiting',
    stateHeld: 'Being edited',
    stateSending: 'Sending…',
    stateConflict: 'Conflict',
    stateRefused: 'Refused',
    stateSent: 'Sent',
    conflict: 'This record has changed meanwhile: choose the values to keep.',
    resolve: 'Choose',
    edit: 'Edit',
    correct: 'Correct',
    release: 'Back to waiting',
    giveUp: 'Give up',
    giveUpTitle: (title: string) => `Give up sending “${title}”?`,
    giveUpText: 'What was typed will be erased from this device.',
    open: 'Open',
    sentTitle: 'Sent',
    leaveTitle: 'Sign out without sending?',
    leaveText: (count: number) =>
      count === 1
        ? 'One record waits to be sent. Signing out erases it from this device.'
        : `${count} records wait to be sent. Signing out erases them from this device.`,
    leave: 'Sign out and erase',
  },
});
