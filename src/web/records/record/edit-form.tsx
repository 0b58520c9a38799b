import { Button } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useRecordTitle } from '../../../fields/reference/record-title.ui.tsx';
import { useModel } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { formMessages } from '../../language/form.ts';
import { recordMessages } from '../../language/record.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { useShortcut } from '../../ui/shortcuts.ts';
import { showToast } from '../../ui/toast.tsx';
import { comparedValues } from '../duplicates/similar.ts';
import { SimilarRecords } from '../duplicates/similar-records.tsx';
import { useTwinQuestion } from '../duplicates/use-twin-question.tsx';
import { editDraftKey, readDraft } from '../form/draft-storage.ts';
import { writableFields } from '../form/form-fields.ts';
import { FormSections } from '../form/form-sections.tsx';
import { LeaveGuard } from '../form/leave-guard.tsx';
import { changedValues, useForm } from '../form/use-form.ts';
import type { SaveOutcome } from '../form/use-save.tsx';
import classes from './edit-form.module.css';
import type { RecordView } from './record-context.ts';

interface EditFormProps {
  readonly view: Omit<RecordView, 'save'>;
  readonly save: (version: number, values: Readonly<Record<string, unknown>>) => Promise<SaveOutcome>;
  readonly saving: boolean;
  readonly onDone: () => void;
}

/** Tells that someone else changed the record since the form was opened. */
function ChangedMeanwhile({ item }: { readonly item: Item }) {
  const words = useMessages(formMessages);
  const name = useRecordTitle(useModel().find('user'), item.updatedBy ?? null, item.titles?.updatedBy ?? undefined);
  return (
    <p className={classes.note} role="status">
      <span>
        <strong>{name ? words.changedBy(name) : words.changedElsewhere}</strong> {words.changedWhileEditing}
      </span>
    </p>
  );
}

/** The whole record being changed (the pencil, F32): saved at once, over the version it was opened on. */
export function EditForm({ view, save, saving, onDone }: EditFormProps) {
  const { record, item, permission } = view;
  const words = useMessages(formMessages);
  const page = useMessages(recordMessages);
  const fields = writableFields(record, permission);
  const draftKey = editDraftKey(record.collection, item.id);
  const [opened] = useState(() => ({ item, version: readDraft(draftKey)?.version ?? item.version }));
  const initial = Object.fromEntries(fields.map(({ name }) => [name, opened.item[name] ?? null]));
  const form = useForm({ fields, initial, draftKey, version: opened.version });
  const [asking, setAsking] = useState(false);
  const { maySave, dialog: twinQuestion } = useTwinQuestion(record, item.id);
  const free = useRef(false);
  const changedMeanwhile = item.version > opened.version && !saving;

  const finish = () => {
    free.current = true;
    form.reset(initial);
    onDone();
  };
  const submit = useOneAtATime(async () => {
    const checked = form.check();
    if (!checked) return;
    const changes = changedValues(initial, checked);
    if (Object.keys(changes).length === 0) {
      finish();
      return;
    }
    const matters = Object.keys(comparedValues(record, changes)).length > 0;
    if (matters && !(await maySave({ ...opened.item, ...checked }))) return;
    const outcome = await save(opened.version, changes);
    if (outcome.ok) {
      if (!outcome.kept) showToast(words.updated);
      finish();
    } else if (outcome.error !== null) {
      form.refuse(outcome.error);
    }
  });
  const leave = () => {
    if (form.dirty) setAsking(true);
    else finish();
  };
  const onEscape = (event: KeyboardEvent<HTMLFormElement>) => {
    const target = event.target as HTMLElement;
    if (event.key !== 'Escape' || event.defaultPrevented || !event.currentTarget.contains(target)) return;
    if (target.getAttribute('aria-expanded') === 'true') return;
    leave();
  };
  useShortcut('mod+enter', words.save, () => void submit(), { whileTyping: true });
  const faults = Object.keys(form.problems).length;
  return (
    <form
      noValidate
      className={classes.form}
      aria-label={page.editing}
      onKeyDown={onEscape}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (event.target === event.currentTarget) void submit();
      }}
    >
      {changedMeanwhile ? <ChangedMeanwhile item={item} /> : null}
      <FormSections
        record={record}
        fields={fields}
        form={form}
        item={item}
        focus={fields.find((field) => field.required)?.name ?? fields[0]?.name}
      />
      <div className={classes.foot}>
        <SimilarRecords record={record} values={form.values} initial={initial} id={item.id} />
        <div className={classes.bar}>
          <span className={classes.count} role="status">
            {faults > 0 ? words.fixErrors(faults) : ''}
          </span>
          <Button variant="default" onClick={leave}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={saving}>
            {words.save}
          </Button>
        </div>
      </div>
      {twinQuestion}
      <LeaveGuard dirty={form.dirty} free={free} />
      <ConfirmDialog
        opened={asking}
        title={words.discardTitle}
        confirmLabel={words.discard}
        danger
        onConfirm={finish}
        onClose={() => setAsking(false)}
      >
        {words.discardText}
      </ConfirmDialog>
    </form>
  );
}
