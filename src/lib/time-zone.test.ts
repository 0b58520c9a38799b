import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateIn, fromLocal, isTimeZone, toLocal } from './time-zone.ts';

const at = (date: string, hours: number, minutes = 0) => ({ date, hours, minutes, seconds: 0, milliseconds: 0 });
const utc = (text: string) => Date.parse(text);

describe('local moments', () => {
  it('follow summer time', () => {
    expect(fromLocal(at('2026-01-15', 12), 'Europe/Paris')).toBe(utc('2026-01-15T11:00:00Z'));
    expect(fromLocal(at('2026-07-15', 12), 'Europe/Paris')).toBe(utc('2026-07-15T10:00:00Z'));
    expect(fromLocal(at('2026-07-15', 12), 'Asia/Kolkata')).toBe(utc('2026-07-15T06:30:00Z'));
  });

  it('take the first of an hour that autumn repeats', () => {
    expect(fromLocal(at('2026-10-25', 2, 30), 'Europe/Paris')).toBe(utc('2026-10-25T00:30:00Z'));
  });

  it('move an hour that spring leaves out forward', () => {
    expect(fromLocal(at('2026-03-29', 2, 30), 'Europe/Paris')).toBe(utc('2026-03-29T01:30:00Z'));
  });

  it('begin the day at its first hour where midnight is the hour left out', () => {
    expect(dateIn(fromLocal(at('2024-04-26', 0), 'Africa/Cairo'), 'Africa/Cairo')).toBe('2024-04-26');
  });

  it('come back whatever the moment and the zone, but for the hours that exist twice', () => {
    const zones = [
      'Europe/Paris',
      'America/New_York',
      'Indian/Reunion',
      'America/Martinique',
      'Pacific/Noumea',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Apia',
      'UTC',
    ];
    const moments = fc.integer({ min: utc('1920-01-01T00:00:00Z'), max: utc('2100-01-01T00:00:00Z') });
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (moment, zone) => {
        const local = toLocal(moment, zone);
        const back = fromLocal(local, zone);
        expect(toLocal(back, zone)).toEqual(local);
        expect(back).toBeLessThanOrEqual(moment);
        expect(moment - back).toBeLessThanOrEqual(7_200_000);
      }),
      { numRuns: 1000 },
    );
  });
});

it('today is the day of the reader, not of the server', () => {
  const lateEvening = utc('2026-11-22T23:30:00Z');
  expect(dateIn(lateEvening, 'Europe/Paris')).toBe('2026-11-23');
  expect(dateIn(lateEvening, 'America/Martinique')).toBe('2026-11-22');
});

it('tells a zone the machine knows from another', () => {
  expect(isTimeZone('Europe/Paris')).toBe(true);
  expect(isTimeZone('Europe/Lyon')).toBe(false);
});
