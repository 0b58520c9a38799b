import type { Language } from '../../lib/localized.ts';
import { useLanguage } from './current-language.ts';
import { frenchTypography } from './french-typography.ts';

/** A message: words, or words made of what they speak about. */
type Message = string | ((...parameters: never[]) => string);

/** The words of one room of the application, in every language, under the same keys. */
export type Catalogue<Messages extends Readonly<Record<string, Message>>> = Readonly<Record<Language, Messages>>;

type SameKeys<Messages> = {
  readonly [Key in keyof Messages]: Messages[Key] extends (...parameters: infer Parameters) => string
    ? (...parameters: Parameters) => string
    : string;
};

/** Sets a room's French words as French is printed, so that nobody types unbreakable spaces. */
function printed<Messages extends Readonly<Record<string, Message>>>(messages: Messages): Messages {
  const entries = Object.entries(messages).map(([key, message]) => [
    key,
    typeof message === 'string'
      ? frenchTypography(message)
      : (...parameters: never[]) => frenchTypography(message(...parameters)),
  ]);
  return Object.fromEntries(entries) as Messages;
}

/**
 * Takes the words of a room in French and the same in English; returns its catalogue. A key that one of the two lacks,
 * or a message with other parameters, does not compile.
 */
export function catalogue<const Messages extends Readonly<Record<string, Message>>>(words: {
  readonly fr: Messages;
  readonly en: NoInfer<SameKeys<Messages>>;
}): Catalogue<SameKeys<Messages>> {
  return { fr: printed(words.fr), en: words.en } as unknown as Catalogue<SameKeys<Messages>>;
}

/** Takes a room's catalogue; returns its words in the language of the screen. */
export function useMessages<Messages extends Readonly<Record<string, Message>>>(room: Catalogue<Messages>): Messages {
  return room[useLanguage()];
}
