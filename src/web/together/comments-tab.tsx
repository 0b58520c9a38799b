import { ActionIcon, Avatar, Button } from '@mantine/core';
import { IconMessage, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { dateTimeType } from '../../fields/date-time/date-time.ts';
import { newId } from '../../lib/ids.ts';
import { useCreateRecord, useDeleteRecord, useMe, usePermission, useUpdateRecord } from '../api/queries.ts';
import type { Item } from '../api/types.ts';
import { useMessages } from '../language/catalogue.ts';
import { useFormatContext } from '../language/format-context.ts';
import { togetherMessages } from '../language/together.ts';
import { forgetDraft, keepDraft, readDraft } from '../records/form/draft-storage.ts';
import { type LinkedSource, useForgetLinked, useLinked } from '../records/record/use-linked.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { RowSkeletons } from '../ui/row-skeletons.tsx';
import type { AboutPanelProps } from './about-panels.tsx';
import { CommentEditor, type Written } from './comment-editor.tsx';
import classes from './comments.module.css';
import { commentParts, type Mention } from './mentions.ts';

const nothing: Written = { text: '', mentions: [] };

function mentionsOf(item: Item): readonly Mention[] {
  return Array.isArray(item.mentions) ? (item.mentions as Mention[]) : [];
}

/** What is said of a record, the latest first, below the place to say more. */
export function CommentsTab({ view, source }: AboutPanelProps) {
  const words = useMessages(togetherMessages);
  const { linked, items, ...query } = useLinked(view, source);
  const permission = usePermission(linked.name);
  const forget = useForgetLinked(view);
  return (
    <div className={classes.tab}>
      {permission.create && !view.item.deletedAt ? (
        <NewComment view={view} source={source} onWritten={() => forget(linked)} />
      ) : null}
      {query.isError ? (
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending || query.isPlaceholderData ? (
        <RowSkeletons rows={3} height={64} />
      ) : items.length === 0 ? (
        <EmptyState icon={<IconMessage size={24} stroke={1.6} />} title={words.noComments}>
          {words.noCommentsHint}
        </EmptyState>
      ) : (
        <ul className={classes.list}>
          {items.map((item) => (
            <Comment key={item.id} view={view} item={item} collection={linked.collection} record={linked.name} />
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
          {words.older}
        </Button>
      ) : null}
    </div>
  );
}

interface NewCommentProps extends Pick<AboutPanelProps, 'view'> {
  readonly source: LinkedSource;
  readonly onWritten: () => void;
}

/** The place for a new comment: what is typed there survives a reload. */
function NewComment({ view, source, onWritten }: NewCommentProps) {
  const words = useMessages(togetherMessages);
  const { linked } = useLinked(view, source, { enabled: false });
  const create = useCreateRecord(linked.collection);
  const draftKey = `${linked.collection}/${view.item.id}`;
  const [start] = useState(() => (readDraft(draftKey)?.values as unknown as Written | undefined) ?? nothing);
  const [key, setKey] = useState(newId);
  return (
    <CommentEditor
      view={view}
      start={start}
      submitLabel={words.publish}
      onChange={(written) =>
        written.text === '' ? forgetDraft(draftKey) : keepDraft(draftKey, { values: { ...written } })
      }
      onSubmit={async (written) => {
        const about = { record: view.record.name, id: view.item.id };
        await create.mutateAsync({ values: { [source.via]: about, ...written }, idempotencyKey: key });
        setKey(newId());
        forgetDraft(draftKey);
        onWritten();
      }}
    />
  );
}

interface CommentProps {
  readonly view: AboutPanelProps['view'];
  readonly item: Item;
  readonly collection: string;
  readonly record: string;
}

function Comment({ view, item, collection, record }: CommentProps) {
  const words = useMessages(togetherMessages);
  const context = useFormatContext();
  const { user } = useMe();
  const permission = usePermission(record);
  const update = useUpdateRecord(collection);
  const remove = useDeleteRecord(collection);
  const forget = useForgetLinked(view);
  const { linked } = useLinked(view, { record, via: '' }, { enabled: false });
  const [editing, setEditing] = useState(false);
  const author = item.titles?.author ?? words.someone;
  const text = String(item.text ?? '');
  const isOwn = item.author === user.id;
  const mayDelete = permission.delete === 'all' || (isOwn && permission.delete !== 'none');
  const when = typeof item.createdAt === 'string' ? dateTimeType.format(item.createdAt, {}, context) : '';
  return (
    <li className={classes.comment}>
      <Avatar name={author} size={32} color="ink" alt="" />
      <article className={classes.body} aria-label={words.ofComment(author)}>
        <div className={classes.head}>
          <strong>{author}</strong>
          <span className={classes.when}>
            <time dateTime={item.createdAt}>{when}</time>
            {item.version > 1 ? ` · ${words.edited}` : ''}
          </span>
          {editing ? null : (
            <span className={classes.tools}>
              {isOwn && permission.update !== 'none' ? (
                <ActionIcon size={28} aria-label={words.editComment} onClick={() => setEditing(true)}>
                  <IconPencil size={16} stroke={1.7} />
                </ActionIcon>
              ) : null}
              {mayDelete ? (
                <ActionIcon
                  size={28}
                  aria-label={words.deleteComment}
                  onClick={() =>
                    remove.mutate({ id: item.id, title: words.theComment }, { onSuccess: () => forget(linked) })
                  }
                >
                  <IconTrash size={16} stroke={1.7} />
                </ActionIcon>
              ) : null}
            </span>
          )}
        </div>
        {editing ? (
          <CommentEditor
            view={view}
            start={{ text, mentions: mentionsOf(item) }}
            submitLabel={words.save}
            autoFocus
            onCancel={() => setEditing(false)}
            onSubmit={async (written) => {
              await update.mutateAsync({ id: item.id, version: item.version, values: { ...written } });
              setEditing(false);
            }}
          />
        ) : (
          <p className={classes.text}>
            {commentParts(text, mentionsOf(item)).map((part, index) => {
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other name
              if (part.kind === 'text') return <span key={index}>{part.text}</span>;
              if (part.kind === 'mention')
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other name
                  <span key={index} className={part.id === user.id ? classes.me : classes.mention}>
                    {part.text}
                  </span>
                );
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other name
                <a key={index} href={part.href} target="_blank" rel="noopener noreferrer">
                  {part.text}
                </a>
              );
            })}
          </p>
        )}
      </article>
    </li>
  );
}
