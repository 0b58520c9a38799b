import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repairCell } from './cell-repair.ts';

describe('repairCell', () => {
  it('gives postcodes back the zero that a spreadsheet took, in France only', () => {
    expect(repairCell('postcode', '1400')).toEqual({ value: '01400', repaired: 'zero-restored' });
    expect(repairCell('postcode', '1400.0')).toEqual({ value: '01400', repaired: 'zero-restored' });
    expect(repairCell('postcode', '75001')).toEqual({ value: '75001' });
    expect(repairCell('postcode', 'F-75001')).toEqual({ value: '75001', repaired: 'prefix-removed' });
    expect(repairCell('postcode', '75\u00a0001')).toEqual({ value: '75001', repaired: 'spaces-mended' });
    expect(repairCell('postcode', '1000', { country: 'BE' })).toEqual({ value: '1000' });
    expect(repairCell('postcode', 'G1V 2M2')).toEqual({ value: 'G1V 2M2' });
  });

  it('keeps the first of several postcodes', () => {
    for (const separator of [';', ' ; ', ', ', '|', '/', ' '])
      expect(repairCell('postcode', `13001${separator}13002${separator}13003`)).toEqual({
        value: '13001',
        repaired: 'first-kept',
      });
    expect(repairCell('postcode', '1400;1410')).toEqual({ value: '01400', repaired: 'first-kept' });
    for (const text of ['13001;Marseille', '2 rue;13001'])
      expect(repairCell('postcode', text)).toEqual({ value: text });
    expect(repairCell('postcode', '1000;1001', { country: 'BE' })).toEqual({ value: '1000;1001' });
  });

  it('refuses a SIRET whose digits are lost, and writes in full one that has them all', () => {
    for (const text of ['3,56E+13', '3.56E+13', '3,56e13']) {
      const cell = repairCell('siret', text);
      expect(cell.problem?.code).toBe('digits-lost');
      expect(cell.value).toBe(text);
      expect(cell.problem?.message.fr).toContain(text);
    }
    expect(repairCell('siret', '3,5600000049837E+13')).toEqual({
      value: '35600000049837',
      repaired: 'digits-restored',
    });
    expect(repairCell('siret', '35600000049837')).toEqual({ value: '35600000049837' });
    expect(repairCell('siren', '7,33E+08').problem?.code).toBe('digits-lost');
    expect(repairCell('phone', '6,28E+08').problem?.code).toBe('digits-lost');
  });

  it('restores the zeros of a SIREN or SIRET only where its key then fits', () => {
    expect(repairCell('siren', '5520136')).toEqual({ value: '5520136' });
    expect(repairCell('siren', '5520135')).toEqual({ value: '005520135', repaired: 'zero-restored' });
    expect(repairCell('siren', '732829320.0')).toEqual({ value: '732829320', repaired: 'decimals-removed' });
    expect(repairCell('siren', '732 829 320 00074')).toEqual({ value: '732829320', repaired: 'siren-taken' });
    expect(repairCell('siren', '12345678')).toEqual({ value: '12345678' });
  });

  it('mends phones: narrow spaces, the lost zero, the lost plus sign, the first of several', () => {
    expect(repairCell('phone', '06\u202f28\u202f23\u202f04\u202f55')).toEqual({
      value: '06 28 23 04 55',
      repaired: 'spaces-mended',
    });
    expect(repairCell('phone', '628230455')).toEqual({ value: '0628230455', repaired: 'zero-restored' });
    expect(repairCell('phone', '33628230455')).toEqual({ value: '+33628230455', repaired: 'plus-restored' });
    expect(repairCell('phone', '6,28230455E+08')).toEqual({ value: '0628230455', repaired: 'zero-restored' });
    expect(repairCell('phone', '+41 22 000 00 00 ::: +41 79 000 00 00')).toEqual({
      value: '+41 22 000 00 00',
      repaired: 'first-kept',
    });
    expect(repairCell('phone', '612345678', { country: 'ES' })).toEqual({ value: '612345678' });
    expect(repairCell('phone', '3949')).toEqual({ value: '3949' });
  });

  it('takes the address out of what mail programs put around it', () => {
    expect(repairCell('email', 'Durand Claire <claire@exemple.fr>').value).toBe('claire@exemple.fr');
    expect(repairCell('email', 'mailto:claire@exemple.fr').value).toBe('claire@exemple.fr');
    expect(repairCell('email', 'Claire@Exemple.fr')).toEqual({ value: 'Claire@Exemple.fr' });
  });

  it('reads day numbers as dates and drops the hour of a moment', () => {
    expect(repairCell('date', '46085')).toEqual({ value: '2026-03-04', repaired: 'date-read' });
    expect(repairCell('date', '2024-03-12 09:14')).toEqual({ value: '2024-03-12', repaired: 'hour-removed' });
    expect(repairCell('date', '12/03/2024')).toEqual({ value: '12/03/2024' });
    expect(repairCell('date', '2026')).toEqual({ value: '2026' });
  });

  it('refuses a formula error whatever the column', () => {
    for (const text of ['#N/A', '#REF!', '#NOM?', '#VALEUR!', ' #DIV/0! '])
      expect(repairCell('text', text).problem?.code).toBe('formula-error');
  });

  it('leaves no space where it took the decimals of a number', () => {
    expect(repairCell('siren', '0 ,0')).toEqual({ value: '0', repaired: 'decimals-removed' });
  });

  it('returns any other text exactly, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        fc.pre(!text.includes('#'));
        expect(repairCell('text', text)).toEqual({ value: text });
      }),
    );
    const meanings = fc.constantFrom(
      'postcode',
      'siren',
      'siret',
      'vatNumber',
      'phone',
      'email',
      'url',
      'date',
      'list',
    );
    const written = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.string({
        unit: fc.constantFrom('0', '1', '3', '5', '6', ',', '.', 'E', '+', ' ', '\u202f', ':', '-'),
        maxLength: 20,
      }),
    );
    fc.assert(
      fc.property(meanings, written, (meaning, text) => {
        const once = repairCell(meaning, text);
        expect(once.problem === undefined || once.value === text).toBe(true);
        // What was mended needs no mending: the same file again changes nothing.
        if (once.problem === undefined) expect(repairCell(meaning, once.value).value).toBe(once.value);
      }),
      { numRuns: 2000 },
    );
  });
});
