/** What a person typed and has not saved, kept in their tab so that a reload or a step back loses nothing. */
export interface Draft {
  readonly values: Readonly<Record<string, unknown>>;
  /** Version of the record that the changes are based on; absent for a new one. */
  readonly version?: number;
  /** Key of the creation, kept so that a reload after a lost answer makes no second record. */
  readonly idempotencyKey?: string;
}

const prefix = 'carnet.draft.';

/** Key under which the changes of a record are kept in the tab until they are saved. */
export function editDraftKey(collection: string, id: string): string {
  return `${collection}/${id}`;
}

/** Takes the key of a form; returns what was typed in it and not saved, or null. */
export function readDraft(key: string): Draft | null {
  try {
    const text = sessionStorage.getItem(prefix + key);
    const draft: unknown = text === null ? null : JSON.parse(text);
    return typeof draft === 'object' && draft !== null && 'values' in draft ? (draft as Draft) : null;
  } catch {
    return null;
  }
}

/** Keeps what is typed in a form; a browser that refuses storage keeps nothing. */
export function keepDraft(key: string, draft: Draft): void {
  try {
    sessionStorage.setItem(prefix + key, JSON.stringify(draft));
  } catch {
    // Storage refused or full: what is typed stays on the screen.
  }
}

/** Forgets what was typed in a form: it was saved, or given up. */
export function forgetDraft(key: string): void {
  try {
    sessionStorage.removeItem(prefix + key);
  } catch {
    // Nothing was kept.
  }
}
