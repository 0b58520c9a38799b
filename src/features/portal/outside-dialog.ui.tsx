import { Button, Checkbox, Radio, Stack } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { faceOf } from '../../fields/faces.ui.tsx';
import { isDate } from '../../lib/dates.ts';
import { localize } from '../../lib/localized.ts';
import { listValues } from '../../meta/derive/list-values.ts';
import { api } from '../../web/api/client.ts';
import { useMe, useModel } from '../../web/api/queries.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { useCountFormat, useNumberFormat } from '../../web/language/format-context.ts';
import { portalOfficeMessages } from '../../web/language/portal-office.ts';
import { targetBody } from '../../web/records/list/bulk-target.ts';
import type { BulkActionProps } from '../../web/slots.ts';
import { Modal } from '../../web/ui/deferred-overlays.ts';
import { ErrorNotice } from '../../web/ui/error-notice.tsx';
import { useOneAtATime } from '../../web/ui/one-at-a-time.ts';
import { usePhone } from '../../web/ui/phone.ts';
import { RowSkeletons } from '../../web/ui/row-skeletons.tsx';
import { showProblem } from '../../web/ui/toast.tsx';
import { OutsideLines } from './outside-lines.ui.tsx';
import type { OutsideKind, OutsidePreview } from './outside-reasons.ts';
import { OutsideReport } from './outside-report.ui.tsx';
import classes from './portal-office.module.css';
import { usePortalState } from './use-portal-state.ui.tsx';

type OutsideDialogProps = Pick<BulkActionProps, 'ids' | 'filter' | 'search' | 'count' | 'close'> & {
  readonly kind: OutsideKind;
};

/** Makes extranet users or collaborators of contacts: asks how, shows what becomes of each, does it, reports. */
export function OutsideDialog({ kind, ids, filter, search, count, close }: OutsideDialogProps) {
  const words = useMessages(portalOfficeMessages);
  const written = useCountFormat();
  const phone = usePhone();
  const [operation, setOperation] = useState<string | null>(null);
  const title = (kind === 'extranet-users' ? words.extranetTitle : words.collaboratorTitle)(written(count));
  const target = targetBody({ ids, filter, search, trash: false, count: null });
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      size="lg"
      fullScreen={phone}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {operation === null ? (
        <OutsideForm kind={kind} target={target} onRun={setOperation} onClose={close} />
      ) : (
        <OutsideReport id={operation} onClose={close} />
      )}
    </Modal>
  );
}

interface OutsideFormProps {
  readonly kind: OutsideKind;
  readonly target: Readonly<Record<string, unknown>>;
  readonly onRun: (operation: string) => void;
  readonly onClose: () => void;
}

function OutsideForm({ kind, target, onRun, onClose }: OutsideFormProps) {
  const words = useMessages(portalOfficeMessages);
  const language = useLanguage();
  const number = useNumberFormat();
  const model = useModel();
  const { permissions } = useMe();
  const dateId = useId();
  const extranet = kind === 'extranet-users';
  const record = model.record(extranet ? 'extranetUser' : 'collaborator');
  const profileValues = listValues(record.field('profiles')).filter(({ active }) => active !== false);
  const [profiles, setProfiles] = useState<string[]>(extranet && profileValues[0] ? [profileValues[0].code] : []);
  const [mode, setMode] = useState<string>(extranet ? 'invitation' : 'none');
  const [exitDate, setExitDate] = useState<unknown>(null);
  const [onlyOwnSites, setOnlyOwnSites] = useState(false);
  const state = usePortalState().data;
  const [byHand, setByHand] = useState(false);
  const [busy, setBusy] = useState(false);
  const exitField = record.field('exitDate');
  const { Input: DateInput } = faceOf('date');
  const wrongDate = exitDate !== null && !(typeof exitDate === 'string' && isDate(exitDate));
  const body = {
    ...target,
    passwordMode: mode,
    exitDate: wrongDate ? null : exitDate,
    mail: mode !== 'none' && state?.mail === true && !byHand,
    ...(extranet ? { profiles, onlyOwnSites } : {}),
  };
  // What becomes of each depends on the selection and on whether an address is needed, not on the rest.
  const preview = useQuery({
    queryKey: ['outside-preview', kind, target, mode === 'none'],
    queryFn: ({ signal }) =>
      api.post<OutsidePreview>(`/contacts/${kind}`, {
        body: { ...body, preview: true, exitDate: null, ...(extranet ? { profiles: [profileValues[0]?.code] } : {}) },
        signal,
      }),
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
  const created = preview.data?.fates.create ?? 0;
  const run = useOneAtATime(async () => {
    if ((extranet && profiles.length === 0) || wrongDate) return;
    setBusy(true);
    try {
      const answer = await api.post<{ operation: string }>(`/contacts/${kind}`, { body });
      onRun(answer.operation);
    } catch (error) {
      showProblem(error);
      setBusy(false);
    }
  });
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <p className={classes.help}>{extranet ? words.extranetHelp : words.collaboratorHelp}</p>
      {state?.enabled === false && mode !== 'none' ? (
        <p className={classes.notice}>
          {words.portalClosed}{' '}
          {permissions.areas.settings ? (
            <Link to="/settings/$" params={{ _splat: 'portal' }}>
              {words.openSettings}
            </Link>
          ) : null}
        </p>
      ) : null}
      {extranet ? (
        <Checkbox.Group
          label={words.profiles}
          value={profiles}
          onChange={setProfiles}
          error={profiles.length === 0 ? words.profilesMissing : null}
          required
        >
          <Stack gap={8} my={4}>
            {profileValues.map(({ code, label }) => (
              <Checkbox key={code} value={code} label={localize(label, language)} />
            ))}
          </Stack>
        </Checkbox.Group>
      ) : null}
      <Radio.Group label={words.mode} value={mode} onChange={setMode}>
        <Stack gap={8} mt={4}>
          {extranet ? null : <Radio value="none" label={words.modeNone} />}
          <Radio value="invitation" label={words.modeInvitation} />
          <Radio value="temporary" label={words.modeTemporary} />
        </Stack>
      </Radio.Group>
      {mode === 'none' ? null : state?.mail ? (
        <Radio.Group
          label={words.how}
          value={byHand ? 'hand' : 'mail'}
          onChange={(value) => setByHand(value === 'hand')}
        >
          <Stack gap={8} mt={4}>
            <Radio value="mail" label={words.byMail} />
            <Radio value="hand" label={words.byHand} />
          </Stack>
        </Radio.Group>
      ) : (
        <p className={classes.help}>{words.noMail}</p>
      )}
      {exitField ? (
        <div>
          <label htmlFor={dateId} className={classes.label}>
            {words.exitDate}
          </label>
          <div className={classes.field}>
            <DateInput id={dateId} value={exitDate} field={exitField} onChange={setExitDate} invalid={wrongDate} />
          </div>
          <p className={classes.small}>{words.exitDateHelp}</p>
        </div>
      ) : null}
      {extranet ? (
        <Checkbox
          label={words.onlyOwnSites}
          checked={onlyOwnSites}
          onChange={(event) => setOnlyOwnSites(event.currentTarget.checked)}
        />
      ) : null}
      <section className={classes.preview} aria-label={words.preview}>
        <h3 className={classes.heading}>{words.preview}</h3>
        {preview.error ? <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} /> : null}
        {!preview.data && !preview.error ? <RowSkeletons rows={4} height={28} /> : null}
        {preview.data ? (
          <OutsideLines fates={preview.data.fates} lines={preview.data.items} count={preview.data.count} />
        ) : null}
        {preview.data && created === 0 ? <p className={classes.help}>{words.nobody}</p> : null}
      </section>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button
          type="submit"
          loading={busy}
          disabled={created === 0 || (extranet && profiles.length === 0) || wrongDate}
        >
          {words.run(number(created))}
        </Button>
      </div>
    </form>
  );
}
