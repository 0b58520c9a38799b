import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconUser, IconUsersGroup, IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { DeferredRecordPicker } from '../../../fields/reference/deferred-record-picker.ui.tsx';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { useModel } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { sharingMessages } from '../../language/sharing.ts';
import { Modal } from '../../ui/deferred-overlays.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { usePhone } from '../../ui/phone.ts';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { showProblem, showToast } from '../../ui/toast.tsx';
import classes from './sharing.module.css';
import { type Share, type ShareLevel, useShares } from './use-shares.ts';

interface ShareDialogProps {
  readonly record: EffectiveRecord;
  readonly item: Item;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Whom one record is shared with, beside its owner; anyone may be added or taken away. */
export function ShareDialog({ record, item, opened, onClose }: ShareDialogProps) {
  const words = useMessages(sharingMessages);
  const phone = usePhone();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.title(item.title)}
      size="lg"
      fullScreen={phone}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {opened ? <Shares record={record} item={item} /> : null}
    </Modal>
  );
}

function Shares({ record, item }: Pick<ShareDialogProps, 'record' | 'item'>) {
  const words = useMessages(sharingMessages);
  const { query, share, unshare } = useShares(record.collection, item.id);
  const nameOf = (one: Share): string => one.name ?? words.unnamed;
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div className={classes.shares}>
      <p className={classes.hint}>{words.hint}</p>
      <AddShare
        busy={share.isPending}
        onAdd={(grantee, level) =>
          share.mutateAsync({ grantee, level }).then(({ items }) => {
            const added = items.find((one) => one.grantee === grantee);
            if (added) showToast(words.shared(nameOf(added)));
          })
        }
      />
      {query.isPending ? <RowSkeletons rows={2} height={40} /> : null}
      {query.data?.items.length === 0 ? <p className={classes.hint}>{words.nobody}</p> : null}
      <ul className={classes.list}>
        {query.data?.items.map((one) => (
          <li key={one.id} className={classes.share}>
            {one.kind === 'team' ? <IconUsersGroup size={18} stroke={1.6} /> : <IconUser size={18} stroke={1.6} />}
            <span className={classes.name}>{nameOf(one)}</span>
            <LevelChoice
              label={words.levelOf(nameOf(one))}
              level={one.level}
              onChange={(level) => share.mutate({ grantee: one.grantee, level }, { onError: showProblem })}
            />
            <ActionIcon
              aria-label={words.remove(nameOf(one))}
              onClick={() =>
                unshare.mutate(one.grantee, {
                  onSuccess: () => showToast(words.unshared(nameOf(one))),
                  onError: showProblem,
                })
              }
            >
              <IconX size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface LevelChoiceProps {
  readonly label: string;
  readonly level: ShareLevel;
  readonly onChange: (level: ShareLevel) => void;
}

function LevelChoice({ label, level, onChange }: LevelChoiceProps) {
  const words = useMessages(sharingMessages);
  return (
    <SegmentedControl
      size="xs"
      aria-label={label}
      value={level}
      onChange={(value) => onChange(value === 'edit' ? 'edit' : 'read')}
      data={[
        { value: 'read', label: words.read },
        { value: 'edit', label: words.edit },
      ]}
    />
  );
}

interface AddShareProps {
  readonly busy: boolean;
  readonly onAdd: (grantee: string, level: ShareLevel) => Promise<void>;
}

/** Picks a user or a team, and what they may do. */
function AddShare({ busy, onAdd }: AddShareProps) {
  const words = useMessages(sharingMessages);
  const model = useModel();
  const id = useId();
  const [kind, setKind] = useState<Share['kind']>('user');
  const [picked, setPicked] = useState<string | null>(null);
  const [level, setLevel] = useState<ShareLevel>('read');
  const add = async () => {
    if (picked === null) return;
    try {
      await onAdd(picked, level);
      setPicked(null);
    } catch (error) {
      showProblem(error);
    }
  };
  return (
    <div className={classes.add}>
      <SegmentedControl
        size="xs"
        aria-label={words.kind}
        value={kind}
        onChange={(value) => {
          setKind(value === 'team' ? 'team' : 'user');
          setPicked(null);
        }}
        data={[
          { value: 'user', label: words.user },
          { value: 'team', label: words.team },
        ]}
      />
      <div className={classes.picker}>
        <DeferredRecordPicker
          key={kind}
          id={id}
          record={model.record(kind)}
          value={picked}
          label={words.kind}
          onChange={setPicked}
        />
      </div>
      <LevelChoice label={words.level} level={level} onChange={setLevel} />
      <Button size="sm" disabled={picked === null} loading={busy} onClick={() => void add()}>
        {words.add}
      </Button>
    </div>
  );
}
