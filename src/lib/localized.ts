/** The languages of the screens. French first: it is the language of the people who use Carnet. */
export const languages = ['fr', 'en'] as const;

export type Language = (typeof languages)[number];

/** A text a person reads, in every language of the screens. */
export type Localized = Readonly<Record<Language, string>>;

/** Takes a text in every language and the reader's language; returns what the reader sees. */
export function localize(text: Localized, language: Language): string {
  return text[language];
}

/** Replaces `{name}` in `template` by the parameter of that name; an unknown name stays as written. */
export function fillTemplate(template: string, parameters: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in parameters ? String(parameters[name]) : whole,
  );
}
