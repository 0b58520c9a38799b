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
} as const satisfies Record<string, Localized>;
