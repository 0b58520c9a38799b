import { Button, Group } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { newId } from '../../../lib/ids.ts';
import { pointerText } from '../../../meta/derive/links.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { useCreateRecord, usePermission } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { formMessages } from '../../language/form.ts';
import { recordMessages } from '../../language/record.ts';
import { Modal } from '../../ui/deferred-overlays.ts';
import { useOnceOpened } from '../../ui/once-opened.ts';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { usePhone } from '../../ui/phone.ts';
import { showToast } from '../../ui/toast.tsx';
import { writableFields } from '../form/form-fields.ts';
import { FormSections } from '../form/form-sections.tsx';
import { changedValues, useForm } from '../form/use-form.ts';
import { useMove } from '../form/use-move.tsx';
import { useSave } from '../form/use-save.tsx';

interface LinkDialogProps {
  /** Type of the link. */
  readonly link: EffectiveRecord;
  /** The reference of the link that points to the page's record, and that record. */
  readonly via: string;
  readonly from: { readonly record: string; readonly id: string };
  /** The link to change; null makes a new one. */
  readonly item: Item | null;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Takes a link; returns both of its ends, « Anne Durand · Groupe Alpin ». */
function titleOf(link: EffectiveRecord, item: Item): string {
  const ends = link.title.map((name) => item.titles?.[name]).filter(Boolean);
  return ends.length > 1 ? ends.join(' · ') : item.title;
}

/** What is true of a person at one company or site (F94–F103), written on the link between both. */
export function LinkDialog(props: LinkDialogProps) {
  return useOnceOpened(props.opened) ? <LinkModal {...props} /> : null;
}

function LinkModal(props: LinkDialogProps) {
  const words = useMessages(formMessages);
  const language = useLanguage();
  const phone = usePhone();
  const { link, item, opened, onClose } = props;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={item ? titleOf(link, item) : link.label.new[language]}
      size="xl"
      fullScreen={phone}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {opened ? <LinkForm key={item?.id ?? 'new'} {...props} /> : null}
    </Modal>
  );
}

function LinkForm({ link, via, from, item, onClose, onSaved }: LinkDialogProps) {
  const words = useMessages(formMessages);
  const page = useMessages(recordMessages);
  const permission = usePermission(link.name);
  const fields = writableFields(link, permission).filter((field) => field.name !== via);
  const initial = Object.fromEntries(
    fields.map((field) => [field.name, item ? (item[field.name] ?? null) : (field.defaultValue ?? null)]),
  );
  const [idempotencyKey] = useState(newId);
  const form = useForm({
    fields,
    initial,
    draftKey: `${link.collection}/${item?.id ?? `new/${from.id}`}`,
    version: item?.version,
  });
  const creation = useCreateRecord(link.collection);
  const { save, saving, dialog } = useSave(link);
  const move = useMove();
  const done = () => {
    form.reset(initial);
    showToast(page.linkSaved);
    onSaved();
    onClose();
  };
  const submit = useOneAtATime(async () => {
    const checked = form.check();
    if (!checked) return;
    const changes = changedValues(initial, checked);
    if (item) {
      if (Object.keys(changes).length === 0) {
        onClose();
        return;
      }
      const outcome = await save(item.id, item.version, changes);
      if (outcome.ok) done();
      else if (outcome.error !== null) form.refuse(outcome.error);
      return;
    }
    try {
      const values = { ...changes, [via]: pointerText(link.field(via), from) };
      const made = await move.attempt((moving) => creation.mutateAsync({ values, idempotencyKey, move: moving }));
      if (made) done();
    } catch (error) {
      form.refuse(error);
    }
  });
  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (event.target === event.currentTarget) void submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        void submit();
      }}
    >
      <FormSections
        record={link}
        fields={fields}
        form={form}
        {...(item ? { item } : {})}
        focus={(item ? fields.find((field) => !field.required) : fields[0])?.name}
      />
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button
          variant="default"
          onClick={() => {
            form.reset(initial);
            onClose();
          }}
        >
          {words.cancel}
        </Button>
        <Button type="submit" loading={saving || creation.isPending}>
          {item ? words.save : words.add}
        </Button>
      </Group>
      {dialog}
      {move.dialog}
    </form>
  );
}
