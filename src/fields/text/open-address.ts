import { isAccepted } from '../accepted.ts';
import { urlType } from '../url/url.ts';

/** What a name alone means at a network, by the name of the field that holds it. */
const networks: Readonly<Record<string, (name: string) => string>> = {
  // Skype has no web page of a person: the installed program opens (F11).
  skype: (name) => `skype:${encodeURIComponent(name).replace('%3A', ':')}?chat`,
  linkedin: (name) =>
    `https://www.linkedin.com/in/${encodeURIComponent(name.replace(/^@|^\/?(?:in\/)?/, '').replace(/\/$/, ''))}`,
};

/** Takes a text; returns the web page it names, null for what is none. */
function pageOf(text: string): string | null {
  const page = urlType.normalize?.(text, {});
  return typeof page === 'string' && isAccepted(urlType, {}, page) ? page : null;
}

/**
 * Takes a field's name and a text typed in it (a page, or a name at the network that the field is called after);
 * returns the address its button opens, null for none. Never another scheme than http, https and skype.
 */
export function openAddress(fieldName: string, text: string): string | null {
  const typed = text.trim();
  const network = Object.hasOwn(networks, fieldName) ? networks[fieldName] : undefined;
  if (!network) return pageOf(typed);
  if (/^https?:\/\//i.test(typed) || /^(?:[a-z]{2,3}\.)?linkedin\.com\//i.test(typed)) return pageOf(typed);
  return typed === '' ? null : network(typed);
}
