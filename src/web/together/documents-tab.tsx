import { Button, FileButton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCamera, IconPaperclip, IconSearch, IconUpload } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useMe, usePermission } from '../api/queries.ts';
import type { Item } from '../api/types.ts';
import { useMessages } from '../language/catalogue.ts';
import { togetherMessages } from '../language/together.ts';
import { compact } from '../records/record/compact-button.ts';
import { useLinked } from '../records/record/use-linked.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { usePhone } from '../ui/phone.ts';
import { RowSkeletons } from '../ui/row-skeletons.tsx';
import { showToast } from '../ui/toast.tsx';
import type { AboutPanelProps } from './about-panels.tsx';
import { DocumentDialogs, type OpenDialog } from './document-dialogs.tsx';
import { DocumentLine } from './document-line.tsx';
import classes from './documents.module.css';
import { SendingLines } from './sending-lines.tsx';
import { sendFiles } from './sendings.ts';
import { useFilesDrop } from './use-files-drop.ts';

/** From this many documents on they are looked for by name. */
const manyDocuments = 6;
const megabyte = 1024 * 1024;

/** Returns what sends files to the record of the page, each told of by a toast when it has come. */
function useSendFiles(view: AboutPanelProps['view'], documents: string) {
  const words = useMessages(togetherMessages);
  const { largestFile } = useMe().company;
  const { collection } = view.record;
  const { id } = view.item;
  return useCallback(
    (files: readonly File[], document?: string) =>
      sendFiles(
        files,
        { collection, id, documents, ...(document ? { document } : {}) },
        (file) => {
          if (file.size === 0) return words.isEmpty;
          return largestFile && file.size > largestFile ? words.tooLarge(Math.floor(largestFile / megabyte)) : null;
        },
        ({ name }, { number }) => showToast(number > 1 ? words.addedVersion(name, number) : words.added(name)),
      ),
    [words, largestFile, collection, id, documents],
  );
}

/** The files attached to a record: dropped, chosen or photographed, looked at, renamed, replaced, thrown away. */
export function DocumentsTab({ view, source }: AboutPanelProps) {
  const words = useMessages(togetherMessages);
  const phone = usePhone();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const { linked, items, count, ...query } = useLinked(view, source, {
    ...(search === '' ? {} : { also: { field: 'name', op: 'contains', value: search } }),
  });
  const permission = usePermission(linked.name);
  const send = useSendFiles(view, linked.collection);
  const mayAdd = permission.create && !view.item.deletedAt;
  const over = useFilesDrop(
    useCallback((files: readonly File[]) => send(files), [send]),
    mayAdd,
  );
  const total = view.item.counts?.[linked.collection]?.value ?? 0;
  const add = mayAdd ? (
    <span className={classes.adds}>
      {phone ? (
        <FileButton accept="image/*" capture="environment" onChange={(file) => file && send([file])}>
          {(button) => (
            <Button
              {...button}
              {...compact}
              variant="default"
              leftSection={<IconCamera size={16} />}
              aria-label={words.takePhoto}
            >
              {words.photo}
            </Button>
          )}
        </FileButton>
      ) : null}
      <FileButton multiple onChange={(files) => send(files)}>
        {(button) => (
          <Button {...button} {...compact} variant="default" leftSection={<IconUpload size={16} />}>
            {words.addFiles}
          </Button>
        )}
      </FileButton>
    </span>
  ) : null;
  const open = (kind: OpenDialog['kind'], item: Item) => setDialog({ kind, item });
  return (
    <div className={over ? `${classes.tab} ${classes.over}` : classes.tab}>
      <div className={classes.bar}>
        {total >= manyDocuments || typed !== '' ? (
          <TextInput
            className={classes.search}
            size="xs"
            leftSection={<IconSearch size={14} />}
            placeholder={words.findDocument}
            aria-label={words.findDocument}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        ) : null}
        {add}
      </div>
      <SendingLines record={view.item.id} />
      {query.isError ? (
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <RowSkeletons rows={4} height={52} />
      ) : items.length === 0 && !query.isPlaceholderData ? (
        search === '' ? (
          <EmptyState icon={<IconPaperclip size={24} stroke={1.6} />} title={words.noDocuments}>
            {mayAdd ? words.noDocumentsHint : null}
          </EmptyState>
        ) : (
          <p className={classes.none}>{words.noSuchDocument}</p>
        )
      ) : (
        <ul className={classes.list}>
          {items.map((item) => (
            <DocumentLine
              key={item.id}
              item={item}
              record={linked}
              view={view}
              onOpen={open}
              onVersion={(file) => send([file], item.id)}
            />
          ))}
        </ul>
      )}
      {query.hasNextPage ? (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {words.more}
        </Button>
      ) : null}
      {over ? (
        <div className={classes.drop} aria-hidden>
          <IconUpload size={28} stroke={1.6} />
          {words.dropHere}
        </div>
      ) : null}
      <DocumentDialogs dialog={dialog} record={linked} onClose={() => setDialog(null)} />
    </div>
  );
}
