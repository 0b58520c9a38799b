import type { Localized } from './localized.ts';

/** Reasons for a refusal at the door: signing in, sessions, seeing as another, mail. Part of the catalogue of refusals. */
export const accessErrors = {
  // Signing in
  'not-signed-in': { fr: 'Connectez-vous pour continuer.', en: 'Sign in to continue.' },
  'wrong-credentials': {
    fr: 'L’adresse e-mail ou le mot de passe n’est pas le bon.',
    en: 'The e-mail address or the password is wrong.',
  },
  'too-many-sign-ins': {
    fr: 'Trop d’essais de connexion. Réessayez dans quelques minutes.',
    en: 'Too many sign-in attempts. Try again in a few minutes.',
  },
  'password-too-short': {
    fr: 'Le mot de passe est trop court ({minimum} caractères au moins).',
    en: 'The password is too short ({minimum} characters at least).',
  },
  'session-not-found': { fr: 'Cette session est déjà fermée.', en: 'This session has already ended.' },
  'visitor-closed': {
    fr: 'Cette personne n’a plus accès au portail (inactive, sortie, disparue ou sans société) : changez d’abord cela.',
    en: 'This person may not come to the portal any more (inactive, gone, disappeared or without a company): change that first.',
  },
  'visitor-without-login': {
    fr: 'Cette personne n’a pas d’e-mail, donc pas d’identifiant : renseignez-le d’abord.',
    en: 'This person has no e-mail, hence no login: fill it in first.',
  },
  'portal-closed': { fr: 'Le portail est fermé.', en: 'The portal is closed.' },
  'link-ended': {
    fr: 'Ce lien ne sert plus\u00a0: il a déjà servi, il est trop ancien ou il a été révoqué. Demandez-en un autre.',
    en: 'This link no longer works: it was used, it is too old or it was revoked. Ask for another one.',
  },
  'already-enters': {
    fr: 'Cette personne se connecte déjà\u00a0: donnez-lui plutôt un lien pour un autre mot de passe.',
    en: 'This person signs in already: give them a link for another password instead.',
  },
  'user-inactive': {
    fr: 'Cet utilisateur n’est pas actif\u00a0: activez-le d’abord.',
    en: 'This user is not active: activate them first.',
  },
  'team-loop': {
    fr: 'Une équipe ne peut pas être au-dessus d’elle-même\u00a0: choisissez-en une qui n’est pas sous elle.',
    en: 'A team cannot be above itself: choose one that is not below it.',
  },
  'viewing-oneself': {
    fr: 'C’est déjà avec vos droits que vous voyez Carnet.',
    en: 'You already see Carnet with your own rights.',
  },
  'viewing-as': {
    fr: 'Vous voyez Carnet comme une autre personne\u00a0: rien ne peut être modifié. Quittez d’abord cet aperçu.',
    en: 'You see Carnet as another person: nothing can be changed. Leave this preview first.',
  },
  'set-up-done': { fr: 'Carnet est déjà installé\u00a0: connectez-vous.', en: 'Carnet is already set up: sign in.' },
  // Mail and other servers
  'mail-by-environment': {
    fr: 'La messagerie est réglée par l’hébergeur de Carnet\u00a0: elle ne se change pas ici.',
    en: 'Mail is set by whoever runs Carnet: it is not changed here.',
  },
  'not-a-mail-port': {
    fr: 'Ce n’est pas un port de messagerie\u00a0: 587, 465, 25 ou 2525.',
    en: 'This is not a port for mail: 587, 465, 25 or 2525.',
  },
  'password-again': {
    fr: 'Le serveur ou l’identifiant a changé\u00a0: saisissez aussi le mot de passe.',
    en: 'The server or the user name has changed: enter the password as well.',
  },
  'no-mail': {
    fr: 'Carnet n’a pas encore de messagerie\u00a0: réglez-la d’abord dans Paramètres › Messagerie.',
    en: 'Carnet has no mail server yet: first set it in Settings › Mail.',
  },
  'invalid-public-address': {
    fr: '{Value} n’est pas l’adresse de Carnet\u00a0: écrivez par exemple https://carnet.exemple.fr.',
    en: '{Value} is not Carnet’s address: write for example https://carnet.example.com.',
  },
  'host-not-found': {
    fr: 'Le serveur {host} est introuvable\u00a0: vérifiez son nom.',
    en: 'The server {host} cannot be found: check its name.',
  },
  'host-refused': {
    fr: 'Carnet ne se connecte pas au serveur {host}\u00a0: son adresse est celle de cette machine ou d’un réseau fermé.',
    en: 'Carnet does not connect to the server {host}: its address is that of this machine or of a closed network.',
  },
} as const satisfies Record<string, Localized>;
