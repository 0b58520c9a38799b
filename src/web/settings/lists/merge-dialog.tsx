import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { localize } from '../../../lib/localized.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { settingsMessages } from '../../language/settings.ts';
import { Select } from '../../ui/deferred-inputs.tsx';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { showProblem, showToast } from '../../ui/toast.tsx';
import { type SettingList, useChangeSettings } from '../queries.ts';

interface MergeDialogProps {
  readonly list: SettingList;
  /** Code of the value that goes; null closes the dialog. */
  readonly from: string | null;
  readonly onClose: () => void;
  readonly onMerged: (list: SettingList) => void;
}

/** Merges a value of a list into another of it. */
export function MergeDialog({ list, from, onClose, onMerged }: MergeDialogProps) {
  const words = useMessages(settingsMessages);
  const language = useLanguage();
  const [into, setInto] = useState<string | null>(null);
  const { mutateAsync, isPending } = useChangeSettings<SettingList>();
  const source = list.values.find(({ code }) => code === from);
  const close = () => {
    setInto(null);
    onClose();
  };
  const merge = useOneAtATime(async () => {
    try {
      onMerged(await mutateAsync({ kind: 'merge-value', list: list.name, body: { from, into } }));
      showToast(words.merged);
      close();
    } catch (error) {
      showProblem(error);
    }
  });
  return (
    <Modal
      opened={source !== undefined}
      onClose={close}
      title={words.mergeTitle(source ? localize(source.label, language) : '')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <p style={{ marginTop: 0 }}>{words.mergeText}</p>
      <Select
        label={words.mergeTarget}
        data={list.values
          .filter(({ code, active }) => code !== from && active !== false)
          .map(({ code, label }) => ({ value: code, label: localize(label, language) }))}
        value={into}
        onChange={setInto}
        searchable
      />
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={close}>
          {words.cancel}
        </Button>
        <Button disabled={into === null} loading={isPending} onClick={() => void merge()}>
          {words.merge}
        </Button>
      </Group>
    </Modal>
  );
}
