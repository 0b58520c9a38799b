import { SegmentedControl } from '@mantine/core';
import { localize } from '../../lib/localized.ts';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import { writtenName } from '../../rules/person-names.ts';
import { useModel } from '../../web/api/queries.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { uniformiseMessages } from '../../web/language/uniformise.ts';
import { useChangeSettings } from '../../web/settings/queries.ts';
import { PageHeader } from '../../web/ui/page-header.tsx';
import { showProblem, showToast } from '../../web/ui/toast.tsx';
import classes from './uniformise.module.css';

const examples = { family: 'DE LA TOUR', given: 'JEAN-PIERRE' } as const;

/** « Écriture des noms »: whether the company has last names, and first names, in capitals (A33). */
export function NamesPage() {
  const words = useMessages(uniformiseMessages);
  const model = useModel();
  const parts = model.records.flatMap((record) =>
    record.fields.flatMap((field) => (field.personName && field.kind === 'plain' ? [{ record, field }] : [])),
  );
  return (
    <>
      <PageHeader title={words.writing} description={words.writingHelp} />
      <div className={classes.form}>
        {parts.map(({ record, field }) => (
          <NamePart key={`${record.name}.${field.name}`} record={record} field={field} />
        ))}
      </div>
    </>
  );
}

function NamePart({ record, field }: { readonly record: EffectiveRecord; readonly field: EffectiveField }) {
  const words = useMessages(uniformiseMessages);
  const language = useLanguage();
  const change = useChangeSettings();
  const capitals = field.capitals === true;
  const label = `${localize(field.label, language)} · ${localize(record.label.one, language)}`;
  const part = field.personName ?? 'family';
  const save = (wanted: boolean) =>
    change.mutate(
      { kind: 'change-field', record: record.name, field: field.name, body: { capitals: wanted } },
      { onSuccess: () => showToast(words.saved), onError: showProblem },
    );
  return (
    <div>
      <span className={classes.label}>{label}</span>
      <SegmentedControl
        aria-label={label}
        value={capitals ? 'capitals' : 'names'}
        disabled={change.isPending}
        onChange={(value) => save(value === 'capitals')}
        data={[
          { value: 'names', label: words.asNames },
          { value: 'capitals', label: words.inCapitals },
        ]}
      />
      <p className={classes.example}>{words.example(writtenName(examples[part], part, capitals).text)}</p>
    </div>
  );
}
