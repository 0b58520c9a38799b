import { Anchor, Button, Skeleton, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { dateTimeType } from '../../fields/date-time/date-time.ts';
import { shortenedName } from '../../lib/file-name.ts';
import { formatFileSize } from '../../lib/file-size.ts';
import { aboutType } from '../../meta/derive/about.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { forgetRecord } from '../api/cache.ts';
import { api } from '../api/client.ts';
import { useModel, usePermission, useRecordList, useUpdateRecord } from '../api/queries.ts';
import type { Item } from '../api/types.ts';
import { useMessages } from '../language/catalogue.ts';
import { useFormatContext } from '../language/format-context.ts';
import { togetherMessages } from '../language/together.ts';
import { compact } from '../records/record/compact-button.ts';
import { Modal } from '../ui/deferred-overlays.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { usePhone } from '../ui/phone.ts';
import { RowSkeletons } from '../ui/row-skeletons.tsx';
import { showProblem, showToast } from '../ui/toast.tsx';
import { downloadAddress, previewAddress, shownAs } from './document-file.ts';
import classes from './documents.module.css';

/** A dialog about one document. */
export interface OpenDialog {
  readonly kind: 'preview' | 'rename' | 'versions';
  readonly item: Item;
}

interface DocumentDialogsProps {
  readonly dialog: OpenDialog | null;
  readonly record: EffectiveRecord;
  readonly onClose: () => void;
}

/** What opens over the documents: one looked at, its name, its versions. */
export function DocumentDialogs({ dialog, record, onClose }: DocumentDialogsProps) {
  const words = useMessages(togetherMessages);
  const phone = usePhone();
  // As it closes it shows what it showed.
  const [last, setLast] = useState(dialog);
  if (dialog && dialog !== last) setLast(dialog);
  const shown = dialog ?? last;
  const name = shortenedName(String(shown?.item.name ?? ''), 60);
  const titles = { preview: name, rename: words.rename, versions: words.versionsOf(name) };
  const isPreview = shown?.kind === 'preview';
  return (
    <Modal
      opened={dialog !== null}
      onClose={onClose}
      title={shown ? titles[shown.kind] : ''}
      size={isPreview ? 'min(1000px, 94vw)' : 'md'}
      fullScreen={phone && isPreview}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {shown?.kind === 'preview' ? <Preview item={shown.item} /> : null}
      {shown?.kind === 'rename' ? (
        <Rename key={shown.item.id} item={shown.item} record={record} onClose={onClose} />
      ) : null}
      {shown?.kind === 'versions' ? <Versions item={shown.item} record={record} /> : null}
    </Modal>
  );
}

/** Longest beginning of a text that is shown, in bytes. */
const longestText = 200_000;

/** Reads the beginning of a text and leaves the rest where it is. */
async function beginningOf(file: string, signal: AbortSignal): Promise<{ text: string; cut: boolean }> {
  const stop = new AbortController();
  signal.addEventListener('abort', () => stop.abort());
  const answer = await fetch(previewAddress(file), { signal: stop.signal });
  if (!answer.ok || !answer.body) throw new Error(String(answer.status));
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += part.value;
    if (text.length > longestText) {
      stop.abort();
      return { text: text.slice(0, longestText), cut: true };
    }
  }
  return { text, cut: false };
}

function Preview({ item }: { readonly item: Item }) {
  const words = useMessages(togetherMessages);
  const file = String(item.file ?? '');
  const name = String(item.name ?? '');
  const shown = shownAs(item.mediaType);
  const phone = usePhone();
  return (
    <div className={classes.preview}>
      {shown === 'image' ? (
        <img src={previewAddress(file)} alt={words.preview(name)} className={classes.picture} />
      ) : null}
      {shown === 'pdf' && phone ? (
        // The browsers of phones draw no PDF within a page.
        <Button component="a" href={previewAddress(file)} target="_blank" rel="noopener noreferrer">
          {words.openInTab}
        </Button>
      ) : null}
      {shown === 'pdf' && !phone ? (
        <iframe src={previewAddress(file)} title={words.preview(name)} className={classes.frame} />
      ) : null}
      {shown === 'text' ? <TextPreview file={file} label={words.preview(name)} /> : null}
      {shown ? null : <p>{words.noPreview}</p>}
      <Anchor href={downloadAddress(file, name)}>{words.download}</Anchor>
    </div>
  );
}

function TextPreview({ file, label }: { readonly file: string; readonly label: string }) {
  const words = useMessages(togetherMessages);
  const { data, error, refetch } = useQuery({
    queryKey: ['file-text', file],
    queryFn: ({ signal }) => beginningOf(file, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={240} />;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <section className={classes.text} tabIndex={0} aria-label={label}>
        {data.text}
      </section>
      {data.cut ? <p className={classes.none}>{words.cutText}</p> : null}
    </>
  );
}

interface PartProps {
  readonly item: Item;
  readonly record: EffectiveRecord;
}

function Rename({ item, record, onClose }: PartProps & { readonly onClose: () => void }) {
  const words = useMessages(togetherMessages);
  const update = useUpdateRecord(record.collection);
  const [name, setName] = useState(String(item.name ?? ''));
  const submit = useOneAtATime(async () => {
    const values = { name: name.trim() };
    if (values.name === '') return;
    await update.mutateAsync({ id: item.id, version: item.version, values }).then(onClose, showProblem);
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextInput
        label={words.name}
        value={name}
        maxLength={255}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={update.isPending} disabled={name.trim() === ''}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}

function Versions({ item, record }: PartProps) {
  const words = useMessages(togetherMessages);
  const context = useFormatContext();
  const client = useQueryClient();
  const permission = usePermission(record.name);
  const versions = aboutType(useModel(), 'version');
  const name = String(item.name ?? '');
  const { data, isError, error, refetch, hasNextPage, fetchNextPage } = useRecordList(versions.collection, {
    filter: { field: record.name, op: 'equals', value: item.id },
    sort: '-createdAt',
    limit: 50,
  });
  const [busy, setBusy] = useState<string | null>(null);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const present = Math.max(...items.map(({ number }) => Number(number)));
  const restore = async (version: Item) => {
    setBusy(version.id);
    try {
      await api.post(`/${record.collection}/${item.id}/versions`, { body: { version: version.id } });
      showToast(words.versionRestored(Number(version.number), shortenedName(name, 40)));
      await Promise.all([forgetRecord(client, versions.collection), forgetRecord(client, record.collection, item.id)]);
    } catch (problem) {
      showProblem(problem);
    } finally {
      setBusy(null);
    }
  };
  if (isError) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <RowSkeletons rows={3} height={44} />;
  return (
    <>
      <ul className={classes.list}>
        {items.map((version) => (
          <li key={version.id} className={classes.line}>
            <div className={classes.words}>
              <a className={classes.name} href={downloadAddress(String(version.file), name)}>
                {words.versionNumber(Number(version.number))}
                {Number(version.number) === present ? ` (${words.present})` : ''}
              </a>
              <div className={classes.facts}>
                <span>{formatFileSize(Number(version.size ?? 0), context.language)}</span>
                <span>
                  {words.by(
                    version.titles?.author ?? words.someone,
                    dateTimeType.format(String(version.createdAt), {}, context),
                  )}
                </span>
              </div>
            </div>
            {Number(version.number) !== present && permission.update !== 'none' ? (
              <Button
                {...compact}
                variant="default"
                aria-label={words.restoreVersionOf(Number(version.number))}
                loading={busy === version.id}
                onClick={() => void restore(version)}
              >
                {words.restoreVersion}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <Button variant="subtle" size="compact-sm" onClick={() => void fetchNextPage()}>
          {words.more}
        </Button>
      ) : null}
    </>
  );
}
