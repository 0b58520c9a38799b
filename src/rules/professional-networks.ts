import { fold } from '../lib/text.ts';
import { splitLegalForm } from './legal-forms.ts';

/** A professional network, and where it searches people by words. */
interface Network {
  readonly name: string;
  readonly label: string;
  /** Whether records are linked to it as long as a company has chosen nothing. */
  readonly standard: boolean;
  readonly search: string;
}

const known: readonly Network[] = [
  {
    name: 'linkedin',
    label: 'LinkedIn',
    standard: true,
    search: 'https://www.linkedin.com/search/results/people/?keywords=',
  },
  { name: 'xing', label: 'XING', standard: false, search: 'https://www.xing.com/search/members?keywords=' },
];

/** Every network there is, in order. Names are stored in settings and never change. */
export const professionalNetworks: readonly Pick<Network, 'name' | 'label' | 'standard'>[] = known;

/** Takes a company's choice, null for none; returns the networks that are on. Names no longer known are left out. */
export function activeNetworks(chosen: readonly string[] | null): readonly Pick<Network, 'name' | 'label'>[] {
  return known.filter(({ name, standard }) => chosen?.includes(name) ?? standard);
}

/** Takes a company's name; returns it without the legal form in front or behind, which a network does not know. */
export function withoutLegalForm(name: string): string {
  const parts = name.trim().split(/\s+/);
  const { form, name: rest } = splitLegalForm(fold(name).trim().replace(/\s+/g, ' '));
  if (form === '' || rest === '') return parts.join(' ');
  return (fold(parts.at(-1) ?? '') === form ? parts.slice(0, -1) : parts.slice(1)).join(' ');
}

/** Takes a network's name and what is known of a person; returns the address that searches them there, null without any word. */
export function searchAddress(network: string, words: readonly string[]): string | null {
  const found = known.find(({ name }) => name === network);
  const text = words
    .map((word) => word.trim())
    .filter(Boolean)
    .join(' ');
  return found && text !== '' ? `${found.search}${encodeURIComponent(text.replace(/\p{Surrogate}/gu, ''))}` : null;
}
