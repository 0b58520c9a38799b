import type { Localized } from './localized.ts';

/** Reasons for a refusal at the second step of a sign-in, and when one changes what one signs in with. Part of the catalogue. */
export const secondFactorErrors = {
  'wrong-password': { fr: 'Ce mot de passe n’est pas le bon.', en: 'This password is wrong.' },
  'wrong-code': {
    fr: 'Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant.',
    en: 'This code is wrong, or it was used already. Wait for the next one.',
  },
  'wrong-backup-code': {
    fr: 'Ce code de secours n’est pas le bon, ou il a déjà servi.',
    en: 'This backup code is wrong, or it was used already.',
  },
  'sign-in-expired': {
    fr: 'Cette connexion a trop attendu\u00a0: recommencez-la.',
    en: 'This sign-in has waited too long: start it again.',
  },
  'proof-needed': {
    fr: 'Confirmez d’abord que c’est bien vous.',
    en: 'First confirm that it is you.',
  },
  'second-factor-required': {
    fr: 'Votre rôle exige un second facteur\u00a0: connectez-vous pour le configurer.',
    en: 'Your role asks for a second factor: sign in to set one up.',
  },
  'second-factor-exists': {
    fr: 'Un second facteur est déjà en place.',
    en: 'A second factor is set up already.',
  },
  'second-factor-kept': {
    fr: 'Votre rôle exige un second facteur\u00a0: ajoutez-en un autre avant de retirer celui-ci.',
    en: 'Your role asks for a second factor: add another one before you remove this one.',
  },
  'no-second-factor': {
    fr: 'Configurez d’abord les codes d’une application.',
    en: 'First set up the codes of an application.',
  },
  'passkey-refused': {
    fr: 'Cette clé d’accès n’est pas reconnue ici.',
    en: 'This passkey is not recognised here.',
  },
  'too-many-passkeys': {
    fr: 'Vous avez déjà {maximum} clés d’accès\u00a0: supprimez d’abord celles qui ne servent plus.',
    en: 'You already have {maximum} passkeys: first delete those that are no longer used.',
  },
  'single-sign-on-required': {
    fr: 'Votre entreprise se connecte par son fournisseur d’identité\u00a0: utilisez son bouton.',
    en: 'Your company signs in through its identity provider: use its button.',
  },
  'single-sign-on-off': {
    fr: 'La connexion unique n’est pas en service.',
    en: 'Single sign-on is not in use.',
  },
  'single-sign-on-down': {
    fr: 'Le fournisseur d’identité ne répond pas. Réessayez plus tard, ou connectez-vous avec votre mot de passe.',
    en: 'The identity provider does not answer. Try again later, or sign in with your password.',
  },
  'single-sign-on-refused': {
    fr: 'Le fournisseur d’identité a refusé la connexion.',
    en: 'The identity provider refused the sign-in.',
  },
  'single-sign-on-failed': {
    fr: 'La réponse du fournisseur d’identité n’est pas valable, ou elle arrive trop tard. Recommencez.',
    en: 'The answer of the identity provider is not valid, or comes too late. Start again.',
  },
  'single-sign-on-unverified': {
    fr: 'Le fournisseur d’identité n’a pas vérifié votre adresse e-mail\u00a0: parlez-en à un administrateur.',
    en: 'The identity provider has not verified your e-mail address: tell an administrator.',
  },
  'single-sign-on-domain': {
    fr: 'Le domaine de votre adresse e-mail n’est pas admis ici.',
    en: 'The domain of your e-mail address is not let in here.',
  },
  'single-sign-on-unknown': {
    fr: 'Vous n’avez pas de compte actif dans Carnet\u00a0: demandez à un administrateur de vous inviter.',
    en: 'You have no active account in Carnet: ask an administrator to invite you.',
  },
  'single-sign-on-taken': {
    fr: 'Ce compte est déjà lié à une autre personne chez le fournisseur d’identité.',
    en: 'This account is already linked to another person at the identity provider.',
  },
  'secret-again': {
    fr: 'Le fournisseur ou l’identifiant a changé\u00a0: saisissez aussi le secret.',
    en: 'The provider or the client id has changed: enter the secret as well.',
  },
  'no-provider-there': {
    fr: 'Aucun fournisseur OpenID Connect ne répond à cette adresse (https attendu).',
    en: 'No OpenID Connect provider answers at this address (https expected).',
  },
} as const satisfies Record<string, Localized>;
