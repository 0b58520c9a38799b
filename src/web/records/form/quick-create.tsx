import { Button, Group } from '@mantine/core';
import { type FormEvent, type ReactNode, useMemo, useState } from 'react';
import { type CreateRequest, FaceServicesProvider } from '../../../fields/face.ui.tsx';
import { newId } from '../../../lib/ids.ts';
import { permissionOn } from '../../../meta/permissions.ts';
import { useCreateRecord, useMe, useModel } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { formMessages } from '../../language/form.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { Modal } from '../../ui/deferred-overlays.ts';
import { useOnceOpened } from '../../ui/once-opened.ts';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { usePhone } from '../../ui/phone.ts';
import { SimilarRecords } from '../duplicates/similar-records.tsx';
import { useTwinQuestion } from '../duplicates/use-twin-question.tsx';
import {
  creationForm,
  makerNow,
  nestValues,
  parseContextOf,
  prefilledLinks,
  prefilledValues,
  shortFields,
  standardValues,
  titleValues,
  valuesToSend,
} from './creation.ts';
import { FormSections } from './form-sections.tsx';
import { sayable } from './opening.ts';
import { changedValues, useForm } from './use-form.ts';

const nothingFilled: Readonly<Record<string, string>> = {};

/** The short form of a record: one that a picker did not find, or that a page's tab adds. */
function QuickCreateForm({ request, onClose }: { readonly request: CreateRequest; readonly onClose: () => void }) {
  const words = useMessages(formMessages);
  const model = useModel();
  const me = useMe();
  const record = model.record(request.record);
  const context = useFormatContext();
  const filled = request.filled ?? nothingFilled;
  const { fields, standard, given } = useMemo(() => {
    const all = creationForm(model, record, me.permissions).fields;
    const given = prefilledValues(all, filled, parseContextOf(context));
    const short = shortFields(record, all);
    // What was found out for it is shown before it is stored; where it hangs is known already.
    const fields = all.filter((field) => {
      if (!(field.name in given)) return short.includes(field);
      return field.type.targets ? short.includes(field) && !field.required : true;
    });
    return { fields, standard: standardValues(record, all, makerNow(me.user)), given };
  }, [model, record, me, filled, context]);
  const [idempotencyKey] = useState(newId);
  const initial = Object.fromEntries(fields.map(({ name }) => [name, given[name] ?? standard[name] ?? null]));
  const opened: Record<string, unknown> = { ...initial, ...titleValues(record, request.text) };
  const form = useForm({ fields, initial: opened, draftKey: null });
  const changed = changedValues(opened, form.values);
  const notes = Object.fromEntries(Object.entries(request.notes ?? {}).filter(([name]) => !(name in changed)));
  const creation = useCreateRecord(record.collection);
  const { maySave, dialog: twinQuestion } = useTwinQuestion(record);
  const submit = useOneAtATime(async () => {
    const checked = form.check();
    if (!checked || !(await maySave({ ...given, ...checked }))) return;
    try {
      const links = prefilledLinks(record, filled);
      const said = sayable(record, permissionOn(me.permissions, record.name), request.said);
      const values = { ...nestValues(record, { ...given, ...valuesToSend(checked, standard) }), ...links, ...said };
      const item = await creation.mutateAsync({ values, idempotencyKey });
      request.onCreated({ id: item.id, title: item.title });
      onClose();
    } catch (error) {
      form.refuse(error);
    }
  });
  const focus = fields.find((field) => field.required)?.name;
  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      <FormSections record={record} fields={fields} form={form} focus={focus} notes={notes} />
      <SimilarRecords
        record={record}
        values={{ ...given, ...form.values }}
        initial={given}
        onUse={({ id, title }) => {
          request.onCreated({ id, title });
          onClose();
        }}
      />
      {twinQuestion}
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={creation.isPending}>
          {words.add}
        </Button>
      </Group>
    </form>
  );
}

/** Lends the pickers below a small form for a record that does not exist yet; what is typed around it stays. */
export function QuickCreateProvider({ children }: { readonly children: ReactNode }) {
  const [request, setRequest] = useState<CreateRequest | null>(null);
  const services = useMemo(() => ({ createRecord: setRequest }), []);
  return (
    <FaceServicesProvider value={services}>
      {children}
      {useOnceOpened(request !== null) ? <QuickCreateModal request={request} onClose={() => setRequest(null)} /> : null}
    </FaceServicesProvider>
  );
}

interface QuickCreateModalProps {
  /** Null keeps it closed. */
  readonly request: CreateRequest | null;
  readonly onClose: () => void;
}

function QuickCreateModal({ request, onClose }: QuickCreateModalProps) {
  const words = useMessages(formMessages);
  const language = useLanguage();
  const model = useModel();
  const phone = usePhone();
  return (
    <Modal
      opened={request !== null}
      onClose={onClose}
      title={request ? model.record(request.record).label.new[language] : ''}
      size="lg"
      fullScreen={phone}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {request ? (
        <QuickCreateForm key={`${request.record}/${request.text}`} request={request} onClose={onClose} />
      ) : null}
    </Modal>
  );
}
