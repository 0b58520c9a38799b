/** A person as they were typed to be invited. */
export interface TypedPerson {
  readonly email: string;
  readonly name: string;
}

/** Takes the part of an address before the @; returns the name it likely stands for: `claire.petit` is Claire Petit. */
function nameFrom(local: string): string {
  return local
    .replace(/\+.*$/, '')
    .split(/[._]+/)
    .filter((word) => word !== '')
    .map((word) =>
      word
        .split('-')
        .map((part) => part.charAt(0).toLocaleUpperCase('fr') + part.slice(1))
        .join('-'),
    )
    .join(' ');
}

/**
 * Takes what was typed or pasted: addresses one a line, or separated by commas or semicolons, with or without a name
 * (`Claire Petit <claire@exemple.fr>`); returns the people, each address once. What is no address is kept as it is, so
 * that the answer can say so.
 */
export function readPeople(text: string): TypedPerson[] {
  const people = new Map<string, TypedPerson>();
  for (const line of text.match(/(?:"[^"\n]*"|[^\n;,"])+/g) ?? []) {
    const piece = line.trim();
    if (piece === '') continue;
    const named = /^"?([^"<]*?)"?\s*<([^<>]*)>$/.exec(piece);
    const email = (named?.[2] ?? piece).trim();
    const name = named?.[1]?.trim() || nameFrom(email.split('@')[0] ?? '') || email;
    if (!people.has(email.toLowerCase())) people.set(email.toLowerCase(), { email, name });
  }
  return [...people.values()];
}
