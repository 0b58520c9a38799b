/** Someone named in a comment; the name as it stands there after its @. */
export interface Mention {
  readonly id: string;
  readonly name: string;
}

/** What is being typed after an @: where it begins, and what there is of it. */
export interface MentionStart {
  readonly at: number;
  readonly typed: string;
}

/** Longest part of a name that is looked for; beyond it, the @ was none. */
const longestTyped = 40;

/** Takes a text and where the caret stands; returns the mention that is being typed there, null where none is. */
export function mentionAt(text: string, caret: number): MentionStart | null {
  const before = text.slice(0, caret);
  const at = before.lastIndexOf('@');
  // An @ within a word is an address.
  if (at === -1 || (at > 0 && !/[\s(«"'’[]/.test(before[at - 1] ?? ''))) return null;
  const typed = before.slice(at + 1);
  // First name and name, no more: three words are a sentence.
  return typed.length <= longestTyped && /^[\p{L}\p{M}\p{N}.'’-]*( [\p{L}\p{M}\p{N}.'’-]*)?$/u.test(typed)
    ? { at, typed }
    : null;
}

/** Takes a text, a mention being typed and the name chosen; returns the text with it and where the caret goes. */
export function withMention(
  text: string,
  { at, typed }: MentionStart,
  name: string,
): { readonly text: string; readonly caret: number } {
  const after = text.slice(at + 1 + typed.length);
  const space = /^\s/.test(after) ? '' : ' ';
  const head = `${text.slice(0, at)}@${name}${space}`;
  return { text: head + after, caret: head.length + (space === '' ? 1 : 0) };
}

/** Takes a text and the people chosen while it was written; returns those who are still named in it, once each. */
export function mentionsIn<Person extends Mention>(text: string, people: readonly Person[]): Person[] {
  const named = people.filter(({ name }) => text.includes(`@${name}`));
  return named.filter(({ id }, index) => named.findIndex((other) => other.id === id) === index);
}

/** A piece of a comment as it is shown. */
export type CommentPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mention'; readonly text: string; readonly id: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

const address = /https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)\]}'’]/g;

function withLinks(text: string): CommentPart[] {
  const parts: CommentPart[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push({ kind: 'link', text: match[0], href: match[0] });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

/** Takes a comment's text and who is named in it; returns its pieces in order: plain text, people, web addresses. */
export function commentParts(text: string, mentions: readonly Mention[]): CommentPart[] {
  // The longest name first: « @Anne Marie » is not « @Anne ».
  const names = mentions.toSorted((one, other) => other.name.length - one.name.length);
  const parts: CommentPart[] = [];
  let from = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const mention = names.find(({ name }) => text.startsWith(name, at + 1));
    if (!mention || at < from) continue;
    parts.push(...withLinks(text.slice(from, at)));
    parts.push({ kind: 'mention', text: `@${mention.name}`, id: mention.id });
    from = at + 1 + mention.name.length;
  }
  return [...parts, ...withLinks(text.slice(from))];
}
