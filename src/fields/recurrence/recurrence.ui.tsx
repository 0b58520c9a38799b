import { Chip, Group } from '@mantine/core';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { fieldMessages } from '../../web/language/fields.ts';
import { NumberInput, Select } from '../../web/ui/deferred-inputs.tsx';
import { describes, fieldFace, type InputProps } from '../face.ui.tsx';
import { PlainDisplay } from '../plain-display.ui.tsx';
import { parseRule } from './rule.ts';

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** Takes a language; returns the short names of the days, Monday first. */
function dayNames(language: string): string[] {
  const format = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  // 5 January 1970 was a Monday.
  return weekdays.map((_day, index) => format.format(new Date(Date.UTC(1970, 0, 5 + index))));
}

/** Takes the parts of a rule; returns its text, empty parts left out, the others in their order. */
function writeRule(rule: ReadonlyMap<string, readonly string[]>): string {
  return [...rule]
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => `${name}=${values.join(',')}`)
    .join(';');
}

function Input(props: InputProps<string>) {
  const { id, value, onChange, onBlur, invalid, describedBy, disabled } = props;
  const words = useMessages(fieldMessages);
  const language = useLanguage();
  const rule = (typeof value === 'string' ? parseRule(value) : null) ?? new Map<string, readonly string[]>();
  const frequency = rule.get('FREQ')?.[0] ?? null;
  const set = (name: string, values: readonly string[]) => onChange(writeRule(new Map(rule).set(name, values)));
  const names = dayNames(language);
  return (
    <Group gap="xs" align="end" onBlur={onBlur}>
      <Select
        id={id}
        aria-label={words.frequency}
        ref={describes(describedBy)}
        error={invalid === true}
        disabled={disabled ?? false}
        data={[
          { value: 'DAILY', label: words.daily },
          { value: 'WEEKLY', label: words.weekly },
          { value: 'MONTHLY', label: words.monthly },
          { value: 'YEARLY', label: words.yearly },
        ]}
        placeholder={words.never}
        value={frequency}
        clearable
        clearButtonProps={{ 'aria-label': words.clear, tabIndex: -1 }}
        // Days and months belong to the frequency they were said for: another one starts anew.
        onChange={(next) => onChange(next && `FREQ=${next}`)}
      />
      {frequency ? (
        <NumberInput
          aria-label={words.interval}
          w={80}
          min={1}
          max={999}
          value={Number(rule.get('INTERVAL')?.[0] ?? 1)}
          disabled={disabled ?? false}
          onChange={(next) => set('INTERVAL', Number(next) > 1 ? [String(next)] : [])}
        />
      ) : null}
      {frequency === 'WEEKLY' ? (
        <Chip.Group multiple value={[...(rule.get('BYDAY') ?? [])]} onChange={(days) => set('BYDAY', days)}>
          <Group gap={4} role="group" aria-label={words.weekdays}>
            {weekdays.map((day, index) => (
              <Chip key={day} value={day} size="xs" disabled={disabled ?? false}>
                {names[index]}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      ) : null}
    </Group>
  );
}

export const recurrenceFace = fieldFace<string>({ Display: PlainDisplay, Input, layout: 'group' });
