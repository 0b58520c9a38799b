import { Checkbox, NativeSelect, Radio, Stack } from '@mantine/core';
import { localize } from '../../../lib/localized.ts';
import { isNamedAlone, onlyTarget } from '../../../meta/derive/import-targets.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { permissionOn } from '../../../meta/permissions.ts';
import { useMe, useModel } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { importMessages } from '../../language/import.ts';
import type { Choices, OnMatch } from './choices.ts';
import page from './import.module.css';
import type { FileAtHand } from './use-import-file.ts';

interface OptionsPanelProps {
  readonly record: EffectiveRecord;
  readonly atHand: FileAtHand;
}

/** Takes the record type and the mapping; returns the type's own keys that columns fill. */
function filledKeys(record: EffectiveRecord, mapping: Choices['mapping']): readonly (readonly string[])[] {
  const taken = Object.values(mapping).filter((key) => key !== null);
  const isFilled = (key: string) => taken.some((target) => target === key || target.startsWith(`${key}.`));
  return [['id'], ...(record.importKeys ?? [])].filter((set) => set.every(isFilled));
}

/** What rows may make on the way: the record type that a mapped reference names, where the person may create it. */
function useMadeOnTheWay(record: EffectiveRecord, mapping: Choices['mapping']): EffectiveRecord | null {
  const model = useModel();
  const { permissions } = useMe();
  for (const target of Object.values(mapping)) {
    const field = target === null ? undefined : record.field(target.split('.')[0] ?? '');
    const to = field?.required ? onlyTarget(field, model) : null;
    if (to && isNamedAlone(to) && permissionOn(permissions, to.name).create) return to;
  }
  return null;
}

/** What happens to rows whose record exists, whose company does not, whose cells cannot be read. */
export function OptionsPanel({ record, atHand }: OptionsPanelProps) {
  const words = useMessages(importMessages);
  const language = useLanguage();
  const { file, choices, choose } = atHand;
  const made = useMadeOnTheWay(record, choices.mapping);
  const labels = new Map(file.targets.map(({ key, label }) => [key, localize(label, language)]));
  const nameOf = (key: string) => labels.get(key) ?? key;
  const standard = filledKeys(record, choices.mapping).map((set) => set.map(nameOf).join(words.keyWith));
  const targets = Object.values(choices.mapping).filter((key) => key !== null && !key.includes('.')) as string[];
  const { key } = choices;
  return (
    <section className={page.section}>
      <h2 className={page.heading}>{words.options}</h2>
      <div className={page.keyPicker}>
        <NativeSelect
          label={words.key}
          value={key.kind === 'target' ? `target:${key.key}` : key.kind}
          onChange={(event) => {
            const { value } = event.currentTarget;
            const chosen = value.startsWith('target:')
              ? ({ kind: 'target', key: value.slice('target:'.length) } as const)
              : ({ kind: value === 'none' ? 'none' : 'standard' } as const);
            choose({ ...choices, key: chosen });
          }}
          data={[
            ...(standard.length > 0
              ? [{ value: 'standard', label: words.keyStandard(standard.join(words.keyOr)) }]
              : []),
            ...targets.map((target) => ({ value: `target:${target}`, label: nameOf(target) })),
            { value: standard.length > 0 ? 'none' : 'standard', label: words.keyNone },
          ]}
        />
      </div>
      <Stack gap={14} mt={14}>
        {key.kind === 'none' ? null : (
          <Radio.Group
            label={words.onMatch}
            value={choices.onMatch}
            onChange={(value) => choose({ ...choices, onMatch: value as OnMatch })}
          >
            <Stack gap={8} mt={6}>
              <Radio value="update" label={words.onUpdate} description={words.onUpdateHelp} />
              <Radio value="skip" label={words.onSkip} />
              <Radio value="refuse" label={words.onRefuse} />
              <Radio value="create" label={words.onCreate} />
            </Stack>
          </Radio.Group>
        )}
        <Checkbox.Group
          label={words.moreOptions}
          value={optionsOn(choices)}
          onChange={(on) => choose(withOptions(choices, on))}
        >
          <Stack gap={8} mt={6}>
            {made ? (
              <Checkbox
                value="createAccounts"
                label={words.createAccounts(localize(made.label.one, language))}
                description={words.createAccountsHelp}
              />
            ) : null}
            <Checkbox value="invalidEmpty" label={words.invalidEmpty} description={words.invalidEmptyHelp} />
            <Checkbox value="emptyErases" label={words.emptyErases} description={words.emptyErasesHelp} />
          </Stack>
        </Checkbox.Group>
      </Stack>
    </section>
  );
}

function optionsOn(choices: Choices): string[] {
  return [
    ...(choices.createAccounts ? ['createAccounts'] : []),
    ...(choices.onInvalid === 'empty' ? ['invalidEmpty'] : []),
    ...(choices.emptyErases ? ['emptyErases'] : []),
  ];
}

function withOptions(choices: Choices, on: readonly string[]): Choices {
  return {
    ...choices,
    createAccounts: on.includes('createAccounts'),
    onInvalid: on.includes('invalidEmpty') ? 'empty' : 'refuse',
    emptyErases: on.includes('emptyErases'),
  };
}
