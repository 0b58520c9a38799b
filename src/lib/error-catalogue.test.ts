import { describe, expect, it } from 'vitest';
import { fieldTypes } from '../fields/registry.ts';
import { errorCatalogue, errorText } from './error-catalogue.ts';

const texts = Object.entries(errorCatalogue);

describe('the catalogue of refusals', () => {
  it('has words for every field type', () => {
    for (const type of Object.values(fieldTypes)) expect(Object.keys(errorCatalogue)).toContain(type.invalidCode);
  });

  it.each(texts)('says %s in both languages, with the same placeholders', (_code, text) => {
    const placeholders = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).toSorted();
    expect(text.fr).toMatch(/[.!?]$/);
    expect(text.en).toMatch(/[.!?]$/);
    expect(placeholders(text.fr)).toEqual(placeholders(text.en));
  });

  it.each(texts)('keeps French typography in %s', (_code, text) => {
    expect(text.fr).not.toMatch(/'|[^\u00a0\u202f\d][:;!?](?:\s|$)|« | »| :/);
  });

  it('names the refused value and the field where the refusal does', () => {
    expect(errorText('invalid-siren', 'fr', { value: '123' })).toMatch(/^«\u00a0123\u00a0» n’est pas un SIREN/);
    expect(errorText('invalid-siren', 'en', {})).toMatch(/^This value is not a SIREN/);
    expect(errorText('required', 'fr', { field: 'Nom' })).toBe('«\u00a0Nom\u00a0» est obligatoire.');
    expect(errorText('required', 'fr')).toBe('Ce champ est obligatoire.');
  });

  it('writes numbers as the reader does', () => {
    expect(errorText('too-long', 'fr', { maximum: 10_000 })).toMatch(/10\u202f000 caractères/);
    expect(errorText('too-long', 'en', { maximum: 10_000 })).toMatch(/10,000 characters/);
  });

  it('repeats a value as it is, whatever it looks like', () => {
    expect(errorText('not-in-list', 'en', { value: '{Field} $& {value}' })).toBe(
      '“{Field} $& {value}” is not in the list.',
    );
  });

  it('has a sentence for a code that it lacks, even one that every object has', () => {
    expect(errorText('constructor', 'en')).toBe(errorCatalogue.internal.en);
  });
});
