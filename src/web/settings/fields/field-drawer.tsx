import { Button, Drawer } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { fieldType } from '../../../fields/registry.ts';
import { localize } from '../../../lib/localized.ts';
import { isApiProblem } from '../../api/problem.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { settingsMessages } from '../../language/settings.ts';
import { useForm } from '../../records/form/use-form.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { usePhone } from '../../ui/phone.ts';
import { showToast } from '../../ui/toast.tsx';
import { type SettingField, useChangeSettings } from '../queries.ts';
import classes from './field-form.module.css';
import { customGroups, type FormSource, fieldRequest, initialValues, optionsOf, standardGroups } from './field-form.ts';
import { FieldGroups } from './field-groups.tsx';
import { FieldPreview } from './field-preview.tsx';

interface FieldDrawerProps {
  readonly source: FormSource;
  /** The field to change; null closes the drawer. */
  readonly field: SettingField | null;
  readonly onClose: () => void;
}

/** Takes a refusal; returns the values found twice that it tells of, as words. */
function duplicatesOf(error: unknown, words: typeof settingsMessages.fr): string | null {
  const examples = isApiProblem(error) ? error.body.examples : undefined;
  if (!Array.isArray(examples)) return null;
  const listed = examples.map(({ value, count }: { value: unknown; count: number }) =>
    words.timesFound(typeof value === 'object' ? JSON.stringify(value) : String(value), count),
  );
  return words.duplicates(listed.join(', '));
}

function FieldForm({ source, field, onClose }: FieldDrawerProps & { readonly field: SettingField }) {
  const words = useMessages(settingsMessages);
  const language = useLanguage();
  const { record, model } = source;
  const type = fieldType(field.type);
  const [initial] = useState(() => initialValues(field));
  const [asking, setAsking] = useState(false);
  const [twice, setTwice] = useState<string | null>(null);
  const { mutateAsync, isPending } = useChangeSettings<SettingField>();
  const groups = field.custom ? customGroups(type, field.options, source, false) : standardGroups(field, type, source);
  const form = useForm({ fields: groups.flatMap(({ fields }) => fields), initial, draftKey: null });
  const label = localize(field.label, language);
  const list = Object.entries(type.optionFields).find(([, option]) => option.names === 'valueList')?.[0];
  const listName = list ? String(field.options[list] ?? '') : '';
  const place = { record: record.name, field: field.name };
  const save = useOneAtATime(async () => {
    const values = form.check();
    if (!values) return;
    const body = fieldRequest(initial, values);
    if (Object.keys(body).length > 0) {
      try {
        const saved = await mutateAsync({ kind: 'change-field', ...place, body });
        showToast(saved.operation ? words.preparing : words.fieldSaved(localize(saved.label, language)));
      } catch (error) {
        setTwice(duplicatesOf(error, words));
        form.refuse(error);
        return;
      }
    }
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const changedOptions = { ...field.options, ...optionsOf(form.values) };
  const previewed = {
    ...form.values,
    ...Object.fromEntries(Object.entries(changedOptions).map(([name, value]) => [`options.${name}`, value])),
  };
  return (
    <form className={classes.form} noValidate onSubmit={submit}>
      <p className={classes.note}>
        {localize(type.label, language)} · {words.apiName(field.name)}
        {field.custom || localize(field.standardLabel, language) === label ? null : (
          <> · {words.standardLabel(localize(field.standardLabel, language))}</>
        )}
      </p>
      {listName ? (
        <Link to="/settings/$" params={{ _splat: `lists/${listName}` }}>
          {words.editList}
        </Link>
      ) : null}
      <FieldGroups record={record} groups={groups} form={form} />
      {twice ? (
        <p className={classes.notice} role="alert">
          {twice}
        </p>
      ) : null}
      {field.kind === 'system' || !type.choosable ? null : (
        <FieldPreview record={record} model={model} type={type} values={previewed} />
      )}
      <div className={classes.actions}>
        {field.custom ? (
          <Button className={classes.left ?? ''} variant="subtle" color="red" onClick={() => setAsking(true)}>
            {words.retire}
          </Button>
        ) : null}
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={isPending}>
          {words.save}
        </Button>
      </div>
      <ConfirmDialog
        opened={asking}
        title={words.retireTitle(label)}
        confirmLabel={words.retire}
        danger
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          await mutateAsync({ kind: 'retire-field', ...place });
          showToast(words.retired(label));
          onClose();
        }}
      >
        {words.retireText}
      </ConfirmDialog>
    </form>
  );
}

/** Changes one field, standard or custom, at the side of the page; what is typed is not lost by a tap outside. */
export function FieldDrawer(props: FieldDrawerProps) {
  const words = useMessages(settingsMessages);
  const language = useLanguage();
  const phone = usePhone();
  const { field, onClose } = props;
  return (
    <Drawer
      opened={field !== null}
      onClose={onClose}
      position="right"
      size={phone ? '100%' : 500}
      title={field ? localize(field.label, language) : ''}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {field ? <FieldForm key={field.name} {...props} field={field} /> : null}
    </Drawer>
  );
}
