import { ActionIcon, Button, Checkbox, Group, Modal, Select } from '@mantine/core';
import { IconArrowRight, IconTrash } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import { localize } from '../../../lib/localized.ts';
import type { EffectiveField } from '../../../meta/effective-record.ts';
import { api } from '../../api/client.ts';
import { isApiProblem } from '../../api/problem.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { listMessages } from '../../language/list.ts';
import { uiMessages } from '../../language/ui.ts';
import { usePhone } from '../../ui/phone.ts';
import { showProblem } from '../../ui/toast.tsx';
import classes from './bulk-edit-dialog.module.css';
import { type BulkTarget, targetBody } from './bulk-target.ts';
import { columnFields, isEditable } from './columns.ts';
import type { List } from './use-list.ts';

interface Preview {
  readonly count: number;
  readonly items: readonly {
    readonly id: string;
    readonly title: string;
    readonly changes: Readonly<Record<string, readonly [before: unknown, after: unknown]>>;
  }[];
}

export interface BulkEditDialogProps {
  readonly list: List;
  readonly target: BulkTarget;
  /** Begins the batch that the body describes. */
  readonly onRun: (body: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly onClose: () => void;
}

type Values = Readonly<Record<string, unknown>>;

/** Gives many records the same values: choose, look at what changes, run. */
export function BulkEditDialog({ list, target, onRun, onClose }: BulkEditDialogProps) {
  const words = useMessages(listMessages);
  const general = useMessages(uiMessages);
  const number = useNumberFormat();
  const phone = usePhone();
  const [values, setValues] = useState<Values>({});
  const [preview, setPreview] = useState<Preview | null>(null);
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const { record, permission } = list;
  const fields = columnFields(record, permission, false).filter(
    (field) => isEditable(field, permission) && !field.unique,
  );
  const chosen = fields.filter(({ name }) => name in values);
  const amount = preview?.count ?? target.count?.value ?? 0;
  const approximate = preview === null && target.count?.exact === false;
  const written = `${number(amount)}${approximate ? '+' : ''}`;
  const body = { ...targetBody(target), action: 'update', values };

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      const own = isApiProblem(error)
        ? Object.fromEntries(error.errors.map(({ field, message }) => [field, message]))
        : {};
      setProblems(own);
      setPreview(null);
      if (Object.keys(own).length === 0) showProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const look = () =>
    attempt(async () =>
      setPreview(await api.post<Preview>(`/${record.collection}/bulk`, { body: { ...body, preview: true } })),
    );
  const run = () =>
    attempt(async () => {
      await onRun(body);
      onClose();
    });
  const one = amount === 1 && !approximate;
  return (
    <Modal
      opened
      onClose={onClose}
      title={one ? words.bulkTitleOne : words.bulkTitle(written)}
      size="lg"
      fullScreen={phone}
      closeOnClickOutside={chosen.length === 0}
      closeButtonProps={{ 'aria-label': general.close }}
    >
      {preview ? (
        <PreviewList fields={chosen} preview={preview} />
      ) : (
        <ValueFields fields={fields} values={values} problems={problems} onChange={setValues} />
      )}
      <Group justify="space-between" mt="lg" gap="xs">
        {preview ? (
          <Button variant="default" onClick={() => setPreview(null)}>
            {words.bulkBack}
          </Button>
        ) : (
          <Button variant="default" onClick={onClose}>
            {general.cancel}
          </Button>
        )}
        {preview ? (
          <Button loading={busy} disabled={preview.count === 0} onClick={() => void run()}>
            {one ? words.bulkRunOne : words.bulkRun(written)}
          </Button>
        ) : (
          <Button loading={busy} disabled={chosen.length === 0} onClick={() => void look()}>
            {words.bulkPreview}
          </Button>
        )}
      </Group>
    </Modal>
  );
}

interface ValueFieldsProps {
  readonly fields: readonly EffectiveField[];
  readonly values: Values;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (values: Values) => void;
}

function ValueFields({ fields, values, problems, onChange }: ValueFieldsProps) {
  const words = useMessages(listMessages);
  const language = useLanguage();
  const chosen = Object.keys(values).flatMap((name) => fields.find((field) => field.name === name) ?? []);
  const rest = fields.filter(({ name }) => !(name in values));
  const without = (name: string) =>
    onChange(Object.fromEntries(Object.entries(values).filter(([other]) => other !== name)));
  return (
    <div className={classes.fields}>
      {chosen.map((field) => (
        <ValueField
          key={field.name}
          field={field}
          value={values[field.name]}
          problem={problems[field.name]}
          onChange={(value) => onChange({ ...values, [field.name]: value })}
          onRemove={() => without(field.name)}
        />
      ))}
      {rest.length > 0 ? (
        <Select
          key={chosen.length}
          label={chosen.length === 0 ? words.bulkField : undefined}
          aria-label={words.bulkAddField}
          placeholder={chosen.length === 0 ? words.chooseField : words.bulkAddField}
          data={rest.map((field) => ({ value: field.name, label: localize(field.label, language) }))}
          value={null}
          searchable
          onChange={(name) => name && onChange({ ...values, [name]: null })}
          nothingFoundMessage={words.nothingFound}
          comboboxProps={{ shadow: 'md' }}
          {...(chosen.length === 0 ? { 'data-autofocus': true } : {})}
        />
      ) : null}
    </div>
  );
}

interface ValueFieldProps {
  readonly field: EffectiveField;
  readonly value: unknown;
  readonly problem: string | undefined;
  readonly onChange: (value: unknown) => void;
  readonly onRemove: () => void;
}

function ValueField({ field, value, problem, onChange, onRemove }: ValueFieldProps) {
  const words = useMessages(listMessages);
  const language = useLanguage();
  const id = useId();
  const { Input, layout } = faceOf(field.type.name);
  const label = localize(field.label, language);
  const input = (
    <Input
      id={id}
      value={value ?? null}
      onChange={onChange}
      field={{ ...field, required: false }}
      invalid={problem !== undefined}
      describedBy={problem ? `${id}-problem` : undefined}
      autoFocus
    />
  );
  return (
    <div className={classes.field}>
      <div className={classes.value}>
        {layout === 'group' ? (
          <fieldset className={classes.group}>
            <legend>{label}</legend>
            {input}
          </fieldset>
        ) : (
          <>
            <label htmlFor={id}>{label}</label>
            {input}
          </>
        )}
        {problem ? (
          <p id={`${id}-problem`} role="alert" className={classes.problem}>
            {problem}
          </p>
        ) : null}
        {field.required ? null : (
          <Checkbox
            size="xs"
            mt={4}
            label={words.bulkEmpty}
            checked={value === null}
            onChange={(event) => {
              if (event.currentTarget.checked) onChange(null);
            }}
          />
        )}
      </div>
      <ActionIcon aria-label={words.removeCondition} onClick={onRemove}>
        <IconTrash size={16} stroke={1.6} />
      </ActionIcon>
    </div>
  );
}

function PreviewList({ fields, preview }: { readonly fields: readonly EffectiveField[]; readonly preview: Preview }) {
  const words = useMessages(listMessages);
  const language = useLanguage();
  const number = useNumberFormat();
  const more = preview.count - preview.items.length;
  const shown = (field: EffectiveField, value: unknown) => {
    if (value === null || value === undefined) return <em className={classes.empty}>{words.emptyValue}</em>;
    const { Display } = faceOf(field.type.name);
    return <Display value={value} field={field} dense />;
  };
  return (
    <div className={classes.preview}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{words.recordTitle}</th>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.before}</th>
            <th scope="col" aria-hidden />
            <th scope="col">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {preview.items.flatMap((item) => {
            const changed = fields.filter(({ name }) => name in item.changes);
            if (changed.length === 0)
              return [
                <tr key={item.id}>
                  <th scope="row">{item.title}</th>
                  <td colSpan={4} className={classes.empty}>
                    {words.unchanged}
                  </td>
                </tr>,
              ];
            return changed.map((field, index) => (
              <tr key={`${item.id} ${field.name}`}>
                <th scope="row">{index === 0 ? item.title : ''}</th>
                <td>{localize(field.label, language)}</td>
                <td>{shown(field, item.changes[field.name]?.[0])}</td>
                <td aria-hidden>
                  <IconArrowRight size={14} />
                </td>
                <td>{shown(field, item.changes[field.name]?.[1])}</td>
              </tr>
            ));
          })}
        </tbody>
      </table>
      {more > 0 ? <p className={classes.more}>{words.andMore(number(more))}</p> : null}
    </div>
  );
}
