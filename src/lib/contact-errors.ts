import type { Localized } from './localized.ts';

/** Reasons for a refusal that tell of people, their links and what they receive. Part of the catalogue. */
export const contactErrors = {
  'last-site': {
    fr: 'C’est le dernier site de ce compte\u00a0: ajoutez-en un autre avant de le retirer.',
    en: 'This is the last site of this account: add another one before you remove it.',
  },
  'last-link': {
    fr: 'C’est le dernier lien de cette fiche\u00a0: ajoutez-en un autre avant de le retirer.',
    en: 'This is the last link of this record: add another one before you remove it.',
  },
  'contact-without-account': {
    fr: 'Un contact doit être lié à au moins un compte.',
    en: 'A contact must be linked to at least one account.',
  },
  'link-ended': {
    fr: 'Le rattachement existe et a pris fin : rouvrez-le sur la fiche.',
    en: 'The link is there and has ended: open it again on the record.',
  },
  'site-of-another': {
    fr: 'Ce site n’est pas un site de ce compte.',
    en: 'This site is not one of this account.',
  },
  'recipients-in-part': {
    fr: 'Votre rôle ne montre pas tout ce qui décide des destinataires de ce compte\u00a0: la réponse serait incomplète. Demandez à un administrateur.',
    en: 'Your role does not show all that decides who receives the documents of this account: the answer would be incomplete. Ask an administrator.',
  },
  'already-gone': {
    fr: 'Cette fiche est déjà déclarée disparue.',
    en: 'This record is declared gone already.',
  },
  'record-gone': {
    fr: 'Cette fiche est déclarée disparue\u00a0: réactivez-la d’abord.',
    en: 'This record is declared gone: reactivate it first.',
  },
  'not-gone': {
    fr: 'Cette fiche n’est pas déclarée disparue.',
    en: 'This record is not declared gone.',
  },
} as const satisfies Record<string, Localized>;
