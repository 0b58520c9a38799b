/** What a company is sent of which contacts choose to be a recipient (« Destinataire de », F89). */
export type DocumentKind = 'invoice' | 'reminder';

export const documentKinds: readonly DocumentKind[] = ['invoice', 'reminder'];

/** The boxes of the link between contact and account that each kind of document reads: this site's only, every site's. */
export const recipientFlags: Readonly<Record<DocumentKind, { readonly site: string; readonly allSites: string }>> = {
  invoice: { site: 'recvInvoice', allSites: 'recvInvoiceAllSites' },
  reminder: { site: 'recvReminder', allSites: 'recvReminderAllSites' },
};

/** A contact's link to the account of the document, as far as it says what they receive. */
export interface RecipientLink {
  readonly contactId: string;
  /** The e-mail at this account (A26). */
  readonly email: string | null;
  /** « Facture Vente » or « Relance », by the kind of document. */
  readonly siteFlag: boolean;
  /** « Factures tous sites » or « Relances tous sites ». */
  readonly allSitesFlag: boolean;
  /** Last day of the link, null while it lasts. */
  readonly endedAt: string | null;
  /** Whether the contact is declared lost (A31). */
  readonly gone: boolean;
}

/** A contact at one of the account's sites. */
export interface SiteAttachment {
  readonly contactId: string;
  readonly siteId: string;
  /** Last day at the site, null while it lasts (A27). */
  readonly exitDate: string | null;
}

/** All that decides who receives a document. */
export interface RecipientQuestion {
  readonly document: DocumentKind;
  readonly siteId: string;
  /** The day of sending, as `2026-11-22`. */
  readonly on: string;
  readonly account: {
    readonly billingEmail: string | null;
    readonly email: string | null;
    /** « Ne pas relancer »: such a company is sent no reminder. */
    readonly doNotDun: boolean;
  };
  readonly links: readonly RecipientLink[];
  readonly attachments: readonly SiteAttachment[];
}

/** Why someone receives it: attached to the site, every site's, or the account's address for want of anyone. */
export type RecipientReason = 'siteFlag' | 'allSitesFlag' | 'fallback';

/** Why someone who ticked a box does not. */
export type SkipReason = 'disappeared' | 'linkEnded' | 'exited' | 'otherSite' | 'noSite' | 'noEmail';

/** Why a document stays « à envoyer ». */
export type WaitingReason = 'doNotDun' | 'noRecipient';

export interface Recipient {
  /** Null for the account's own address. */
  readonly contactId: string | null;
  readonly email: string;
  readonly reason: RecipientReason;
  /** The field of the account that a fallback was taken from. */
  readonly from?: 'billingEmail' | 'email';
}

export interface Skipped {
  readonly contactId: string;
  readonly reason: SkipReason;
}

export interface Recipients {
  readonly recipients: readonly Recipient[];
  readonly skipped: readonly Skipped[];
  /** Null where it can be sent. */
  readonly waiting: WaitingReason | null;
}

/** Active through its last day, over the next (A27). */
function isOver(lastDay: string | null, on: string): boolean {
  return lastDay !== null && lastDay < on;
}

/** Takes a contact's attachments to sites of the account; returns why the box of one site alone gives nothing, null where it gives. */
function siteFault(attachments: readonly SiteAttachment[], siteId: string, on: string): SkipReason | null {
  const here = attachments.filter((attachment) => attachment.siteId === siteId);
  if (here.some(({ exitDate }) => !isOver(exitDate, on))) return null;
  if (here.length > 0) return 'exited';
  return attachments.some(({ exitDate }) => !isOver(exitDate, on)) ? 'otherSite' : 'noSite';
}

function skipReason(link: RecipientLink, attachments: readonly SiteAttachment[], question: RecipientQuestion) {
  if (link.gone) return 'disappeared';
  if (isOver(link.endedAt, question.on)) return 'linkEnded';
  const fault = link.allSitesFlag ? null : siteFault(attachments, question.siteId, question.on);
  return fault ?? (link.email ? null : 'noEmail');
}

/** The account's own address, for want of anyone (A37): for invoices first, then its general one. */
function fallbackOf({ account }: RecipientQuestion): Recipient | null {
  for (const from of ['billingEmail', 'email'] as const) {
    const email = account[from];
    if (email) return { contactId: null, email, reason: 'fallback', from };
  }
  return null;
}

/**
 * Decides who receives a document of a site (requirements 1.4; A24, A27, A29, A31, A36–A38): each contact once, by
 * « tous sites » wherever they are attached, or by the plain box where they are attached to that site on that day.
 * Takes the links of the account and its contacts' attachments to its sites; returns the recipients and those who
 * ticked a box and get nothing, each with why, and why the document waits where nobody is left. Whether a site is
 * closed, or a contact hidden from the CRM, changes nothing.
 */
export function recipientsOf(question: RecipientQuestion): Recipients {
  if (question.document === 'reminder' && question.account.doNotDun)
    return { recipients: [], skipped: [], waiting: 'doNotDun' };
  const recipients: Recipient[] = [];
  const skipped: Skipped[] = [];
  const attached = new Map<string, SiteAttachment[]>();
  for (const attachment of question.attachments) {
    const known = attached.get(attachment.contactId);
    if (known) known.push(attachment);
    else attached.set(attachment.contactId, [attachment]);
  }
  for (const link of question.links) {
    if (!link.siteFlag && !link.allSitesFlag) continue;
    const { contactId, email } = link;
    const reason = skipReason(link, attached.get(contactId) ?? [], question);
    if (reason) skipped.push({ contactId, reason });
    else recipients.push({ contactId, email: email ?? '', reason: link.allSitesFlag ? 'allSitesFlag' : 'siteFlag' });
  }
  const fallback = recipients.length === 0 ? fallbackOf(question) : null;
  if (fallback) recipients.push(fallback);
  return { recipients, skipped, waiting: recipients.length === 0 ? 'noRecipient' : null };
}
