import { describe, expect, it } from 'vitest';
import { formatMoney, isCurrency, moneyOf, parseMoney } from './money.ts';

describe('sums of money', () => {
  it('are shown as French and English readers write them', () => {
    expect(formatMoney({ amount: '1250.50', currency: 'EUR' }, 'fr')).toBe('1\u202f250,50\u00a0€');
    expect(formatMoney({ amount: '1250.50', currency: 'EUR' }, 'en')).toBe('€1,250.50');
    expect(formatMoney({ amount: '-3.00', currency: 'EUR' }, 'fr')).toBe('-3,00\u00a0€');
  });

  it('are shown exactly, beyond what binary fractions hold and finer than the cent', () => {
    expect(formatMoney({ amount: '12345678901234567890.12', currency: 'EUR' }, 'en')).toBe(
      '€12,345,678,901,234,567,890.12',
    );
    expect(formatMoney({ amount: '0.1234', currency: 'EUR' }, 'fr')).toBe('0,1234\u00a0€');
  });

  it('have the decimals of their currency', () => {
    expect(moneyOf('12', 'EUR').amount).toBe('12.00');
    expect(moneyOf('12.500', 'EUR').amount).toBe('12.50');
    expect(moneyOf('12', 'JPY').amount).toBe('12');
    expect(moneyOf('12', 'TND').amount).toBe('12.000');
  });

  it('are read with their currency before or after, or in the one expected', () => {
    expect(parseMoney('12,5', 'EUR', ',')).toEqual({ amount: '12.50', currency: 'EUR' });
    expect(parseMoney('$12.5', 'EUR', ',')).toEqual({ amount: '12.50', currency: 'USD' });
    expect(parseMoney('12,5\u00a0CHF', 'EUR', ',')).toEqual({ amount: '12.50', currency: 'CHF' });
    expect(parseMoney('-€12.50', 'EUR', '.')).toEqual({ amount: '-12.50', currency: 'EUR' });
    expect(parseMoney('€ 12 €', 'EUR', ',')).toBe(null);
    expect(parseMoney('12 constructor', 'EUR', ',')).toBe(null);
    expect(parseMoney('12 pce', 'EUR', ',')).toBe(null);
  });

  it('are only of currencies that exist', () => {
    expect(isCurrency('EUR')).toBe(true);
    expect(isCurrency('XYZ')).toBe(false);
    expect(isCurrency('eur')).toBe(false);
  });
});
