import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLink, IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useFaceServices } from '../../../fields/face.ui.tsx';
import { RecordPicker } from '../../../fields/reference/record-picker.ui.tsx';
import { isClosedOnceGone, isGone } from '../../../meta/derive/gone.ts';
import { farReference, startedFrom, targetOf } from '../../../meta/derive/links.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { api } from '../../api/client.ts';
import { useModel, usePermission, useUpdateRecord } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { formMessages } from '../../language/form.ts';
import { recordMessages } from '../../language/record.ts';
import { MenuButton } from '../../ui/deferred-floating.tsx';
import { Modal } from '../../ui/deferred-overlays.ts';
import { useOnceOpened } from '../../ui/once-opened.ts';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { showProblem, showToast } from '../../ui/toast.tsx';
import { QuickCreateProvider } from '../form/quick-create.tsx';
import { LinkDialog } from './link-dialog.tsx';
import type { RecordView } from './record-context.ts';
import type { LinkedSource } from './use-linked.ts';

/** How something linked is added from a record's page: what may be done, and the dialogs that do it. */
export interface AddLinked {
  /** Opens the form of a new record, already linked; null without the right. */
  readonly create: (() => void) | null;
  /** Picks a record that exists; null where there is no such link, or no right. */
  readonly existing: (() => void) | null;
  /** The type of what is added: the contact, not its link. */
  readonly target: EffectiveRecord;
  readonly dialogs: React.ReactNode;
}

/** Takes a record's page and what is linked to it; returns how one more is added (F47, F81, F107). */
export function useAddLinked(view: RecordView, source: LinkedSource, onAdded: () => void): AddLinked {
  const model = useModel();
  const navigate = useNavigate();
  const linked = model.record(source.record);
  const far = farReference(linked, source.via);
  const target = far ? targetOf(model, far) : linked;
  const mayCreate = usePermission((target ?? linked).name).create && target !== undefined;
  const linkPermission = usePermission(linked.name);
  const [opened, { open, close }] = useDisclosure(false);
  const via = linked.field(source.via);
  const movable = far === undefined && via !== undefined && !via.required && linkPermission.update !== 'none';
  const { createRecord } = useFaceServices();
  const create = () => {
    if (!target) return;
    const search = startedFrom(model, { record: view.record, id: view.item.id, values: view.item }, target, source);
    if (source.short && createRecord) {
      const said = source.said ? { said: source.said } : {};
      createRecord({ record: target.name, text: '', filled: search, ...said, onCreated: onAdded });
      return;
    }
    void navigate({
      to: '/crm/$collection/new',
      params: { collection: target.collection },
      search: { ...search, from: `${view.record.collection}/${view.item.id}` },
    });
  };
  const wanted = useOnceOpened(opened);
  const dialogs = !wanted ? null : far ? (
    <QuickCreateProvider>
      <LinkDialog
        link={linked}
        via={source.via}
        from={{ record: view.record.name, id: view.item.id }}
        item={null}
        opened={opened}
        onClose={close}
        onSaved={onAdded}
      />
    </QuickCreateProvider>
  ) : movable ? (
    <AttachDialog view={view} linked={linked} via={source.via} opened={opened} onClose={close} onAdded={onAdded} />
  ) : null;
  // Who is gone gets no such link any more, and no new record that would be one.
  const closed = isGone(view.record, view.item) && isClosedOnceGone(model, view.record, linked, source.via);
  const extensible = view.editable && !closed;
  const mayLink = extensible && (far ? linkPermission.create : movable);
  return {
    create: extensible && mayCreate ? create : null,
    existing: mayLink ? open : null,
    target: target ?? linked,
    dialogs,
  };
}

interface AttachDialogProps {
  readonly view: RecordView;
  readonly linked: EffectiveRecord;
  readonly via: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onAdded: () => void;
}

/** Makes a record that exists point to this one (a subsidiary to its parent). */
function AttachDialog({ view, linked, via, opened, onClose, onAdded }: AttachDialogProps) {
  const words = useMessages(formMessages);
  const page = useMessages(recordMessages);
  const language = useLanguage();
  const id = useId();
  const update = useUpdateRecord(linked.collection);
  const [picked, setPicked] = useState<string | null>(null);
  const attach = useOneAtATime(async () => {
    if (!picked) return;
    try {
      const { version } = await api.get<Item>(`/${linked.collection}/${picked}`);
      await update.mutateAsync({ id: picked, version, values: { [via]: view.item.id } });
      showToast(page.linkSaved);
      setPicked(null);
      onAdded();
      onClose();
    } catch (error) {
      showProblem(error);
    }
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={page.linkExisting(linked.label.one[language].toLocaleLowerCase(language))}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <RecordPicker
        id={id}
        record={linked}
        value={picked}
        onChange={setPicked}
        label={linked.label.one[language]}
        without={[view.item.id]}
        autoFocus
      />
      <Button mt="md" fullWidth disabled={!picked} loading={update.isPending} onClick={() => void attach()}>
        {words.add}
      </Button>
    </Modal>
  );
}

/** The button « Ajouter » of a tab: one gesture where there is one way, a choice where there are two. */
export function AddLinkedButton({ add }: { readonly add: AddLinked }) {
  const words = useMessages(recordMessages);
  const language = useLanguage();
  const name = add.target.label.one[language].toLocaleLowerCase(language);
  const { create, existing } = add;
  const icon = <IconPlus size={16} aria-hidden />;
  const only = create && existing ? null : (create ?? existing);
  return (
    <>
      {create && existing ? (
        <MenuButton
          position="bottom-end"
          target={
            <Button size="compact-md" variant="light" leftSection={icon}>
              {words.add}
            </Button>
          }
        >
          {(Menu) => (
            <>
              <Menu.Item leftSection={icon} onClick={create}>
                {words.createNew(name)}
              </Menu.Item>
              <Menu.Item leftSection={<IconLink size={16} aria-hidden />} onClick={existing}>
                {words.linkExisting(name)}
              </Menu.Item>
            </>
          )}
        </MenuButton>
      ) : only ? (
        <Button size="compact-md" variant="light" leftSection={icon} onClick={only}>
          {words.add}
        </Button>
      ) : null}
      {add.dialogs}
    </>
  );
}
