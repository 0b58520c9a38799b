import { Button } from '@mantine/core';
import { DayInput } from '../../../fields/date/day-input.ui.tsx';
import { DeferredRecordPicker } from '../../../fields/reference/deferred-record-picker.ui.tsx';
import { localize } from '../../../lib/localized.ts';
import { accessKinds } from '../../../rules/access-kinds.ts';
import { useModel, usePermission } from '../../api/queries.ts';
import { accessLogMessages } from '../../language/access-log.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { Select } from '../../ui/deferred-inputs.tsx';
import type { AccessLogSearch } from './access-lines.ts';
import classes from './access-log.module.css';

interface AccessLogFiltersProps {
  readonly search: AccessLogSearch;
  readonly onChange: (search: AccessLogSearch) => void;
}

/** What the journal is narrowed to: a person, a kind, days. */
export function AccessLogFilters({ search, onChange }: AccessLogFiltersProps) {
  const words = useMessages(accessLogMessages);
  const language = useLanguage();
  const model = useModel();
  const mayPick = usePermission('user').read !== 'none';
  const change = (name: keyof AccessLogSearch, value: string | null) => {
    const { [name]: _before, ...others } = search;
    onChange(value ? { ...others, [name]: value } : others);
  };
  const kinds = Object.entries(accessKinds).map(([value, label]) => ({ value, label: localize(label, language) }));
  const days = [
    ['from', words.from],
    ['to', words.to],
  ] as const;
  return (
    <div className={classes.filters}>
      {mayPick ? (
        <div className={classes.person}>
          <label className={classes.label} htmlFor="journal-person">
            {words.person}
          </label>
          <DeferredRecordPicker
            id="journal-person"
            record={model.record('user')}
            value={search.person ?? null}
            onChange={(id) => change('person', id)}
          />
        </div>
      ) : null}
      <Select
        className={classes.kind}
        label={words.kind}
        placeholder={words.allKinds}
        clearable
        searchable
        data={kinds}
        value={search.kind ?? null}
        onChange={(kind) => change('kind', kind)}
      />
      {days.map(([name, label]) => (
        <DayInput
          key={name}
          className={classes.day}
          label={label}
          value={search[name] ?? null}
          onChange={(day) => change(name, day)}
        />
      ))}
      {Object.keys(search).length > 0 ? (
        <Button className={classes.clear ?? ''} variant="subtle" onClick={() => onChange({})}>
          {words.clear}
        </Button>
      ) : null}
    </div>
  );
}
