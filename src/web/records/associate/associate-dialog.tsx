import { Button, Group } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { localize } from '../../../lib/localized.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { api } from '../../api/client.ts';
import { recordItemQuery } from '../../api/queries.ts';
import { queryClient } from '../../api/query-client.ts';
import { associateMessages } from '../../language/associate.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { uiMessages } from '../../language/ui.ts';
import { Select } from '../../ui/deferred-inputs.tsx';
import { Modal } from '../../ui/deferred-overlays.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { usePhone } from '../../ui/phone.ts';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { showProblem } from '../../ui/toast.tsx';
import { QuickCreateProvider } from '../form/quick-create.tsx';
import classes from './associate-dialog.module.css';
import { type AssociatePreview, AssociationPreview } from './association-preview.tsx';
import { type Chosen, ChosenTargets, TargetPicker } from './chosen-targets.tsx';
import { endsOf } from './ends.ts';
import { useAssociations } from './use-associations.ts';

export interface AssociateDialogProps {
  readonly opened: boolean;
  readonly record: EffectiveRecord;
  /** « Associer 12 fiches à… ». */
  readonly title: string;
  /** The records meant, as the server is told of them. */
  readonly target: Readonly<Record<string, unknown>>;
  /** Told of the operation that was begun. */
  readonly onRun: (operation: string) => void;
  readonly onClose: () => void;
}

/** Associates records with others: what with is looked for or made, several at once; what comes of it is shown below. */
export function AssociateDialog(props: AssociateDialogProps) {
  const general = useMessages(uiMessages);
  const phone = usePhone();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      size={720}
      fullScreen={phone}
      closeButtonProps={{ 'aria-label': general.close }}
    >
      {props.opened ? (
        <QuickCreateProvider>
          <AssociateForm {...props} />
        </QuickCreateProvider>
      ) : null}
    </Modal>
  );
}

function AssociateForm({ record, target, onRun, onClose }: AssociateDialogProps) {
  const words = useMessages(associateMessages);
  const language = useLanguage();
  const number = useNumberFormat();
  const associations = useAssociations(record);
  // What is a part of something else (a site) is chosen with that (its account).
  const whole = associations.filter(({ within }) => !within);
  const [linkName, setLinkName] = useState(whole[0]?.link.name ?? '');
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [running, setRunning] = useState(false);
  const association = whole.find(({ link }) => link.name === linkName);
  const partOf = (link: string) => associations.find(({ within }) => within?.association.link.name === link);
  const part = partOf(linkName);
  const ends = association ? endsOf(association, part, chosen) : [];
  const path = `/${record.collection}/associate`;
  const preview = useQuery({
    queryKey: ['associate', record.name, target, ends],
    queryFn: ({ signal }) => api.post<AssociatePreview>(path, { body: { ...target, ends, preview: true }, signal }),
    enabled: ends.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  if (!association) return null;
  const shown = ends.length > 0 ? preview.data : undefined;
  const made = shown?.counts.new ?? 0;
  const ready = shown !== undefined && !preview.isPlaceholderData && !preview.isFetching;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (running || !ready || made === 0) return;
    setRunning(true);
    try {
      const { operation } = await api.post<{ operation: string }>(path, { body: { ...target, ends } });
      onRun(operation);
      onClose();
    } catch (error) {
      showProblem(error);
      setRunning(false);
    }
  };
  const add = async (id: string) => {
    const { collection } = association.target;
    // The picker read it a moment ago, or the small form made it: it is in the cache, or quickly asked for.
    const item = await queryClient.fetchQuery({ ...recordItemQuery(collection, id), staleTime: 60_000 });
    setChosen((all) => (all.some((one) => one.id === id) ? all : [...all, { id, title: item.title, parts: [] }]));
  };
  const kindLabel = (link: string, label: string) => {
    const other = partOf(link);
    return other ? words.withPart(label, localize(other.target.label.one, language).toLowerCase()) : label;
  };
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
      <p className={classes.help}>{words.help}</p>
      <Select
        label={words.kind}
        data={whole.map(({ link, target: with_ }) => ({
          value: link.name,
          label: kindLabel(link.name, localize(with_.label.one, language)),
        }))}
        value={linkName}
        onChange={(value: string | null) => {
          if (value) setLinkName(value);
          setChosen([]);
        }}
        allowDeselect={false}
      />
      <TargetPicker
        key={`${linkName}/${chosen.length}`}
        association={association}
        onPick={(id) => void add(id).catch(showProblem)}
      />
      <ChosenTargets part={part} chosen={chosen} onChange={setChosen} />
      {ends.length === 0 ? null : preview.error ? (
        <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />
      ) : shown ? (
        <AssociationPreview record={record} preview={shown} />
      ) : (
        <RowSkeletons rows={8} />
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button
          type="submit"
          loading={running || (ends.length > 0 && preview.isFetching)}
          disabled={!ready || made === 0}
        >
          {ready && made === 0 ? words.nothing : ready ? words.runCount(made, number(made)) : words.run}
        </Button>
      </Group>
    </form>
  );
}
