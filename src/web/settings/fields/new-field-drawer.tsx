import { Button, Drawer, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import type { FieldType } from '../../../fields/field-type.ts';
import { localize } from '../../../lib/localized.ts';
import { choosableTypes } from '../../../meta/custom-field.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { settingsMessages } from '../../language/settings.ts';
import { useForm } from '../../records/form/use-form.ts';
import { Textarea } from '../../ui/deferred-inputs.tsx';
import { showToast } from '../../ui/toast.tsx';
import { type SettingField, type SettingList, useChangeSettings } from '../queries.ts';
import classes from './field-form.module.css';
import { customGroups, type FormSource, fieldRequest, newListCode, optionsOf } from './field-form.ts';
import { FieldGroups } from './field-groups.tsx';
import { FieldPreview } from './field-preview.tsx';

interface NewFieldDrawerProps {
  readonly source: FormSource;
  readonly opened: boolean;
  readonly onClose: () => void;
}

function TypeChoice({ onChoose }: { readonly onChoose: (type: FieldType) => void }) {
  const words = useMessages(settingsMessages);
  const language = useLanguage();
  const context = useFormatContext();
  const exampleOf = (type: FieldType): string => {
    const example = type.examples[0];
    // What points to a record has no example that reads well: an id says nothing.
    if (!example || type.columns.some((column) => column.type.startsWith('uuid'))) return '';
    return type.format(example.value, { ...example.options }, context);
  };
  return (
    <>
      <p className={classes.note}>{words.chooseTypeHelp}</p>
      <ul className={classes.types}>
        {choosableTypes.map((type) => (
          <li key={type.name}>
            <button type="button" className={classes.typeButton} onClick={() => onChoose(type)}>
              {localize(type.label, language)}
              <span className={classes.typeExample}>{exampleOf(type)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What a list that is made with its field is asked for: its values, one a line; its name is the field's. */
function NewList({
  value,
  onChange,
}: {
  readonly value: { label: string; values: string };
  readonly onChange: (value: { label: string; values: string }) => void;
}) {
  const words = useMessages(settingsMessages);
  return (
    <section className={classes.group}>
      <TextInput
        label={words.newListName}
        value={value.label}
        onChange={(event) => onChange({ ...value, label: event.currentTarget.value })}
      />
      <Textarea
        label={words.newListValues}
        description={words.newListExample}
        autosize
        minRows={3}
        maxRows={12}
        value={value.values}
        onChange={(event) => onChange({ ...value, values: event.currentTarget.value })}
      />
    </section>
  );
}

const blank = {
  required: false,
  hidden: false,
  audited: true,
  inList: false,
  sortable: false,
  indexed: false,
  search: false,
  unique: false,
};

function NewFieldForm({
  source,
  type,
  onBack,
  onClose,
}: {
  readonly source: FormSource;
  readonly type: FieldType;
  readonly onBack: () => void;
  readonly onClose: () => void;
}) {
  const words = useMessages(settingsMessages);
  const language = useLanguage();
  const { record, model } = source;
  const listOption = Object.entries(type.optionFields).find(([, option]) => option.names === 'valueList')?.[0];
  const [initial] = useState(() => ({
    ...blank,
    section: record.sections[0]?.name ?? null,
    ...(listOption ? { [`options.${listOption}`]: newListCode } : {}),
  }));
  const [list, setList] = useState({ label: '', values: '' });
  const [options, setOptions] = useState<Readonly<Record<string, unknown>>>({});
  const { mutateAsync, isPending } = useChangeSettings<SettingField | SettingList>();
  const groups = customGroups(type, options, source, true);
  const form = useForm({ fields: groups.flatMap(({ fields }) => fields), initial, draftKey: null });
  const chosen = optionsOf(form.values);
  // What the options say decides what else the form asks for: a default among the values of the list chosen.
  if (JSON.stringify(chosen) !== JSON.stringify(options)) setOptions(chosen);
  const wantsList = listOption !== undefined && form.values[`options.${listOption}`] === newListCode;

  const makeList = async (label: string): Promise<string> => {
    const values = list.values
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => ({ label: { fr: line } }));
    return (
      (await mutateAsync({
        kind: 'add-list',
        body: { label: { fr: list.label.trim() || label }, values },
      })) as SettingList
    ).name;
  };
  const save = async () => {
    const values = form.check();
    if (!values || isPending) return;
    try {
      const body = fieldRequest(blank, values);
      if (wantsList && listOption) {
        const name = await makeList(String(values.label));
        // Should the field be refused, the list is there: it is chosen from now on.
        form.change({ [`options.${listOption}`]: name });
        body.options = { ...(body.options as object | undefined), [listOption]: name };
      }
      const made = (await mutateAsync({
        kind: 'add-field',
        record: record.name,
        body: { ...body, type: type.name },
      })) as SettingField;
      showToast(made.ready ? words.fieldAdded(localize(made.label, language)) : words.preparing);
      onClose();
    } catch (error) {
      form.refuse(error);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  return (
    <form className={classes.form} noValidate onSubmit={submit}>
      <FieldGroups
        record={record}
        groups={groups}
        form={form}
        more={wantsList ? { options: <NewList value={list} onChange={setList} /> } : {}}
      />
      <FieldPreview record={record} model={model} type={type} values={form.values} />
      <div className={classes.actions}>
        <Button className={classes.left ?? ''} variant="subtle" onClick={onBack}>
          {words.changeType}
        </Button>
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={isPending}>
          {words.create}
        </Button>
      </div>
    </form>
  );
}

/** Adds a field to a record type: its type first, then what there is to say of it, with the field as it will be. */
export function NewFieldDrawer({ source, opened, onClose }: NewFieldDrawerProps) {
  const words = useMessages(settingsMessages);
  const language = useLanguage();
  const phone = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false });
  const [type, setType] = useState<FieldType | null>(null);
  const close = () => {
    setType(null);
    onClose();
  };
  return (
    <Drawer
      opened={opened}
      onClose={close}
      position="right"
      size={phone ? '100%' : 460}
      title={type ? words.newField(localize(type.label, language)) : words.chooseType}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {type ? (
        <NewFieldForm source={source} type={type} onBack={() => setType(null)} onClose={close} />
      ) : (
        <TypeChoice onChoose={setType} />
      )}
    </Drawer>
  );
}
