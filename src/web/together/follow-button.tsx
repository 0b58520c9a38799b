import { ActionIcon } from '@mantine/core';
import { IconBell, IconBellFilled } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { aboutType, subjectNames } from '../../meta/derive/about.ts';
import { forgetRecord } from '../api/cache.ts';
import { api } from '../api/client.ts';
import { useMe, useModel, useRecordList } from '../api/queries.ts';
import { useMessages } from '../language/catalogue.ts';
import { togetherMessages } from '../language/together.ts';
import type { RecordView } from '../records/record/record-context.ts';
import { Tooltip } from '../ui/deferred-floating.tsx';
import { useSoon } from '../ui/later.ts';
import { showProblem } from '../ui/toast.tsx';

/** Follows a record, or stops following it; nothing on records that nobody follows. */
export function FollowButton({ view }: { readonly view: RecordView }) {
  const words = useMessages(togetherMessages);
  const model = useModel();
  const { viewer } = useMe();
  const client = useQueryClient();
  const { record, item } = view;
  const { collection } = aboutType(model, 'follower');
  const isSubject = subjectNames(model).includes(record.name);
  // After the record itself.
  const soon = useSoon();
  const mine = {
    and: [
      { field: 'about', op: 'equals', value: item.id },
      { field: 'user', op: 'isMe' },
    ],
  };
  const { data } = useRecordList(
    collection,
    { filter: mine, limit: 10, count: false },
    { enabled: isSubject && soon && !item.deletedAt },
  );
  const follows = data?.pages[0]?.items ?? [];
  const followed = follows.length > 0;
  const toggle = useMutation({
    mutationFn: async () => {
      if (followed) for (const { id } of follows) await api.delete(`/${collection}/${id}`);
      else await api.post(`/${collection}`, { body: { about: { record: record.name, id: item.id } } });
    },
    onSuccess: () => forgetRecord(client, collection),
    onError: showProblem,
  });
  if (!isSubject || item.deletedAt) return null;
  const label = followed ? words.unfollow : words.follow;
  return (
    <Tooltip label={followed ? words.unfollow : words.followHelp}>
      <ActionIcon
        size={30}
        variant={followed ? 'light' : 'default'}
        color={followed ? 'ink' : 'gray'}
        aria-label={label}
        aria-pressed={followed}
        disabled={!data || Boolean(viewer)}
        loading={toggle.isPending}
        onClick={() => toggle.mutate()}
      >
        {followed ? <IconBellFilled size={16} /> : <IconBell size={16} stroke={1.7} />}
      </ActionIcon>
    </Tooltip>
  );
}
