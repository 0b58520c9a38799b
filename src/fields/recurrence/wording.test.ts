import { describe, expect, it } from 'vitest';
import { recurrenceInWords } from './wording.ts';

describe('a recurrence in words', () => {
  it.each([
    ['FREQ=DAILY', 'Tous les jours', 'Every day'],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH',
      'Toutes les 2 semaines, le lundi et le jeudi',
      'Every 2 weeks, on Monday and on Thursday',
    ],
    [
      'FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20261231',
      'Tous les mois, le dernier vendredi, jusqu’au 31/12/2026',
      'Every month, on the last Friday, until 31/12/2026',
    ],
    ['FREQ=MONTHLY;BYMONTHDAY=1;COUNT=10', 'Tous les mois, le 1er, 10 fois', 'Every month, on day 1, 10 times'],
    [
      'FREQ=MONTHLY;BYMONTHDAY=-1',
      'Tous les mois, le dernier jour du mois',
      'Every month, on the last day of the month',
    ],
    [
      'FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=14',
      'Tous les ans, le 14, en janvier et juillet',
      'Every year, on day 14, in January and July',
    ],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=1',
      'Tous les mois, le lundi, le mardi et le mercredi, selon une règle particulière',
      'Every month, on Monday, on Tuesday and on Wednesday, by a special rule',
    ],
    ['FREQ=MONTHLY;BYMONTHDAY=-5', 'Tous les mois, selon une règle particulière', 'Every month, by a special rule'],
  ])('says %s in French and in English', (rule, french, english) => {
    expect(recurrenceInWords(rule, 'fr')).toBe(french);
    expect(recurrenceInWords(rule, 'en')).toBe(english);
  });
});
