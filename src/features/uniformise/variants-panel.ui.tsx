import { Checkbox } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { listLabel } from '../../fields/list/list.ts';
import { localize } from '../../lib/localized.ts';
import { listValues } from '../../meta/derive/list-values.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { useNumberFormat } from '../../web/language/format-context.ts';
import { uniformiseMessages } from '../../web/language/uniformise.ts';
import { Select } from '../../web/ui/deferred-inputs.tsx';
import { LongList } from '../../web/ui/long-list.tsx';
import { usePhone } from '../../web/ui/phone.ts';
import type { HeldVariant } from './request.ts';
import { choiceOf, type VariantChoice, type VariantChoices, variantKey } from './ticks.ts';
import classes from './uniformise.module.css';

export interface VariantsPanelProps {
  readonly record: EffectiveRecord;
  readonly variants: readonly HeldVariant[];
  readonly choices: VariantChoices;
  readonly onChoose: (choices: VariantChoices) => void;
}

/** The variants that the records hold, each with the value proposed in its place; any other can be chosen. */
export function VariantsPanel({ record, variants, choices, onChoose }: VariantsPanelProps) {
  const words = useMessages(uniformiseMessages);
  const phone = usePhone();
  if (variants.length === 0) return <p className={classes.note}>{words.variantsNone}</p>;
  return (
    <div className={classes.list}>
      <LongList rows={variants} height={phone ? 76 : 56} label={words.variants} keyOf={variantKey}>
        {(variant) => (
          <VariantRow
            record={record}
            variant={variant}
            choice={choiceOf(variant, choices)}
            onChoose={(choice) => onChoose({ ...choices, [variantKey(variant)]: choice })}
          />
        )}
      </LongList>
    </div>
  );
}

interface VariantRowProps {
  readonly record: EffectiveRecord;
  readonly variant: HeldVariant;
  readonly choice: VariantChoice;
  readonly onChoose: (choice: VariantChoice) => void;
}

function VariantRow({ record, variant, choice, onChoose }: VariantRowProps) {
  const words = useMessages(uniformiseMessages);
  const language = useLanguage();
  const number = useNumberFormat();
  const field = record.field(variant.field);
  const values = listValues(field);
  const label = listLabel(variant.from, values, language);
  const standing = values.filter(({ code, active }) => active !== false && code !== variant.from);
  const options = (alike: boolean) =>
    standing
      .filter(({ code }) => variant.candidates.includes(code) === alike)
      .map(({ code }) => ({ value: code, label: listLabel(code, values, language) }));
  const retired = values.some(({ code, active }) => code === variant.from && active === false);
  const said = [
    field ? localize(field.label, language) : '',
    words.holders(variant.count, number(variant.count)),
    ...(retired ? [words.retired] : []),
    ...(variant.certain ? [] : [words.doubtful.toLowerCase()]),
  ];
  return (
    <div className={classes.variant}>
      <Checkbox
        size="xs"
        aria-label={words.replace(label)}
        checked={choice.ticked && choice.into !== null}
        disabled={choice.into === null}
        onChange={(event) => onChoose({ ...choice, ticked: event.currentTarget.checked })}
      />
      <div>
        <div className={classes.variantName}>{label}</div>
        <div className={classes.variantHelp}>{said.join(' · ')}</div>
      </div>
      <IconArrowRight size={14} className={classes.arrow} aria-label={words.becomes} role="img" />
      <Select
        size="xs"
        aria-label={words.into(label)}
        placeholder={words.choose}
        data={[
          ...(variant.candidates.length > 0 ? [{ group: words.likely, items: options(true) }] : []),
          { group: words.others, items: options(false) },
        ]}
        value={choice.into}
        onChange={(into: string | null) => onChoose({ into, ticked: into !== null })}
        searchable
        allowDeselect={false}
      />
    </div>
  );
}
