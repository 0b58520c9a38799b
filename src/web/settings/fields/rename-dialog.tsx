import { Button, Group, Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { useMessages } from '../../language/catalogue.ts';
import { settingsLabel, settingsMessages } from '../../language/settings.ts';
import { FieldControl } from '../../records/form/field-control.tsx';
import { useForm } from '../../records/form/use-form.ts';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { showToast } from '../../ui/toast.tsx';
import { useChangeSettings } from '../queries.ts';
import classes from './field-form.module.css';
import { looseField } from './loose-field.ts';

interface RenameDialogProps {
  readonly record: EffectiveRecord;
  readonly opened: boolean;
  readonly onClose: () => void;
}

const fields = (['one', 'many', 'oneEn', 'manyEn'] as const).map((name) =>
  looseField(name, {
    type: 'text',
    options: { maximum: 60 },
    label: settingsLabel(name),
    required: name === 'one' || name === 'many',
  }),
);

function RenameForm({ record, onClose }: RenameDialogProps) {
  const words = useMessages(settingsMessages);
  const { one, many } = record.label;
  const [initial] = useState(() => ({ one: one.fr, oneEn: one.en, many: many.fr, manyEn: many.en }));
  const form = useForm({ fields, initial, draftKey: null });
  const { mutateAsync, isPending } = useChangeSettings();
  const send = useOneAtATime(async (body: object) => {
    try {
      await mutateAsync({ kind: 'rename-record', record: record.name, body });
      showToast(words.saved);
      onClose();
    } catch (error) {
      form.refuse(error);
    }
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const values = form.check();
    if (!values) return;
    void send({
      one: { fr: values.one, ...(values.oneEn ? { en: values.oneEn } : {}) },
      many: { fr: values.many, ...(values.manyEn ? { en: values.manyEn } : {}) },
    });
  };
  return (
    <form className={classes.form} noValidate onSubmit={submit}>
      {form.notice ? (
        <p className={classes.notice} role="alert">
          {form.notice}
        </p>
      ) : null}
      <div className={classes.pair}>
        {fields.map((field) => (
          <FieldControl key={field.name} record={record} field={field} form={form} />
        ))}
      </div>
      <Group justify="flex-end" gap="xs">
        <Button className={classes.left ?? ''} variant="subtle" onClick={() => void send({ one: null, many: null })}>
          {words.resetStandard}
        </Button>
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={isPending}>
          {words.save}
        </Button>
      </Group>
    </form>
  );
}

/** What the company calls a record type: « Société » for « Compte ». */
export function RenameDialog(props: RenameDialogProps) {
  const words = useMessages(settingsMessages);
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={words.recordName}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {props.opened ? <RenameForm {...props} /> : null}
    </Modal>
  );
}
