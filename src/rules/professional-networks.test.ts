import { describe, expect, it } from 'vitest';
import { activeNetworks, searchAddress, withoutLegalForm } from './professional-networks.ts';

describe('Links to professional networks', () => {
  it('search a person by name and company, in an address that holds any name', () => {
    expect(searchAddress('linkedin', ['Zoé', 'L’Hermitte & Cie', '']))?.toBe(
      'https://www.linkedin.com/search/results/people/?keywords=Zo%C3%A9%20L%E2%80%99Hermitte%20%26%20Cie',
    );
    expect(searchAddress('xing', ['Ana'])).toBe('https://www.xing.com/search/members?keywords=Ana');
    expect(searchAddress('linkedin', ['', ' '])).toBeNull();
    expect(searchAddress('javascript', ['Ana'])).toBeNull();
    expect(searchAddress('linkedin', ['\ud800'])).not.toBeNull();
  });

  it.each([
    ['Menuiserie Brunet SARL', 'Menuiserie Brunet'],
    ['S.A.S.  Élan', 'S.A.S. Élan'],
    ['SAS Élan', 'Élan'],
    ['Société Générale', 'Générale'],
    ['SARL', 'SARL'],
    ['Durand & Fils', 'Durand & Fils'],
  ])('leave the legal form of %s out', (name, expected) => {
    expect(withoutLegalForm(name)).toBe(expected);
  });

  it('are to LinkedIn alone until a company chooses, and to nothing it does not know', () => {
    const names = (chosen: readonly string[] | null) => activeNetworks(chosen).map(({ name }) => name);
    expect(names(null)).toEqual(['linkedin']);
    expect(names([])).toEqual([]);
    expect(names(['xing', 'viadeo'])).toEqual(['xing']);
  });
});
