import { describe, expect, it } from 'vitest';
import type { ListValue } from '../fields/field-type.ts';
import { standardLists } from '../records/value-lists.ts';
import { listVariants } from './list-variants.ts';

const standard = standardLists.jobTitle ?? [];
const value = (label: string, more: Partial<ListValue> = {}): ListValue => ({
  code: label,
  label: { fr: label, en: label },
  ...more,
});
const variantOf = (label: string, more: Partial<ListValue> = {}, list = standard) =>
  listVariants([...list, value(label, more)]).find(({ from }) => from === label);

describe('The variants of a list', () => {
  it('are never decided in a list that Carnet brings', () => {
    for (const list of Object.values(standardLists))
      expect(listVariants(list).filter(({ certain }) => certain)).toEqual([]);
    expect(listVariants(standard)).toEqual([]);
  });

  it.each([
    ['Dir. commercial', 'salesDirector'],
    ['Directrice commerciale', 'salesDirector'],
    ['DIR COMMERCIALE', 'salesDirector'],
    ['Dir. Gal', 'ceo'],
    ['Directrice générale', 'ceo'],
    ['Gérante', 'ceo'],
    ['Directrice financière', 'cfo'],
    ['Dir. fin.', 'cfo'],
    ['Compta', 'accounting'],
    ['Comptables', 'accounting'],
    ['Achat', 'purchasing'],
    ['Acheteuses', 'purchasing'],
    ['Technicienne', 'technical'],
    ['Resp. technique', 'technical'],
    ['Assistantes', 'assistant'],
  ])('are mapped to the value they spell otherwise: %s', (label, into) => {
    expect(variantOf(label)).toEqual({ from: label, into, certain: true, candidates: [into] });
    expect(variantOf(label, { active: false })).toMatchObject({ into, certain: true });
  });

  it.each([
    'Commercial',
    'Responsable',
    'Directeur technique',
    'Assistante commerciale',
    'Directeur',
    'Chef de projet',
  ])('are not what shares a word with another value: %s', (label) => {
    expect(variantOf(label)).toBeUndefined();
  });

  it('are shown without being decided where two values may be meant, or no value is better than the other', () => {
    const twice = [...standard, value('Qualité et sécurité'), value('Sécurité et environnement')];
    expect(variantOf('Sécurité', { active: false }, twice)).toEqual({
      from: 'Sécurité',
      into: null,
      certain: false,
      candidates: ['Qualité et sécurité', 'Sécurité et environnement'],
    });
    expect(variantOf('Cheffe de projets', {}, [value('Chef de projet')])).toBeUndefined();
    expect(variantOf('Vendeuse', {}, [value('Vendeur')])).toEqual({
      from: 'Vendeuse',
      into: 'Vendeur',
      certain: false,
      candidates: ['Vendeur'],
    });
  });

  it('are all mapped to the same value, not to each other', () => {
    const spellings = ['Dir. commercial', 'Directrice commerciale', 'Dir. Commerciale'];
    const variants = listVariants([...standard, ...spellings.map((label) => value(label))]);
    expect(variants).toEqual(
      spellings.map((from) => ({ from, into: 'salesDirector', certain: true, candidates: ['salesDirector'] })),
    );
  });

  it('are shown for a typing error, and decided only where the value is no longer in use', () => {
    const label = 'Direction comerciale';
    expect(variantOf(label)).toMatchObject({ into: 'salesDirector', certain: false });
    expect(variantOf(label, { active: false })).toMatchObject({ into: 'salesDirector', certain: true });
  });

  it('follow what was merged, and leave what was retired without any likeness to be chosen', () => {
    expect(variantOf('Vieux', { active: false, mergedInto: 'cfo' })).toMatchObject({ into: 'cfo', certain: true });
    expect(variantOf('Pilote', { active: false })).toEqual({
      from: 'Pilote',
      into: null,
      certain: false,
      candidates: [],
    });
  });
});
