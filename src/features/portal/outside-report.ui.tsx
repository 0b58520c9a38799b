import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../../web/api/client.ts';
import { useOperation } from '../../web/api/queries.ts';
import { queryKeys } from '../../web/api/query-keys.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useNumberFormat } from '../../web/language/format-context.ts';
import { portalOfficeMessages } from '../../web/language/portal-office.ts';
import { follow, isUnderWay } from '../../web/records/operations/operation-state.ts';
import { ProgressWithStop } from '../../web/records/operations/progress-with-stop.tsx';
import { undoOperation } from '../../web/records/operations/undo-operation.ts';
import { CopyField } from '../../web/ui/copy-field.tsx';
import { showProblem, showToast } from '../../web/ui/toast.tsx';
import { OutsideLines } from './outside-lines.ui.tsx';
import type { Handout, OutsideResult } from './outside-reasons.ts';
import classes from './portal-office.module.css';

/** A list longer than this is saved, not read. */
const mostShown = 20;

/** Cells as a spreadsheet takes them: quoted, and what begins a formula with an apostrophe. */
function cell(text: string | null): string {
  const safe = /^[=+\-@\t]/.test(text ?? '') ? `'${text}` : (text ?? '');
  return `"${safe.replaceAll('"', '""')}"`;
}

function save(name: string, columns: string, handouts: readonly Handout[]): void {
  const lines = handouts.map(({ name: who, login, link, password }) =>
    [who, login, link, password].map(cell).join(';'),
  );
  const url = URL.createObjectURL(new Blob([`\ufeff${[columns, ...lines].join('\r\n')}\r\n`], { type: 'text/csv' }));
  const anchor = Object.assign(document.createElement('a'), { href: url, download: name });
  anchor.click();
  URL.revokeObjectURL(url);
}

/** Follows the batch that lets contacts in; at its end tells what it did, hands over what is shown once, offers to undo. */
export function OutsideReport({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const words = useMessages(portalOfficeMessages);
  const number = useNumberFormat();
  const client = useQueryClient();
  const { data: operation } = useOperation(id);
  const [handouts, setHandouts] = useState<readonly Handout[] | null>(null);
  const [undoing, setUndoing] = useState(false);
  useEffect(() => follow(id), [id]);
  const over = operation !== undefined && !isUnderWay(operation);
  useEffect(() => {
    if (!over) return;
    for (const collection of ['contacts', 'extranet-users', 'collaborators'])
      void client.invalidateQueries({ queryKey: queryKeys.collection(collection) });
  }, [over, client]);
  if (!operation) return null;
  if (!over)
    return <ProgressWithStop operation={operation} label={words.running} unit="records" onBackground={onClose} />;
  const result = {
    created: 0,
    skipped: 0,
    refused: 0,
    fates: {},
    left: [],
    handouts: 0,
    ...operation.result,
  } as OutsideResult;
  const told = [
    words.created(result.created, number(result.created)),
    ...(result.skipped > 0 ? [words.left(result.skipped, number(result.skipped))] : []),
    ...(result.refused > 0 ? [words.refused(result.refused, number(result.refused))] : []),
  ];
  const fetchHandouts = () =>
    api
      .post<{ items: readonly Handout[] }>(`/operations/${id}/handouts`)
      .then(({ items }) => setHandouts(items), showProblem);
  const undo = async () => {
    setUndoing(true);
    try {
      const left = await undoOperation(id);
      showToast(left === '' ? words.undone : `${words.undone} ${left}.`);
      onClose();
    } catch (error) {
      showProblem(error);
      setUndoing(false);
    }
  };
  return (
    <div className={classes.form}>
      <p role="status" className={classes.heading}>
        {told.join(', ')}
      </p>
      {operation.state === 'failed' ? <p className={classes.notice}>{words.failed}</p> : null}
      {result.left.length > 0 ? <OutsideLines fates={result.fates} lines={result.left} count={result.skipped} /> : null}
      {result.handouts > 0 && handouts === null ? (
        <div>
          <Button onClick={() => void fetchHandouts()}>{words.showHandouts(number(result.handouts))}</Button>
          <p className={classes.small}>{words.handouts(result.handouts)}</p>
        </div>
      ) : null}
      {handouts && handouts.length > 0 ? <Handouts handouts={handouts} /> : null}
      <div className={classes.buttons}>
        {operation.undoable && result.created > 0 ? (
          <Button variant="default" loading={undoing} onClick={() => void undo()}>
            {words.undo}
          </Button>
        ) : null}
        <Button onClick={onClose} data-autofocus>
          {words.close}
        </Button>
      </div>
    </div>
  );
}

function Handouts({ handouts }: { readonly handouts: readonly Handout[] }) {
  const words = useMessages(portalOfficeMessages);
  const number = useNumberFormat();
  return (
    <section aria-label={words.handouts(handouts.length)}>
      <p className={classes.notice}>{words.handouts(handouts.length)}</p>
      <ul className={classes.people}>
        {handouts.slice(0, mostShown).map(({ name, login, link, password }) => (
          <li key={login} className={classes.person}>
            <span>
              <strong>{name}</strong> · {login}
            </span>
            <CopyField label={link ? words.linkOf(name) : words.passwordOf(name)} value={link ?? password ?? ''} />
          </li>
        ))}
      </ul>
      {handouts.length > mostShown ? (
        <p className={classes.small}>{words.more(number(handouts.length - mostShown))}</p>
      ) : null}
      <Button
        mt="sm"
        variant="default"
        leftSection={<IconDownload size={16} />}
        onClick={() => save(words.fileName, words.columns, handouts)}
      >
        {words.download}
      </Button>
    </section>
  );
}
