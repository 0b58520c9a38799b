import { Button, SegmentedControl, TextInput, VisuallyHidden } from '@mantine/core';
import { IconPencil, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { localize } from '../../../lib/localized.ts';
import { fold } from '../../../lib/text.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { useModel } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { fieldOrderMessages } from '../../language/field-order.ts';
import { settingsMessages } from '../../language/settings.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useInTurn } from '../../ui/one-at-a-time.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { showProblem, showToast } from '../../ui/toast.tsx';
import { fieldsQuery, type SettingField, useChangeSettings, useSettingFields, useSettingLists } from '../queries.ts';
import { FieldDrawer } from './field-drawer.tsx';
import { movedField, neighboursOf } from './field-order.ts';
import { FieldTable } from './field-table.tsx';
import classes from './fields-page.module.css';
import { NewFieldDrawer } from './new-field-drawer.tsx';
import { RenameDialog } from './rename-dialog.tsx';

type Shown = 'all' | 'custom' | 'hidden' | 'retired';

const kinds: Readonly<Record<Shown, (field: SettingField) => boolean>> = {
  all: (field) => !field.retired,
  custom: (field) => field.custom && !field.retired,
  hidden: (field) => field.hidden && !field.retired,
  retired: (field) => field.retired,
};

/** The fields of a record type: how they are called, which are required or hidden, those of the company's own. */
export function FieldsPage({ record }: { readonly record: EffectiveRecord }) {
  const words = useMessages(settingsMessages);
  const language = useLanguage();
  const model = useModel();
  const { data, error, refetch } = useSettingFields(record.name);
  const lists = useSettingLists().data?.items ?? [];
  const client = useQueryClient();
  const { mutateAsync } = useChangeSettings();
  const [shown, setShown] = useState<Shown>('all');
  const [text, setText] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const [renaming, setRenaming] = useState(false);
  const [moved, setMoved] = useState('');
  const order = useMessages(fieldOrderMessages);
  const source = { record, model, listLabels: Object.fromEntries(lists.map(({ name, label }) => [name, label])) };
  const wanted = fold(text);
  const all = data?.fields ?? [];
  const fields = all.filter(
    (field) =>
      kinds[shown](field) &&
      (wanted === '' ||
        fold(`${field.label[language]} ${field.standardLabel[language]} ${field.name}`).includes(wanted)),
  );
  const name = localize(record.label.many, language);
  const restore = async (field: SettingField) => {
    try {
      await mutateAsync({ kind: 'restore-field', record: record.name, field: field.name });
      showToast(words.restored(localize(field.label, language)));
    } catch (problem) {
      showProblem(problem);
    }
  };
  const move = useInTurn(async (field: SettingField, way: -1 | 1) => {
    // As they stand now: a key pressed twice moves the field twice.
    const now = client.getQueryData(fieldsQuery(record.name).queryKey)?.fields ?? [];
    const names = movedField(now, field, way);
    if (!names) return;
    try {
      await mutateAsync({ kind: 'order-fields', record: record.name, body: { names } });
      const neighbours = neighboursOf(now, field);
      const place = neighbours.findIndex((other) => other.name === field.name) + way + 1;
      setMoved(order.moved(localize(field.label, language), place, neighbours.length));
    } catch (problem) {
      showProblem(problem);
    }
  });
  return (
    <>
      <PageHeader
        title={words.fieldsOf(name)}
        description={words.fieldsHelp}
        actions={
          <>
            <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => setRenaming(true)}>
              {words.renameRecord}
            </Button>
            <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
              {words.addField}
            </Button>
          </>
        }
      />
      <div className={classes.tools}>
        <TextInput
          className={classes.search ?? ''}
          type="search"
          aria-label={words.searchField}
          placeholder={words.searchField}
          leftSection={<IconSearch size={16} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={words.filterFields}
          value={shown}
          onChange={(value) => setShown(value as Shown)}
          data={[
            { value: 'all', label: words.allFields },
            { value: 'custom', label: words.customFields },
            { value: 'hidden', label: words.hiddenFields },
            { value: 'retired', label: words.retiredFields },
          ]}
        />
      </div>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowSkeletons /> : null}
      {data && fields.length === 0 ? (
        <p className={classes.empty}>{shown === 'custom' && wanted === '' ? words.noCustom : words.nothingFound}</p>
      ) : null}
      {fields.length > 0 ? (
        <FieldTable
          sections={data?.sections ?? []}
          fields={fields}
          onOpen={setOpen}
          onRestore={restore}
          movable={wanted === '' ? all : undefined}
          onMove={move}
        />
      ) : null}
      <VisuallyHidden role="status">{moved}</VisuallyHidden>
      <FieldDrawer
        source={source}
        field={all.find((field) => field.name === open && !field.retired) ?? null}
        onClose={() => setOpen(null)}
      />
      <NewFieldDrawer source={source} opened={adding} onClose={() => setAdding(false)} />
      <RenameDialog record={record} opened={renaming} onClose={() => setRenaming(false)} />
    </>
  );
}
