/** By list field, which value takes the place of which. */
export type ValueMap = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What is done to the records chosen: each tool by itself, or all in one go (A33). */
export interface UniformiseTools {
  /** Writes the parts of persons' names as the French write them. */
  readonly names: boolean;
  readonly values: ValueMap;
  /** Likewise what may be meant, and is only shown. */
  readonly maybe: ValueMap;
  /** By list field, the value that all of them get; null empties it. */
  readonly same: Readonly<Record<string, string | null>>;
}

/** One value of one record; `link` where it stands on a link of it beside the primary one (A26). */
export interface Place {
  readonly id: string;
  readonly field: string;
  readonly link?: string | undefined;
}

/** Takes a place; returns what tells it from any other. */
export function placeKey({ id, field, link }: Place): string {
  return link === undefined ? `${id} ${field}` : `${id} ${field} ${link}`;
}

/** A value as it would become. What is not certain is done only where it is asked for by itself. */
export interface UniformiseItem extends Place {
  readonly title: string;
  /** What the link leads to. */
  readonly at?: string | undefined;
  readonly before: string | null;
  readonly after: string | null;
  readonly certain: boolean;
}

/** A value of a list that records chosen hold and that reads as another does. */
export interface HeldVariant {
  readonly field: string;
  readonly from: string;
  /** Null where nothing is likelier than the rest. */
  readonly into: string | null;
  readonly certain: boolean;
  readonly candidates: readonly string[];
  /** How often the records looked at hold it. */
  readonly count: number;
}

/** What would become of the records chosen. */
export interface UniformisePreview {
  /** How many are chosen, and how many of them were looked at. */
  readonly count: number;
  readonly examined: number;
  readonly items: readonly UniformiseItem[];
  /** True where there are more items than are shown. */
  readonly more: boolean;
  readonly variants: readonly HeldVariant[];
  /** Records that would change and are not the reader's to change. */
  readonly locked: {
    readonly count: number;
    readonly items: readonly { readonly id: string; readonly title: string }[];
  };
}
