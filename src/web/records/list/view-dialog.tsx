import { Button, Checkbox, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { newId } from '../../../lib/ids.ts';
import { isApiProblem } from '../../api/problem.ts';
import { useCreateRecord, useMe, useModel, useUpdateRecord } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { listMessages } from '../../language/list.ts';
import { uiMessages } from '../../language/ui.ts';
import { Modal } from '../../ui/deferred-overlays.ts';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { showProblem, showToast } from '../../ui/toast.tsx';
import type { List } from './use-list.ts';
import { viewRecord } from './use-views.ts';
import { queryOf } from './view-query.ts';

export interface ViewDialogProps {
  readonly list: List;
  /** Makes a view of what is shown, or renames and shares the one that is; null keeps the dialog closed. */
  readonly mode: 'new' | 'edit' | null;
  readonly onClose: () => void;
}

/** Names a view and says whether others see it. */
export function ViewDialog({ list, mode, onClose }: ViewDialogProps) {
  const words = useMessages(listMessages);
  const general = useMessages(uiMessages);
  return (
    <Modal
      opened={mode !== null}
      onClose={onClose}
      title={mode === 'edit' ? words.editView : words.newView}
      centered
      closeButtonProps={{ 'aria-label': general.close }}
    >
      {mode ? <ViewForm list={list} mode={mode} onClose={onClose} /> : null}
    </Modal>
  );
}

function ViewForm({ list, mode, onClose }: ViewDialogProps & { readonly mode: 'new' | 'edit' }) {
  const words = useMessages(listMessages);
  const general = useMessages(uiMessages);
  const { collection } = useModel().record(viewRecord);
  const me = useMe().user.id;
  const create = useCreateRecord(collection);
  const update = useUpdateRecord(collection);
  const view = mode === 'edit' ? list.view : undefined;
  const [name, setName] = useState(view?.title ?? '');
  const [shared, setShared] = useState(view?.shared === true);
  const [problem, setProblem] = useState<string | null>(null);
  const [idempotencyKey] = useState(newId);

  const submit = useOneAtATime(async () => {
    const values = { name: name.trim(), shared };
    try {
      if (view) {
        await update.mutateAsync({ id: view.id, version: view.version, values });
      } else {
        const made = await create.mutateAsync({
          values: { ...values, record: list.record.name, owner: me, query: queryOf(list) },
          idempotencyKey,
        });
        list.openView(made.id);
      }
      showToast(words.viewSaved(values.name));
      onClose();
    } catch (error) {
      const own = isApiProblem(error) ? error.errors[0]?.message : undefined;
      if (own) setProblem(own);
      else showProblem(error);
    }
  });
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextInput
        label={words.viewName}
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setProblem(null);
        }}
        maxLength={80}
        required
        data-autofocus
        error={problem}
      />
      <Checkbox
        mt="md"
        label={words.shareView}
        checked={shared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          {general.cancel}
        </Button>
        <Button type="submit" loading={create.isPending || update.isPending} disabled={name.trim() === ''}>
          {general.save}
        </Button>
      </Group>
    </form>
  );
}
