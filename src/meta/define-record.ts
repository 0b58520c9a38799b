import type { FieldDeclaration, Outcome } from '../fields/field-type.ts';
import type { EvidenceKind } from '../lib/duplicate-facts.ts';
import type { Localized } from '../lib/localized.ts';

/** One way by which someone comes to see a record; who does is kept in maintained columns by the engine. */
export type AccessRule =
  /** The user named in a field, and those it is shared with. */
  | {
      readonly kind: 'owner';
      readonly field: string;
      /** The boolean field that opens the record to everyone. */
      readonly sharedBy?: string;
    }
  /** Whoever sees the record this reference points to; with `reading`, who may change that one may not change this. */
  | { readonly kind: 'inherit'; readonly from: string; readonly reading?: true }
  /** The user named in a field may change it, as long as another rule lets them see it. */
  | { readonly kind: 'author'; readonly field: string }
  /** Whoever sees at least one of the records that its children point to (a contact by its accounts, A2). */
  | { readonly kind: 'children'; readonly children: string; readonly field: string }
  /** Whoever is signed in. */
  | { readonly kind: 'everyone' };

/**
 * Records of another type that belong to this one: links (a contact's companies) or lines in order. They are read
 * with it and may be written with it in one nested write.
 */
export interface ChildrenDeclaration {
  readonly record: string;
  /** The reference of the child that points here. */
  readonly via: string;
  readonly label: Localized;
  /** The boolean field of the child that marks exactly one as primary. */
  readonly primary?: string;
  /** Fewest children a live record has (F82). */
  readonly minimum?: number;
  /** Code of the error that says why the last one cannot go. */
  readonly minimumCode?: string;
  /** Two live children never share this reference. */
  readonly distinct?: string;
  /** The integer field of the child that keeps its place: the children are lines, written as a whole. */
  readonly order?: string;
  /** Made by the engine with every new record that brings none, whatever the way in (A38). */
  readonly standard?: Readonly<Record<string, unknown>>;
}

/** Fields of the primary child shown, edited, filtered and sorted on the record itself (A26). */
export interface ThroughDeclaration {
  readonly children: string;
  /** Fields of the child, by the name they have here and there; `required` and `sortable` may be said anew. */
  readonly fields: Readonly<
    Record<
      string,
      {
        readonly required?: boolean;
        readonly sortable?: boolean;
        readonly indexed?: boolean;
        readonly search?: boolean;
        readonly inList?: boolean;
        readonly section?: string;
      }
    >
  >;
}

/** A filter over linked records: true of a record when some child has it (F116). */
export interface SomeDeclaration {
  readonly label: Localized;
  readonly children: string;
  readonly field: string;
}

/** A value that a pure rule makes of other fields of the record, or of its lines. */
export interface ComputedDeclaration {
  readonly field: FieldDeclaration;
  /** Takes the record's values (JSON form) and, for lines, the lines by name of children; returns the value or null. */
  readonly compute: (
    values: Readonly<Record<string, unknown>>,
    lines: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>,
  ) => unknown;
  /** Names of the children the rule reads. */
  readonly lines?: readonly string[];
}

/** A part of the form and of the record page. */
export interface SectionDeclaration {
  readonly name: string;
  readonly label: Localized;
}

/** A tab of linked records on the record page: records of a type whose reference points here, or reached by links. */
export interface TabDeclaration {
  readonly name: string;
  readonly label: Localized;
  readonly record: string;
  /** The reference of that type that points here. */
  readonly via: string;
  /** Adds by the short form of what is linked, in a dialog, instead of by its whole form (F83). */
  readonly short?: boolean;
  /** References of this record that what is added here is linked to as well: the site of a deal, for its contact (A23). */
  readonly also?: readonly string[];
  /** What is said of what is made here, and that its form does not show: that a contact comes from a deal. */
  readonly said?: Readonly<Record<string, string>>;
}

/** One level of the left tree: what the record is linked to (F110). */
export interface TreeDeclaration {
  readonly label: Localized;
  readonly record: string;
  readonly via: string;
  /** The reference of the link to open, where the branch shows what a link points to and not the link itself. */
  readonly show?: string;
}

/** A date field written by the engine: the day a list field came to a value of one of these outcomes. */
export interface StampDeclaration {
  readonly field: string;
  readonly when: { readonly field: string; readonly outcome: readonly Outcome[] };
}

/** What of a record stands in a timeline. */
export interface TimelineDeclaration {
  /** The moment it happened, or is planned for: what is ahead of now is planned (A39). */
  readonly at: string;
  /** The list field that tells of which kind it is. */
  readonly kind: string;
  /** The text shown below its title, by its beginning. */
  readonly text?: string;
  /** The moment by which it is to be done: until it is, it stays planned, and late from then on. */
  readonly due?: string;
  /** The list field, and its values, that say a planned one is done. */
  readonly done?: { readonly field: string; readonly values: readonly string[] };
}

/**
 * What records of a type are to the record that they are about. They are seen with that record alone: the right to read
 * it, on its own type, decides, whatever else a role says.
 */
export interface AboutDeclaration {
  readonly as: 'comment' | 'document' | 'version' | 'follower' | 'notification';
  /** The reference that points to it. */
  readonly field: string;
  /** Whether they have a tab, with their number, on the page of every type they may be about. */
  readonly tab?: true;
}

/** A moment of which the record's owner is told when it comes, beside that by which it is to be done (`timeline.due`). */
export interface ReminderDeclaration {
  /** The date-time field. It needs an index. */
  readonly at: string;
  /** The list field, and its values, that say there is nothing to be reminded of any more. */
  readonly unless?: { readonly field: string; readonly values: readonly string[] };
}

/**
 * How a record leaves without being deleted (a contact declared lost, A31): it keeps its history and is opened as
 * before, but stands in no list, search or picker unless the filter names this field.
 */
export interface GoneDeclaration {
  /** The list field, which no form writes, and the values that say so. */
  readonly field: string;
  readonly values: readonly string[];
  /** The date-time and user fields that say when and by whom it was declared. */
  readonly at: string;
  readonly by: string;
  readonly words: {
    /** The command that declares it, and the one that takes it back. */
    readonly declare: Localized;
    readonly takeBack: Localized;
    /** What is said of one that is gone. */
    readonly told: Localized;
  };
  /**
   * Records that point here by `via` and end with it: the values they get, or where none are named that day as the date
   * their type ends at.
   */
  readonly ends?: readonly {
    readonly record: string;
    readonly via: string;
    readonly set?: Readonly<Record<string, unknown>>;
  }[];
  /** Records that point here by `via` and stay, but no longer count it: what it was chosen for. */
  readonly leaves?: readonly { readonly record: string; readonly via: string }[];
  /** Boolean fields of children that no longer count while it lasts. */
  readonly stops?: readonly { readonly children: string; readonly fields: readonly string[] }[];
}

/** Where a person is found on professional networks: by a search that is made of their fields, never asked for (A30). */
export interface NetworksDeclaration {
  /** The fields whose words are searched; a reference by the title of what it points to. */
  readonly words: readonly string[];
  /** The field that names the company among them: its legal form is left out. */
  readonly company?: string;
  /** The fields that hold a profile as it was entered, by network: it takes the place of the search. */
  readonly entered?: Readonly<Record<string, string>>;
}

/** What of a record stands in a pipeline: the stage it has reached, whose values have an outcome, and what it is worth. */
export interface PipelineDeclaration {
  readonly stage: string;
  readonly amount: string;
  readonly weighted: string;
}

/** A field by which two records are found to be one. */
export interface EvidenceDeclaration {
  readonly field: string;
  /** The part that is compared, of a field that has several. */
  readonly part?: string;
  readonly kind: EvidenceKind;
  /** What it weighs that both have the same: from 0, nothing, to 1, proof. */
  readonly weight: number;
}

/** What makes two records likely to be one: how they are named, and what else they have in common. */
export interface DuplicatesDeclaration {
  readonly nature: 'person' | 'company';
  /** The field of the family name, or of a company's name. */
  readonly name: string;
  readonly firstName?: string;
  readonly evidence: readonly EvidenceDeclaration[];
}

/** What makes a row one that visitors of the portal are shown; all rules of its type hold of it. */
export type PortalRule =
  /**
   * It is a company: that of an extranet user, and for collaborators any whose list field has one of these values
   * (clients and prospects, F104).
   */
  | { readonly kind: 'company'; readonly field: string; readonly values: readonly string[] }
  /** The record that this reference names is shown. */
  | { readonly kind: 'inherit'; readonly from: string }
  /** Some of these children is shown, and its own rules hold (a contact by its links, A29). */
  | { readonly kind: 'children'; readonly children: string }
  /** The record that this reference names is not kept from the portal by what it says itself. */
  | { readonly kind: 'kept'; readonly with: string }
  /** A boolean field is not true: « Ne pas afficher sur la CRM » (F103). */
  | { readonly kind: 'unless'; readonly field: string }
  /** A boolean field is true. */
  | { readonly kind: 'only'; readonly field: string }
  /** It is a place of a company: one of theirs, for visitors who are limited to some. */
  | { readonly kind: 'place' }
  /** Some of these children names a place of theirs, for visitors who are limited to some. */
  | { readonly kind: 'atPlace'; readonly children: string; readonly field: string }
  /** It is about a record of one of these types, which is shown; where a visitor has places, about one of them. */
  | { readonly kind: 'about'; readonly types: readonly string[] };

/**
 * What visitors of the portal are shown of a type, read-only; nothing of a type that says nothing. What has ended or is
 * gone is not shown. References are shown where the rules see to it that what they name is shown too.
 */
export interface PortalDeclaration {
  readonly rules: readonly PortalRule[];
  /** The fields that extranet users are shown of their own company; custom fields are not. */
  readonly company: readonly string[];
  /** Fields that nobody is shown; collaborators are shown the others, custom ones with them. */
  readonly kept?: readonly string[];
}

/** A record type as data: from it the engine derives all it does. */
export interface RecordDeclaration {
  readonly name: string;
  /** Name in the API: plural, kebab-case. Never changes. */
  readonly collection: string;
  readonly label: {
    readonly one: Localized;
    readonly many: Localized;
    readonly new: Localized;
    readonly all: Localized;
  };
  /** Name of a Tabler icon. */
  readonly icon: string;
  /** Place in the navigation; absent for links and other records met only through another. */
  readonly navigation?: { readonly area: 'crm' | 'administration'; readonly order: number };
  /** The fields whose values, joined by spaces, are the record's title. */
  readonly title: readonly string[];
  /** The fields shown under the title in pickers, search and cards. */
  readonly subtitle?: readonly string[];
  readonly fields: Readonly<Record<string, FieldDeclaration>>;
  readonly children?: Readonly<Record<string, ChildrenDeclaration>>;
  readonly through?: ThroughDeclaration;
  readonly some?: Readonly<Record<string, SomeDeclaration>>;
  readonly computed?: Readonly<Record<string, ComputedDeclaration>>;
  readonly sections: readonly SectionDeclaration[];
  /** True where each record is a natural person: whom exchanges are with. */
  readonly isPerson?: boolean;
  /** The fields of the short form, beside those required (A23); where absent, the title's and how to reach the person. */
  readonly shortForm?: readonly string[];
  /** Words of the first tab, which holds the record's own facts; « Général » where absent. */
  readonly generalTab?: Localized;
  /** The date field after whose day the record is past: lists show it as ended, history keeps it (A27). */
  readonly ends?: string;
  /** How the links to professional networks are made. */
  readonly networks?: NetworksDeclaration;
  /** How a record leaves without being deleted. */
  readonly gone?: GoneDeclaration;
  readonly tabs?: readonly TabDeclaration[];
  readonly tree?: readonly TreeDeclaration[];
  /** Who sees a record: any of these is enough. */
  readonly access: readonly AccessRule[];
  /** Moments of which its owner is told. */
  readonly reminders?: readonly ReminderDeclaration[];
  /** What its records are to those that they are about: comments, documents, followers, notifications. */
  readonly about?: AboutDeclaration;
  /** The user field that says whose a record is: nobody else's, whatever their role, and no role takes it from them. */
  readonly personal?: string;
  /** False for what nobody writes by hand: it leaves no line in the audit trail. */
  readonly audited?: false;
  /** Sets of fields of which at least one is filled in: an action is about a company or a person (F55). */
  readonly requiredOneOf?: readonly (readonly string[])[];
  /** Pairs of dates or moments: the second is never before the first. */
  readonly inOrder?: readonly (readonly [string, string])[];
  /** The boolean field that says that a record takes whole days: a calendar shows it at no hour. */
  readonly allDay?: string;
  /** Dates that the engine writes when a value of a list is reached that means this, and empties when it is left. */
  readonly stamps?: readonly StampDeclaration[];
  /** What the record is in the history of those it points to (F33, F34): when, of which kind, in which words. */
  readonly timeline?: TimelineDeclaration;
  /** How its records make a pipeline. */
  readonly pipeline?: PipelineDeclaration;
  /** What of it is shown on the portal. */
  readonly portal?: PortalDeclaration;
  /** Sets of fields that together tell two records apart on import (« clé »): first complete one wins. */
  readonly importKeys?: readonly (readonly string[])[];
  /** What makes two of its records likely to be one: warned of while typing, and looked for over the whole base. */
  readonly duplicates?: DuplicatesDeclaration;
  /** The standard list's order; the title's first sortable field where absent. */
  readonly defaultSort?: string;
}

/** Takes a declaration as data and returns it unchanged, checked by its type. */
export function defineRecord<const Declaration extends RecordDeclaration>(
  declaration: Declaration,
): RecordDeclaration & { readonly name: Declaration['name'] } {
  return declaration;
}
