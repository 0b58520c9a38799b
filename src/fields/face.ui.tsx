import { type ComponentType, createContext, useContext } from 'react';
import type { EffectiveField } from '../meta/effective-record.ts';
import type { Item } from '../web/api/types.ts';

/** What showing a value is given. The value is never null: an empty field is the caller's to show. */
export interface DisplayProps<Value = unknown> {
  readonly value: Value;
  readonly field: EffectiveField;
  /** The record that holds the value, for the titles of what it points to. */
  readonly item?: Item | undefined;
  /** Title of a record by its id, where the caller knows better than the item (audit trail). */
  readonly titleOf?: ((id: string) => string | null | undefined) | undefined;
  /** True in a cell of a list: one line, no button that is not hovered. */
  readonly dense?: boolean | undefined;
}

/** What typing a value is given. */
export interface InputProps<Value = unknown> {
  /** Id of the element that the label names. */
  readonly id: string;
  /** The value in JSON form, or what was typed and could not be read: it is shown again as typed. */
  readonly value: Value | null;
  /** Takes the value in JSON form, null for none, or the text typed where it cannot be read (the check refuses it). */
  readonly onChange: (value: unknown) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly field: EffectiveField;
  readonly item?: Item | undefined;
  /** True when what is typed is refused; the words stand under the field. */
  readonly invalid?: boolean | undefined;
  /** Ids of the elements that help with the field or say what is wrong. */
  readonly describedBy?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly required?: boolean | undefined;
  /** True in a cell of a list: one line. */
  readonly dense?: boolean | undefined;
}

/** How an input stands beside its label: a control that the label names, a group of controls, a box before its label. */
export type FaceLayout = 'control' | 'group' | 'box';

/** The face of a field type: how a value is shown and how it is typed. */
export interface FieldFace {
  readonly Display: ComponentType<DisplayProps>;
  readonly Input: ComponentType<InputProps>;
  readonly layout: FaceLayout;
  /** True for what wants the whole width of a form: long texts. */
  readonly wide: boolean;
  /** True for pictures: the page shows one beside the title instead of among the facts. */
  readonly picture: boolean;
}

interface FaceParts<Value> {
  readonly Display: ComponentType<DisplayProps<Value>>;
  readonly Input: ComponentType<InputProps<Value>>;
  readonly layout?: FaceLayout;
  readonly wide?: boolean;
  readonly picture?: boolean;
}

/** Takes the two components of a type's face; returns the face, its value seen as unknown as in the registry. */
export function fieldFace<Value>({
  Display,
  Input,
  layout = 'control',
  wide = false,
  picture = false,
}: FaceParts<Value>): FieldFace {
  return {
    Display: Display as ComponentType<DisplayProps>,
    Input: Input as ComponentType<InputProps>,
    layout,
    wide,
    picture,
  };
}

/**
 * Takes whether a field has the focus when it is first shown; returns what its element needs for that, in a page and
 * in a dialog (which looks for the mark, and would take its own close button without).
 */
export function firstFocus(wanted: boolean | undefined): {
  readonly autoFocus?: true;
  readonly 'data-autofocus'?: true;
} {
  return wanted ? { autoFocus: true, 'data-autofocus': true } : {};
}

/**
 * Takes the ids of the elements that help with an input or say what is wrong with it; returns the `ref` that ties them
 * to it. Mantine's inputs leave no other way: they write `aria-describedby` for their own messages alone.
 */
export function describes(ids: string | undefined): (element: Element | null) => void {
  return (element) => {
    if (ids === undefined) element?.removeAttribute('aria-describedby');
    else element?.setAttribute('aria-describedby', ids);
  };
}

/** What a picker asks for when the record wanted does not exist yet. */
export interface CreateRequest {
  readonly record: string;
  /** What was typed in the picker. */
  readonly text: string;
  /** What the new record is filled in with: values by field, `link.<children>` for its first links. */
  readonly filled?: Readonly<Record<string, string>>;
  /** What is said under a field that was filled in, until it is edited: that it is to be checked. */
  readonly notes?: Readonly<Record<string, string>>;
  /** What goes with the creation and that no form shows: where it comes from. */
  readonly said?: Readonly<Record<string, string>>;
  readonly onCreated: (created: { readonly id: string; readonly title: string }) => void;
}

/** What the screens lend to the faces. */
export interface FaceServices {
  /** Opens a small form for a new record; null where there is no right or no room for it. */
  readonly createRecord: ((request: CreateRequest) => void) | null;
}

const FaceServicesContext = createContext<FaceServices>({ createRecord: null });

/** Lends services to the faces below. */
export const FaceServicesProvider = FaceServicesContext.Provider;

/** What the screen around lends. */
export function useFaceServices(): FaceServices {
  return useContext(FaceServicesContext);
}
