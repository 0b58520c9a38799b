import { Button, CloseButton, Group } from '@mantine/core';
import { type FormEvent, useId, useState } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import { localize } from '../../../lib/localized.ts';
import type { Association } from '../../../meta/derive/associations.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { api } from '../../api/client.ts';
import { recordItemQuery } from '../../api/queries.ts';
import { queryClient } from '../../api/query-client.ts';
import { associateMessages } from '../../language/associate.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { uiMessages } from '../../language/ui.ts';
import { Select } from '../../ui/deferred-inputs.tsx';
import { Modal } from '../../ui/deferred-overlays.ts';
import { usePhone } from '../../ui/phone.ts';
import { showProblem } from '../../ui/toast.tsx';
import { QuickCreateProvider } from '../form/quick-create.tsx';
import classes from './associate-dialog.module.css';
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

/** Associates records with others: what with is looked for or made, several at once. */
export function AssociateDialog(props: AssociateDialogProps) {
  const general = useMessages(uiMessages);
  const phone = usePhone();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      size="md"
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

interface Chosen {
  readonly id: string;
  readonly title: string;
}

function AssociateForm({ record, target, onRun, onClose }: AssociateDialogProps) {
  const words = useMessages(associateMessages);
  const language = useLanguage();
  const associations = useAssociations(record);
  const [linkName, setLinkName] = useState(associations[0]?.link.name ?? '');
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [running, setRunning] = useState(false);
  const association = associations.find(({ link }) => link.name === linkName);
  if (!association) return null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (running || chosen.length === 0) return;
    setRunning(true);
    try {
      const body = { ...target, link: linkName, targets: chosen.map(({ id }) => id) };
      const { operation } = await api.post<{ operation: string }>(`/${record.collection}/associate`, { body });
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
    setChosen((all) => (all.some((one) => one.id === id) ? all : [...all, { id, title: item.title }]));
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <p className={classes.help}>{words.help}</p>
      <Select
        label={words.kind}
        data={associations.map(({ link, target: with_ }) => ({
          value: link.name,
          label: localize(with_.label.one, language),
        }))}
        value={linkName}
        onChange={(value: string | null) => {
          if (value) setLinkName(value);
          setChosen([]);
        }}
        allowDeselect={false}
        mb="sm"
      />
      <Picker
        key={`${linkName}/${chosen.length}`}
        association={association}
        onPick={(id) => void add(id).catch(showProblem)}
      />
      {chosen.length > 0 ? (
        <ul className={classes.chosen} aria-label={words.chosen}>
          {chosen.map(({ id, title }) => (
            <li key={id}>
              <span>{title}</span>
              <CloseButton
                size="sm"
                aria-label={words.remove(title)}
                onClick={() => setChosen((all) => all.filter((one) => one.id !== id))}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={running} disabled={chosen.length === 0}>
          {words.run}
        </Button>
      </Group>
    </form>
  );
}

/** Looks for one more record to associate with, or makes it: the picker of the link's own reference. */
function Picker({ association, onPick }: { readonly association: Association; readonly onPick: (id: string) => void }) {
  const language = useLanguage();
  const id = useId();
  const { Input } = faceOf(association.far.type.name);
  return (
    <div>
      <label htmlFor={id} className={classes.label}>
        {localize(association.target.label.one, language)}
      </label>
      <Input
        id={id}
        value={null}
        field={association.far}
        onChange={(value: unknown) => {
          if (typeof value === 'string') onPick(value);
        }}
      />
    </div>
  );
}
