import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { api } from '../../web/api/client.ts';
import { useModel, usePermission } from '../../web/api/queries.ts';
import { queryKeys } from '../../web/api/query-keys.ts';
import type { Item } from '../../web/api/types.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { dateInWords } from '../../web/language/date-in-words.ts';
import { useFormatContext, useNumberFormat } from '../../web/language/format-context.ts';
import { portalOfficeMessages } from '../../web/language/portal-office.ts';
import { CopyField } from '../../web/ui/copy-field.tsx';
import { Modal } from '../../web/ui/deferred-overlays.ts';
import { ErrorNotice } from '../../web/ui/error-notice.tsx';
import { useOneAtATime } from '../../web/ui/one-at-a-time.ts';
import { usePhone } from '../../web/ui/phone.ts';
import { RowSkeletons } from '../../web/ui/row-skeletons.tsx';
import { showProblem, showToast } from '../../web/ui/toast.tsx';
import classes from './portal-office.module.css';
import { type ShownVisitor, usePortalState } from './use-portal-state.ui.tsx';

interface VisitorDialogProps {
  /** A contact, or someone from outside. */
  readonly record: EffectiveRecord;
  readonly item: Item;
  readonly onClose: () => void;
}

/** How the access of a contact, an extranet user or a collaborator stands, and what can be done about it. */
export function VisitorDialog({ record, item, onClose }: VisitorDialogProps) {
  const words = useMessages(portalOfficeMessages);
  const phone = usePhone();
  const of = record.name === 'contact' ? { contact: item.id } : { id: item.id };
  const { data, error, refetch } = usePortalState(of);
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.accessTitle(item.title)}
      size="lg"
      fullScreen={phone}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowSkeletons rows={4} /> : null}
      {data?.enabled === false ? <p className={classes.notice}>{words.portalClosed}</p> : null}
      {data?.items.length === 0 ? <p className={classes.help}>{words.noAccess}</p> : null}
      {data?.items.map((visitor) => (
        <VisitorCard key={visitor.id} visitor={visitor} mail={data.mail} onChanged={() => void refetch()} />
      ))}
    </Modal>
  );
}

function useStateWords() {
  const words = useMessages(portalOfficeMessages);
  const { language, timeZone } = useFormatContext();
  const day = (moment: string | null) =>
    moment === null ? '' : dateInWords(language, { dateStyle: 'long', timeZone })(new Date(moment));
  const closed = {
    inactive: words.inactive,
    exited: words.exited,
    disappeared: words.disappeared,
    'no-company': words.noCompany,
  };
  const stateOf = (visitor: ShownVisitor): string => {
    if (visitor.closed) return closed[visitor.closed];
    if (visitor.way === 'invited') return words.wayInvited(day(visitor.endsAt));
    if (visitor.way === 'temporary') return words.wayTemporary(day(visitor.endsAt));
    return { open: words.wayOpen, expired: words.wayExpired, none: words.wayNone }[visitor.way];
  };
  return { day, stateOf };
}

interface VisitorCardProps {
  readonly visitor: ShownVisitor;
  readonly mail: boolean;
  readonly onChanged: () => void;
}

interface Given {
  readonly link: string | null;
  readonly password: string | null;
  readonly mailed: boolean;
}

function VisitorCard({ visitor, mail, onChanged }: VisitorCardProps) {
  const words = useMessages(portalOfficeMessages);
  const number = useNumberFormat();
  const client = useQueryClient();
  const { day, stateOf } = useStateWords();
  const record = useModel().record(visitor.record);
  const mayChange = usePermission(record.name).update !== 'none';
  const [busy, setBusy] = useState(false);
  const [given, setGiven] = useState<Given | null>(null);
  const act = useOneAtATime(async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
      onChanged();
      void client.invalidateQueries({ queryKey: queryKeys.collection(record.collection) });
    } catch (error) {
      showProblem(error);
    } finally {
      setBusy(false);
    }
  });
  const give = (mode: 'invitation' | 'temporary') =>
    act(async () => setGiven(await api.post<Given>(`/portal/visitors/${visitor.id}/access`, { body: { mode, mail } })));
  const setActive = (active: boolean) =>
    act(async () => {
      const address = `/${record.collection}/${visitor.id}`;
      const { version } = await api.get<Item>(address);
      await api.patch(address, { body: { active }, headers: { 'If-Match': `"${version}"` } });
      showToast(active ? words.enabled : words.disabled);
    });
  return (
    <section
      className={classes.card}
      aria-label={visitor.record === 'extranetUser' ? words.extranetUser : words.collaborator}
    >
      <div className={classes.top}>
        <h3 className={classes.heading}>
          {visitor.record === 'extranetUser' ? words.extranetUser : words.collaborator}
        </h3>
        <Button
          size="compact-sm"
          variant="subtle"
          renderRoot={(props) => (
            <Link to="/crm/$collection/$id" params={{ collection: record.collection, id: visitor.id }} {...props} />
          )}
        >
          {words.openRecord}
        </Button>
      </div>
      <dl className={classes.facts}>
        <dt>{words.login}</dt>
        <dd>{visitor.login ?? words.noLogin}</dd>
        <dt>{words.state}</dt>
        <dd>{stateOf(visitor)}</dd>
        <dt>{words.lastSignIn}</dt>
        <dd>{visitor.lastSignInAt ? day(visitor.lastSignInAt) : words.never}</dd>
        {visitor.closed === null && visitor.sessions > 0 ? (
          <>
            <dt>{words.sessions}</dt>
            <dd>{number(visitor.sessions)}</dd>
          </>
        ) : null}
      </dl>
      {given ? (
        given.mailed ? (
          <p role="status">{words.mailed}</p>
        ) : (
          <div role="status">
            <p className={classes.small}>{words.shownOnce}</p>
            <CopyField
              label={given.link ? words.linkOf(visitor.name) : words.passwordOf(visitor.name)}
              value={given.link ?? given.password ?? ''}
              focused
            />
          </div>
        )
      ) : null}
      <div className={classes.actions}>
        {mayChange && visitor.closed === null && visitor.login !== null ? (
          <>
            <Button size="compact-sm" variant="light" loading={busy} onClick={() => void give('invitation')}>
              {words.invite}
            </Button>
            <Button size="compact-sm" variant="default" loading={busy} onClick={() => void give('temporary')}>
              {words.temporary}
            </Button>
          </>
        ) : null}
        {mayChange && visitor.closed === 'inactive' ? (
          <Button size="compact-sm" variant="light" loading={busy} onClick={() => void setActive(true)}>
            {words.enable}
          </Button>
        ) : null}
        {mayChange && visitor.closed !== 'inactive' ? (
          <Button size="compact-sm" variant="light" color="red" loading={busy} onClick={() => void setActive(false)}>
            {words.disable}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
