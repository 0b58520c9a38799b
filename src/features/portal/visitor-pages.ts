/** What screens of the portal are sent: texts, ready to be shown, in the visitor's language. */

/** A line of a list of results, or of what a record is linked to. */
export interface PortalLine {
  readonly collection: string;
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
}

/** A field with its value as it is read; `href` calls, writes or opens. */
export interface PortalField {
  readonly name: string;
  readonly label: string;
  readonly text: string;
  readonly href: string | null;
}

/** A line of a group: it opens a page, or saves a file, or says all there is to say. */
export interface PortalGroupLine extends PortalLine {
  readonly fields: readonly PortalField[];
  readonly opens: boolean;
  readonly file: boolean;
}

/** What a record is linked to, by the tab that its type declares. */
export interface PortalGroup {
  readonly name: string;
  readonly label: string;
  readonly lines: readonly PortalGroupLine[];
  /** Whether there are more than those shown. */
  readonly more: boolean;
}

/** A record's page. */
export interface PortalPage {
  readonly collection: string;
  readonly id: string;
  readonly title: string;
  /** What it is: « Compte », « Contact ». */
  readonly kind: string;
  readonly sections: readonly { readonly label: string; readonly fields: readonly PortalField[] }[];
  readonly groups: readonly PortalGroup[];
}

/** Who is there. */
export interface PortalSession {
  readonly name: string;
  readonly login: string;
  readonly company: string;
  /** The company of an extranet user; null for a collaborator, who searches. */
  readonly home: string | null;
}
