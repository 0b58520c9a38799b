/** What screens of the portal are sent: texts, ready to be shown, in the visitor's language. */

/** A record that a line or a value leads to. */
export interface PortalTarget {
  readonly collection: string;
  readonly id: string;
}

/** A line of a list of results, or of what a record is linked to. */
export interface PortalLine extends PortalTarget {
  readonly title: string;
}

/** A result: what tells it from others of that name, and what it is (client, prospect, contact) where that is not plain. */
export interface PortalResult extends PortalLine {
  readonly subtitle: string;
  readonly kind: string;
}

/** A field with its value as it is read; `href` calls, writes or opens, `to` leads to a page of the portal. */
export interface PortalField {
  readonly name: string;
  readonly label: string;
  readonly text: string;
  readonly href: string | null;
  readonly to: PortalTarget | null;
  /** Whether its value says by itself what it is: a function does, an extension does not. */
  readonly plain: boolean;
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
