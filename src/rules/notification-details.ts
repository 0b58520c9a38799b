/** What a notification tells beside whom it is about: names and numbers alone, no word of any record. */
export interface NotificationDetails {
  /** Names of the fields that changed, the reader's to see. */
  readonly fields?: readonly string[];
  readonly comments?: number;
  readonly documents?: number;
  /** How many records of each type were linked to the one it is about. */
  readonly linked?: Readonly<Record<string, number>>;
  /** Id of the comment, for the way there. */
  readonly comment?: string;
  /** The batch that did it, or that has ended. */
  readonly operation?: string;
  /** Kind and end of a batch that has ended. */
  readonly batch?: { readonly kind: string; readonly state: string; readonly done: number };
  /** The type of the records, where they are many. */
  readonly record?: string;
  /** The moment that has come, ISO, and the field that says it. */
  readonly due?: { readonly at: string; readonly field: string };
  /** Whether more than one person did it. */
  readonly several?: boolean;
}

/** What comes within this time of what is told already, on the same record, is told with it; milliseconds. */
export const togetherFor = 10 * 60_000;

function joined(first: readonly string[] = [], second: readonly string[] = []): { fields?: readonly string[] } {
  const fields = [...new Set([...first, ...second])];
  return fields.length > 0 ? { fields } : {};
}

function sum(first = 0, second = 0): number | undefined {
  return first + second || undefined;
}

function present<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Value;
}

/** Takes what is told already and what has come since; returns both as one. */
export function mergedDetails(known: NotificationDetails, more: NotificationDetails): NotificationDetails {
  const types = new Set([...Object.keys(known.linked ?? {}), ...Object.keys(more.linked ?? {})]);
  const linked = Object.fromEntries([...types].map((type) => [type, sum(known.linked?.[type], more.linked?.[type])]));
  return present({
    ...known,
    ...more,
    ...joined(known.fields, more.fields),
    comments: sum(known.comments, more.comments),
    documents: sum(known.documents, more.documents),
    linked: types.size > 0 ? linked : undefined,
    several: known.several || more.several || undefined,
  }) as NotificationDetails;
}

/** How one is told. */
export interface Channels {
  readonly application: boolean;
  readonly mail: boolean;
}

/** Every kind of notification, with how a new user is told of it. */
export const notificationKinds = {
  mentioned: { application: true, mail: true },
  assigned: { application: true, mail: true },
  commented: { application: true, mail: false },
  followed: { application: true, mail: false },
  due: { application: true, mail: false },
  operation: { application: true, mail: false },
} as const satisfies Readonly<Record<string, Channels>>;

export type NotificationKind = keyof typeof notificationKinds;

/** Takes what someone chose, as it is kept (anything); returns how they are told of each kind. */
export function channelsOf(kept: unknown): Readonly<Record<NotificationKind, Channels>> {
  const chosen = (typeof kept === 'object' && kept !== null ? kept : {}) as Readonly<Record<string, Partial<Channels>>>;
  return Object.fromEntries(
    Object.entries(notificationKinds).map(([kind, standard]) => {
      const { application = standard.application, mail = standard.mail } = chosen[kind] ?? {};
      return [kind, { application, mail }];
    }),
  ) as Readonly<Record<NotificationKind, Channels>>;
}
