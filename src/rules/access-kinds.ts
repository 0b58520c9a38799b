import type { Localized } from '../lib/localized.ts';

/** What the journal of accesses tells of, in words. A kind is kept in the journal: it is never renamed. */
export const accessKinds = {
  'sign-in': { fr: 'Connexion', en: 'Sign-in' },
  'sign-in-refused': { fr: 'Connexion refusée', en: 'Sign-in refused' },
  'sign-out': { fr: 'Déconnexion', en: 'Sign-out' },
  'session-ended': { fr: 'Session fermée', en: 'Session ended' },
  'password-changed': { fr: 'Mot de passe changé', en: 'Password changed' },
  'password-reset-asked': { fr: 'Lien de mot de passe demandé', en: 'Password link asked for' },
  invitation: { fr: 'Invitation', en: 'Invitation' },
  'invitation-revoked': { fr: 'Invitation révoquée', en: 'Invitation revoked' },
  'invitation-accepted': { fr: 'Invitation acceptée', en: 'Invitation accepted' },
  'second-factor-added': { fr: 'Second facteur ajouté', en: 'Second factor added' },
  'second-factor-removed': { fr: 'Second facteur retiré', en: 'Second factor removed' },
  'backup-codes-made': { fr: 'Codes de secours créés', en: 'Backup codes made' },
  'passkey-added': { fr: 'Clé d’accès ajoutée', en: 'Passkey added' },
  'passkey-removed': { fr: 'Clé d’accès retirée', en: 'Passkey removed' },
  export: { fr: 'Export', en: 'Export' },
  backup: { fr: 'Sauvegarde', en: 'Backup' },
  'view-as': { fr: '« Voir comme » commencé', en: '“See as” begun' },
  'view-as-ended': { fr: '« Voir comme » terminé', en: '“See as” ended' },
  'portal-sign-in': { fr: 'Portail\u00a0: connexion', en: 'Portal: sign-in' },
  'portal-sign-in-refused': { fr: 'Portail\u00a0: connexion refusée', en: 'Portal: sign-in refused' },
  'portal-sign-out': { fr: 'Portail\u00a0: déconnexion', en: 'Portal: sign-out' },
  'portal-invitation': { fr: 'Portail\u00a0: accès donné', en: 'Portal: access given' },
  'portal-invitation-accepted': { fr: 'Portail\u00a0: invitation acceptée', en: 'Portal: invitation accepted' },
  'portal-password-asked': { fr: 'Portail\u00a0: mot de passe oublié', en: 'Portal: password forgotten' },
  'portal-password-changed': { fr: 'Portail\u00a0: mot de passe choisi', en: 'Portal: password chosen' },
} as const satisfies Record<string, Localized>;

export type AccessKind = keyof typeof accessKinds;

/** Tells whether a text names a kind of the journal. */
export function isAccessKind(text: string): text is AccessKind {
  return Object.hasOwn(accessKinds, text);
}
