import { Button, Drawer } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { FieldType } from '../../../fields/field-type.ts';
import { localize } from '../../../lib/localized.ts';
import { choosableTypes } from '../../../meta/custom-field.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { settingsMessages } from '../../language/settings.ts';
import { useForm } from '../../records/form/use-form.ts';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { usePhone } from '../../ui/phone.ts';
import { showToast } from '../../ui/toast.tsx';
import { type SettingField, type SettingList, useChangeSettings } from '../queries.ts';
import classes from './field-form.module.css';
import { customGroups, type FormSource, fieldRequest, newListCode, newListFields, optionsOf } from './field-form.ts';
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
  const [options, setOptions] = useState<Readonly<Record<string, unknown>>>({});
  const { mutateAsync, isPending } = useChangeSettings<SettingField | SettingList>();
  const [wantsList, setWantsList] = useState(listOption !== undefined);
  const groups = customGroups(type, options, source, true).map((group) =>
    group.name === 'options' && wantsList ? { ...group, fields: [...group.fields, ...newListFields()] } : group,
  );
  const form = useForm({ fields: groups.flatMap(({ fields }) => fields), initial, draftKey: null });
  const chosen = optionsOf(form.values);
  // What the options say decides what else the form asks for: a default among the values of the list chosen.
  if (JSON.stringify(chosen) !== JSON.stringify(options)) setOptions(chosen);
  const wanted = listOption !== undefined && form.values[`options.${listOption}`] === newListCode;
  if (wanted !== wantsList) setWantsList(wanted);

  const makeList = async (given: Readonly<Record<string, unknown>>): Promise<string> => {
    const values = String(given['newList.values'] ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => ({ label: { fr: line } }));
    return (
      (await mutateAsync({
        kind: 'add-list',
        body: { label: { fr: given['newList.label'] ?? given.label }, values },
      })) as SettingList
    ).name;
  };
  const save = useOneAtATime(async () => {
    const values = form.check();
    if (!values) return;
    try {
      const body = fieldRequest(blank, values);
      if (wantsList && listOption) {
        const name = await makeList(values);
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
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  return (
    <form className={classes.form} noValidate onSubmit={submit}>
      <FieldGroups record={record} groups={groups} form={form} />
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
  const phone = usePhone();
  const [type, setType] = useState<FieldType | null>(null);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      // Only once it is out of sight: the form stays while the drawer goes.
      onExitTransitionEnd={() => setType(null)}
      position="right"
      size={phone ? '100%' : 500}
      title={type ? words.newField(localize(type.label, language)) : words.chooseType}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {type ? (
        <NewFieldForm source={source} type={type} onBack={() => setType(null)} onClose={onClose} />
      ) : (
        <TypeChoice onChoose={setType} />
      )}
    </Drawer>
  );
}
