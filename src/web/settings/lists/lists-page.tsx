import { Button, Modal, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { Tag } from '../../../fields/list/tag.ui.tsx';
import { localize } from '../../../lib/localized.ts';
import { fold } from '../../../lib/text.ts';
import { isApiProblem } from '../../api/problem.ts';
import { useModel } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { settingsMessages } from '../../language/settings.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import fieldClasses from '../fields/field-form.module.css';
import tools from '../fields/fields-page.module.css';
import { type SettingList, useChangeSettings, useSettingLists } from '../queries.ts';
import classes from './lists.module.css';

/** Values shown of a list before it is opened. */
const shownValues = 6;

function NewList({ onClose }: { readonly onClose: () => void }) {
  const words = useMessages(settingsMessages);
  const navigate = useNavigate();
  const [label, setLabel] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const { mutateAsync, isPending } = useChangeSettings<SettingList>();
  const submit = useOneAtATime(async () => {
    try {
      const made = await mutateAsync({ kind: 'add-list', body: { label: { fr: label }, values: [] } });
      onClose();
      await navigate({ to: '/settings/$', params: { _splat: `lists/${made.name}` } });
    } catch (error) {
      if (!isApiProblem(error)) throw error;
      setProblem(error.detail);
    }
  });
  return (
    <form
      className={fieldClasses.form}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextInput
        label={words.listName}
        value={label}
        error={problem}
        data-autofocus
        required
        withAsterisk
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <div className={fieldClasses.actions}>
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={isPending}>
          {words.addList}
        </Button>
      </div>
    </form>
  );
}

function ListCard({ list }: { readonly list: SettingList }) {
  const words = useMessages(settingsMessages);
  const language = useLanguage();
  const model = useModel();
  const active = list.values.filter((value) => value.active !== false);
  const users = list.usedBy.map(
    ({ record, label }) =>
      `${localize(model.find(record)?.label.one ?? { fr: record, en: record }, language)} › ${localize(label, language)}`,
  );
  return (
    <li className={classes.card}>
      <Link to="/settings/$" params={{ _splat: `lists/${list.name}` }} className={classes.cardLink ?? ''}>
        {localize(list.label, language)}
      </Link>
      <span className={classes.dimmed}>{words.values(active.length)}</span>
      <span className={classes.tags}>
        {active.slice(0, shownValues).map((value) => (
          <Tag key={value.code} color={value.color}>
            {localize(value.label, language)}
          </Tag>
        ))}
        {active.length > shownValues ? <span className={classes.dimmed}>+{active.length - shownValues}</span> : null}
      </span>
      <span className={classes.dimmed}>{users.length > 0 ? words.usedBy(users.join(', ')) : words.unused}</span>
    </li>
  );
}

/** Every value list, with what it offers and which fields use it. */
export function ListsPage() {
  const words = useMessages(settingsMessages);
  const language = useLanguage();
  const { data, error, refetch } = useSettingLists();
  const [text, setText] = useState('');
  const [adding, setAdding] = useState(false);
  const wanted = fold(text);
  const found = (data?.items ?? []).filter(
    (list) =>
      wanted === '' ||
      fold(localize(list.label, language)).includes(wanted) ||
      list.values.some((value) => fold(localize(value.label, language)).includes(wanted)),
  );
  return (
    <>
      <PageHeader
        title={words.lists}
        description={words.listsHelp}
        actions={
          <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
            {words.addList}
          </Button>
        }
      />
      <div className={tools.tools}>
        <TextInput
          className={tools.search ?? ''}
          type="search"
          aria-label={words.searchList}
          placeholder={words.searchList}
          leftSection={<IconSearch size={16} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowSkeletons height={72} rows={6} /> : null}
      {data && found.length === 0 ? <p className={tools.empty}>{words.noList}</p> : null}
      <ul className={classes.cards}>
        {found.map((list) => (
          <ListCard key={list.name} list={list} />
        ))}
      </ul>
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        title={words.addList}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': words.close }}
      >
        {adding ? <NewList onClose={() => setAdding(false)} /> : null}
      </Modal>
    </>
  );
}
