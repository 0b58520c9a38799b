import { type ComponentType, createContext, useContext } from 'react';
import type { Localized } from '../lib/localized.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../meta/effective-record.ts';
import type { Permissions, RecordPermission } from '../meta/permissions.ts';
import type { Count, FilterNode, Item } from './api/types.ts';
import type { GuidePage } from './help/screen-pages.ts';

/** An icon as Tabler draws them. */
export type Icon = ComponentType<{ size?: number | string; stroke?: number | string; className?: string }>;

/**
 * Tells whether a gesture is there for records of a type: by the rights on that type, or by all of whoever works, where
 * the gesture makes records of another.
 */
type AppliesTo = (record: EffectiveRecord, permission: RecordPermission, permissions: Permissions) => boolean;

/** What an action on one record is given. */
export interface RecordActionProps {
  readonly record: EffectiveRecord;
  readonly item: Item;
  readonly permission: RecordPermission;
  /** Takes the action's dialog away. */
  readonly close: () => void;
}

/** A gesture on one record: a button of its page, a line of its menus, a command. */
export interface RecordAction {
  readonly name: string;
  readonly label: Localized;
  readonly icon: Icon;
  /** Where it stands: among the page's buttons, or in the menu « Outil » or « Edition ». */
  readonly place: 'button' | 'tools' | 'edit';
  readonly appliesTo: AppliesTo;
  /** Drawn when the action is chosen, until it calls `close`. */
  readonly dialog: ComponentType<RecordActionProps>;
}

/** What a gesture on many records is given: the ids chosen, or everything a filter and a search find. */
export interface BulkActionProps {
  readonly record: EffectiveRecord;
  readonly ids: readonly string[] | null;
  readonly filter: FilterNode | null;
  readonly search: string;
  /** How many they are, as far as the list has counted. */
  readonly count: Count;
  /** Told of the operation that was begun: the list follows it, tells of its end and offers to undo it. */
  readonly onRun: (operation: string) => void;
  readonly close: () => void;
}

/** A gesture on the records chosen in a list. */
export interface BulkAction {
  readonly name: string;
  readonly label: Localized;
  readonly icon: Icon;
  readonly appliesTo: AppliesTo;
  readonly dialog: ComponentType<BulkActionProps>;
}

/** A tab of a record's page that no declaration can say. */
export interface RecordTab {
  readonly name: string;
  readonly label: Localized;
  readonly appliesTo: (record: EffectiveRecord) => boolean;
  readonly component: ComponentType<{ readonly record: EffectiveRecord; readonly item: Item }>;
}

/** A page of the settings. */
export interface SettingsPage {
  /** Its address below `/settings/`. */
  readonly path: string;
  readonly label: Localized;
  readonly icon: Icon;
  readonly component: ComponentType;
  /** True for a page of one's own, open to everyone beside « Mon compte »; others are for who has the settings. */
  readonly own?: true;
}

/** A way of making a record other than filling in its form: scan a card, take it from a register. */
export interface CreateWay {
  readonly name: string;
  readonly label: Localized;
  readonly help?: Localized;
  readonly icon: Icon;
  readonly appliesTo: (record: EffectiveRecord, permission: RecordPermission) => boolean;
  /** The address of the page that does it. */
  readonly href: (record: EffectiveRecord) => string;
}

/** A page of its own. */
export interface FeatureRoute {
  /** Its address, from the root: `/cards/scan`. */
  readonly path: string;
  /** The page of the guide that explains it. */
  readonly guide: GuidePage;
  readonly load: () => Promise<{ readonly component: ComponentType }>;
}

/** What a gesture on one field is given. */
export interface FieldActionProps {
  readonly record: EffectiveRecord;
  readonly field: EffectiveField;
  readonly item: Item;
  readonly value: unknown;
}

/** A gesture on one field's value: call the number, mail the address. */
export interface FieldAction {
  readonly name: string;
  readonly label: Localized;
  readonly icon: Icon;
  readonly appliesTo: (record: EffectiveRecord, field: EffectiveField) => boolean;
  readonly component: ComponentType<FieldActionProps>;
}

/** What helps while a field is being filled in: a proposal, a warning. */
export interface FieldAssistProps {
  readonly record: EffectiveRecord;
  readonly field: EffectiveField;
  /** The form's values by field. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The record that is being changed; none for a new one. */
  readonly item?: Item | undefined;
  /** Fills in fields. */
  readonly change: (values: Readonly<Record<string, unknown>>) => void;
}

export interface FieldAssist {
  readonly name: string;
  readonly appliesTo: (record: EffectiveRecord, field: EffectiveField) => boolean;
  readonly component: ComponentType<FieldAssistProps>;
}

/** What was taken away by hand: a record that went to the trash, or what a batch on a list did to records of the type. */
export type Removed = { readonly record: EffectiveRecord; readonly today: string } & (
  | { readonly id: string }
  | { readonly operation: string }
);

/** What is said or asked once records were taken away by hand, one or many. */
export interface AfterRemoval {
  readonly name: string;
  readonly appliesTo: (record: EffectiveRecord, permissions: Permissions) => boolean;
  /** Takes what was taken away and the record types; `today` is the reader's, as `2026-11-22`. What fails is not told: nothing was asked for. */
  readonly run: (removed: Removed, model: Model) => Promise<void>;
}

/** Every place a feature may hang something on. */
export interface Slots {
  readonly recordActions: readonly RecordAction[];
  readonly bulkActions: readonly BulkAction[];
  readonly createWays: readonly CreateWay[];
  readonly recordTabs: readonly RecordTab[];
  readonly settingsPages: readonly SettingsPage[];
  readonly routes: readonly FeatureRoute[];
  readonly fieldActions: readonly FieldAction[];
  readonly fieldAssist: readonly FieldAssist[];
  readonly afterRemoval: readonly AfterRemoval[];
}

/** What a feature brings to the screens: some of the slots filled. */
export type WebFeature = Partial<Slots>;

/** Takes the features; returns all that they hang on each slot, in order. */
export function joinFeatures(features: readonly WebFeature[]): Slots {
  return {
    recordActions: features.flatMap((feature) => feature.recordActions ?? []),
    bulkActions: features.flatMap((feature) => feature.bulkActions ?? []),
    createWays: features.flatMap((feature) => feature.createWays ?? []),
    recordTabs: features.flatMap((feature) => feature.recordTabs ?? []),
    settingsPages: features.flatMap((feature) => feature.settingsPages ?? []),
    routes: features.flatMap((feature) => feature.routes ?? []),
    fieldActions: features.flatMap((feature) => feature.fieldActions ?? []),
    fieldAssist: features.flatMap((feature) => feature.fieldAssist ?? []),
    afterRemoval: features.flatMap((feature) => feature.afterRemoval ?? []),
  };
}

/** Carries what the features bring down to the screens. */
export const SlotsContext = createContext<Slots>(joinFeatures([]));

/** Takes a slot's name; returns what hangs on it. */
export function useSlot<Name extends keyof Slots>(name: Name): Slots[Name] {
  return useContext(SlotsContext)[name];
}
