import { fold } from '../../lib/text.ts';

/** Whether a domain is made of the beginnings of a name's words, in order: hydrotech-ing, immo-du-lac, kw-vovelle. */
function isShortened([first = '', ...others]: readonly string[], owner: string, longest = 0): boolean {
  if (owner === '') return longest > 3;
  if (first === '') return false;
  for (let length = Math.min(first.length, owner.length); length > 0; length--)
    if (owner.startsWith(first.slice(0, length)) && isShortened(others, owner.slice(length), Math.max(longest, length)))
      return true;
  return false;
}

/** How alike a company's name and the owner of a domain are, 0 to 1. */
export function domainLikeness(text: string, owner: string): number {
  if (owner.length < 3) return 0;
  const words = fold(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const whole = words.join('');
  if (whole === '') return 0;
  const spoken = fold(text)
    .replace(/&/g, 'et')
    .replace(/[^a-z0-9]+/g, '');
  if (whole === owner || spoken === owner) return 1;
  if (isShortened(words, owner)) return words.length > 1 ? 0.92 : 0.8;
  if (whole.length > 3 && owner.includes(whole)) return 0.6 + (0.35 * whole.length) / owner.length;
  if (whole.includes(owner)) return 0.7 + (0.25 * owner.length) / whole.length;
  // « Menuiserie Vasseur » at mvasseur, « Cabinet Hautefort & Associés » at hautefort-avocats.
  const long = words.filter((word) => word.length > 3 && owner.includes(word)).join('').length;
  if (long > 0) return 0.4 + (0.4 * long) / Math.max(owner.length, whole.length);
  const initials = words.map((word) => word[0]).join('');
  return initials.length > 2 && (owner === initials || owner.startsWith(initials)) ? 0.5 : 0;
}

/** Takes an address and who owns it; returns the company that it seems to be of, none where it is the person's own name. */
export function companyInDomain(address: string, owner: string, lastName = ''): string | undefined {
  const person = fold(lastName).replace(/[^a-z0-9]/g, '');
  if (owner.length < 3 || (person.length > 2 && owner.includes(person))) return undefined;
  const label = address.replace(/^(?:https?:\/\/)?(?:www\.)?/, '').split('.')[0] ?? '';
  const words = label.replace(/-/g, ' ');
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
}
