import type { Localized } from './localized.ts';

/** Refusals of the address book that telephones hold (CardDAV). */
export const addressBookErrors = {
  'key-opens-address-book': {
    fr: 'Cette clé n’ouvre que le carnet d’adresses.',
    en: 'This key opens the address book only.',
  },
  'invalid-xml': { fr: 'La demande n’est pas du XML lisible.', en: 'The request is no readable XML.' },
  'card-unreadable': { fr: 'Cette fiche n’est pas une vCard lisible.', en: 'This card is no readable vCard.' },
  'card-changed': {
    fr: 'Cette fiche a changé entre-temps dans Carnet.',
    en: 'This card has changed in Carnet meanwhile.',
  },
  'card-known': {
    fr: 'Ce contact existe déjà dans Carnet\u00a0: {title}.',
    en: 'This contact is in Carnet already: {title}.',
  },
  'card-group': { fr: 'Les groupes ne sont pas tenus dans Carnet.', en: 'Groups are not kept in Carnet.' },
  'card-company-unknown': {
    fr: 'Un contact appartient à une société\u00a0: aucun compte ne se nomme «\u00a0{company}\u00a0».',
    en: 'A contact belongs to a company: no account is called “{company}”.',
  },
  'card-company-missing': {
    fr: 'Un contact appartient à une société\u00a0: indiquez laquelle.',
    en: 'A contact belongs to a company: say which one.',
  },
  'card-not-here': {
    fr: '{Field} ne se change pas depuis le téléphone\u00a0: ouvrez la fiche dans Carnet.',
    en: '{Field} is not changed from the telephone: open the record in Carnet.',
  },
} as const satisfies Record<string, Localized>;
