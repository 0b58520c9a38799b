import { Alert, Button, Group, Modal } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { type MergePreview, mostMerged } from '../../../rules/merge-preview.ts';
import { api } from '../../api/client.ts';
import { isApiProblem } from '../../api/problem.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { mergeMessages } from '../../language/merge.ts';
import { uiMessages } from '../../language/ui.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { usePhone } from '../../ui/phone.ts';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { OperationWatch } from '../list/operation-watch.tsx';
import { allTexts, canKeepAll, FieldChoices } from './field-choices.tsx';
import classes from './merge-dialog.module.css';
import { MergeMoves } from './merge-moves.tsx';

interface MergeDialogProps {
  readonly record: EffectiveRecord;
  /** The records to merge, two to ten; the first is kept unless another is chosen. */
  readonly ids: readonly string[];
  /** Called when nothing more is to be shown: it was given up, or the merge has ended. */
  readonly onClose: () => void;
  /** Told of the operation that was begun, by who follows it; without it the dialog tells of its end itself. */
  readonly onRun?: (operation: string) => void;
}

type Choices = Readonly<Record<string, string>>;

/** Merges records of one type: which is kept, field by field what it holds, what joins it; then runs it and tells of its end. */
export function MergeDialog(props: MergeDialogProps) {
  const { record, ids, onClose, onRun } = props;
  const words = useMessages(mergeMessages);
  const general = useMessages(uiMessages);
  const phone = usePhone();
  const [operation, setOperation] = useState<string | null>(null);
  const begun = (id: string) => {
    if (!onRun) return setOperation(id);
    onRun(id);
    onClose();
  };
  if (operation !== null) return <OperationWatch id={operation} collection={record.collection} onEnd={onClose} />;
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.title(ids.length)}
      size={ids.length > 2 ? '90%' : 860}
      fullScreen={phone}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': general.close }}
    >
      {ids.length > mostMerged ? <p>{words.tooMany(mostMerged)}</p> : <MergeForm {...props} onBegun={begun} />}
    </Modal>
  );
}

interface MergeFormProps extends MergeDialogProps {
  readonly onBegun: (operation: string) => void;
}

/** Takes the records and the one that is kept; returns how their merge would go. */
function usePreview(record: EffectiveRecord, ids: readonly string[], keep: string) {
  return useQuery({
    queryKey: ['merge', record.collection, keep, [...ids].sort().join(',')],
    queryFn: ({ signal }) =>
      api.post<MergePreview<Item>>(`/${record.collection}/merge`, {
        body: { keep, merge: ids.filter((id) => id !== keep), preview: true },
        signal,
      }),
    placeholderData: keepPreviousData,
    // What it shows is written over: never what was read for an earlier look.
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}

/** The texts of a field, one after the other, none twice; that of the kept record first. */
function joined(items: readonly Item[], name: string): string {
  const texts = items.flatMap((item) => (typeof item[name] === 'string' ? item[name].trim() : []));
  return [...new Set(texts)].join('\n\n');
}

function MergeForm({ record, ids, onClose, onBegun }: MergeFormProps) {
  const words = useMessages(mergeMessages);
  const general = useMessages(uiMessages);
  const group = useId();
  const [keep, setKeep] = useState(ids[0] ?? '');
  const [chosen, setChosen] = useState<Choices>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [running, setRunning] = useState(false);
  const preview = usePreview(record, ids, keep);
  if (preview.isError && !preview.data)
    return <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />;
  if (!preview.data) return <RowSkeletons rows={8} height={44} />;
  const { items, fields } = preview.data;
  // In the order they were given: a column stays where it is when another is kept.
  const columns = ids.flatMap((id) => items.find((item) => item.id === id) ?? []);
  const sources: Choices = Object.fromEntries(
    fields.map(({ name, proposed }) => {
      const field = record.field(name);
      // Nothing that somebody wrote is left out unless one says so.
      return [name, chosen[name] ?? (field && canKeepAll(field, items) ? allTexts : proposed)];
    }),
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (running || preview.isPlaceholderData) return;
    setRunning(true);
    setProblem(null);
    const values = Object.fromEntries(
      Object.entries(sources).map(([name, id]) => [
        name,
        id === allTexts ? joined(items, name) : (items.find((item) => item.id === id)?.[name] ?? null),
      ]),
    );
    const versions = Object.fromEntries(items.map(({ id, version }) => [id, version]));
    const merge = ids.filter((id) => id !== keep);
    try {
      const { operation } = await api.post<{ operation: string }>(`/${record.collection}/merge`, {
        body: { keep, merge, values, versions },
      });
      onBegun(operation);
    } catch (error) {
      setProblem(isApiProblem(error) ? error.detail : general.somethingFailed);
      setRunning(false);
      if (isApiProblem(error) && error.status === 409) {
        setProblem(`${error.detail} ${words.again}`);
        void preview.refetch();
      }
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <p className={classes.help}>{words.help}</p>
      <FieldChoices
        record={record}
        columns={columns}
        keep={keep}
        onKeep={setKeep}
        fields={fields.map(({ name }) => name)}
        sources={sources}
        onChoose={(names, id) =>
          setChosen((known) => ({ ...known, ...Object.fromEntries(names.map((name) => [name, id])) }))
        }
        group={group}
      />
      <p className={classes.quiet}>
        {fields.length === 0 ? words.noneDiffers : preview.data.same > 0 ? words.same(preview.data.same) : null}
      </p>
      <MergeMoves preview={preview.data} />
      {problem ? (
        <Alert color="red" mt="md" role="alert">
          {problem}
        </Alert>
      ) : null}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          {general.cancel}
        </Button>
        <Button type="submit" loading={running}>
          {words.run}
        </Button>
      </Group>
    </form>
  );
}
