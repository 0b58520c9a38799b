import { Alert, Button, NativeSelect } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { localize } from '../../../lib/localized.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { importMessages } from '../../language/import.ts';
import { Select } from '../../ui/deferred-inputs.tsx';
import { chooseTarget, missingTargets } from './choices.ts';
import page from './import.module.css';
import { columnName, examplesOf, type FileColumn } from './import-file.ts';
import classes from './mapping-table.module.css';
import type { FileAtHand } from './use-import-file.ts';

/** Below this confidence a proposal deserves a look. */
const sure = 0.7;

/** Which column goes to which field, why it was proposed, and what else it may be. */
export function MappingTable({ atHand }: { readonly atHand: FileAtHand }) {
  const words = useMessages(importMessages);
  const number = useNumberFormat();
  const [emptiesShown, setEmptiesShown] = useState(false);
  const { file, choices } = atHand;
  const { columns } = file.description;
  const isEmpty = ({ index }: FileColumn) =>
    examplesOf(file.description, index, 1).length === 0 && !choices.chosen.includes(columns[index]?.header ?? '');
  const hidden = columns.filter(
    (column) => isEmpty(column) && (file.description.format === 'vcard' || !choices.mapping[column.index]),
  );
  const shown = columns.filter((column) => !hidden.includes(column));
  return (
    <section className={page.section}>
      <h2 className={page.heading}>{words.mapping}</h2>
      <p className={page.help}>
        {words.mappingCount(
          number(Object.values(choices.mapping).filter((target) => target !== null).length),
          number(columns.length),
        )}
      </p>
      <Missing atHand={atHand} />
      <div className={`${classes.row} ${classes.head}`} aria-hidden>
        <span>{words.column}</span>
        <span>{words.examples}</span>
        <span>{words.field}</span>
        <span>{words.why}</span>
      </div>
      <ul className={classes.list}>
        {[...shown, ...(emptiesShown ? hidden : [])].map((column) => (
          <MappingRow key={column.index} atHand={atHand} column={column} />
        ))}
      </ul>
      {hidden.length > 0 && !emptiesShown ? (
        <Button
          className={classes.empties ?? ''}
          size="compact-sm"
          variant="subtle"
          onClick={() => setEmptiesShown(true)}
        >
          {words.emptyColumns(number(hidden.length))}
        </Button>
      ) : null}
    </section>
  );
}

/** Required fields that no column fills, each with the columns that could. */
function Missing({ atHand }: { readonly atHand: FileAtHand }) {
  const words = useMessages(importMessages);
  const language = useLanguage();
  const { file, choices, choose } = atHand;
  const missing = missingTargets(file.targets, choices.mapping);
  if (missing.length === 0) return null;
  const free = file.description.columns.filter(({ index }) => !choices.mapping[index]);
  return (
    <Alert
      mb={12}
      variant="default"
      className={page.notice ?? ''}
      icon={<IconAlertTriangle size={18} className={page.noticeIcon ?? ''} />}
      title={words.missing}
      data-testid="import-missing"
    >
      {words.missingText}
      <div className={classes.missing}>
        {missing.map(({ key, label }) => (
          <NativeSelect
            key={key}
            label={localize(label, language)}
            aria-label={words.columnFor(localize(label, language))}
            value=""
            onChange={(event) => {
              const { value } = event.currentTarget;
              if (value !== '') choose(chooseTarget(choices, file, Number(value), key));
            }}
            data={[
              { value: '', label: words.chooseColumn },
              ...free.map((column) => ({ value: String(column.index), label: columnName(column, language) })),
            ]}
          />
        ))}
      </div>
    </Alert>
  );
}

function MappingRow({ atHand, column }: { readonly atHand: FileAtHand; readonly column: FileColumn }) {
  const words = useMessages(importMessages);
  const language = useLanguage();
  const { file, choices, choose } = atHand;
  const target = choices.mapping[column.index] ?? null;
  const examples = examplesOf(file.description, column.index);
  const name = columnName(column, language);
  const required = new Set(file.targets.filter((one) => one.required).map(({ key }) => key));
  return (
    <li className={classes.row} {...(target === null ? { 'data-ignored': true } : {})}>
      <span className={classes.column}>{name}</span>
      <span className={classes.examples} title={examples.join(' · ')}>
        {examples.length === 0 ? words.emptyColumn : examples.join(' · ')}
      </span>
      <Select
        className={classes.picker ?? ''}
        aria-label={words.fieldFor(name)}
        placeholder={words.ignored}
        searchable
        clearable
        value={target}
        onChange={(next) => choose(chooseTarget(choices, file, column.index, next))}
        nothingFoundMessage={words.noField}
        data={file.targets.map(({ key, label }) => ({
          value: key,
          label: `${localize(label, language)}${required.has(key) ? ' *' : ''}`,
        }))}
        maxDropdownHeight={320}
        comboboxProps={{ withinPortal: true }}
        clearButtonProps={{ 'aria-label': words.ignored }}
      />
      <Why atHand={atHand} column={column} target={target} />
    </li>
  );
}

interface WhyProps {
  readonly atHand: FileAtHand;
  readonly column: FileColumn;
  readonly target: string | null;
}

/** Why a column is taken for a field. */
function Why({ atHand, column, target }: WhyProps) {
  const words = useMessages(importMessages);
  const { file, choices } = atHand;
  const proposal = file.proposals.find((one) => one.column === column.index);
  if (target === null) return <span className={classes.why} />;
  if (choices.chosen.includes(column.header) || proposal?.target !== target)
    return <span className={classes.why}>{words.byPerson}</span>;
  const reasons = { label: words.byLabel, synonym: words.bySynonym, content: words.byContent };
  const doubtful = proposal.confidence < sure;
  return (
    <span className={classes.why}>
      {doubtful ? <IconAlertTriangle size={15} className={classes.doubt ?? ''} aria-label={words.toVerify} /> : null}
      {reasons[proposal.reason]}
    </span>
  );
}
