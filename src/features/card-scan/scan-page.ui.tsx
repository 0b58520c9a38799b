import { Alert, Button, Progress } from '@mantine/core';
import { IconAlertTriangle, IconScan } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useCamera } from '../../fields/image/use-camera.ui.tsx';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { useMe, usePermission } from '../../web/api/queries.ts';
import { cardScanMessages } from '../../web/language/card-scan.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { usePersonType } from '../../web/records/form/use-person-type.ts';
import { useFileDrop } from '../../web/records/import/use-file-drop.ts';
import { EmptyState } from '../../web/ui/empty-state.tsx';
import { PageHeader } from '../../web/ui/page-header.tsx';
import { showProblem, showToast } from '../../web/ui/toast.tsx';
import { Camera, hasCamera } from './camera.ui.tsx';
import type { FoundCells } from './card-cells.ts';
import classes from './card-scan.module.css';
import { CardSource } from './card-source.ui.tsx';
import { CornerEditor } from './corner-editor.ui.tsx';
import { useOpenScan } from './use-open-scan.ui.tsx';
import { type ScanTrouble, useScan } from './use-scan.ui.tsx';

const nothing: FoundCells = { cells: {}, unsure: new Set() };

/** Scans a business card: its picture is taken or chosen, read here, and the form opens filled in (F20, A7). */
export function ScanPage() {
  const words = useMessages(cardScanMessages);
  const record = usePersonType();
  if (!record) return null;
  return (
    <div className={classes.page}>
      <PageHeader title={words.title} leading={<IconScan size={20} stroke={1.6} aria-hidden />} />
      <Scan record={record} />
    </div>
  );
}

function Scan({ record }: { readonly record: EffectiveRecord }) {
  const words = useMessages(cardScanMessages);
  const { user } = useMe();
  const permission = usePermission(record.name);
  const openScan = useOpenScan(record);
  const handheld = useCamera();
  const [filming, setFilming] = useState(() => handheld && hasCamera());
  const onRead = useCallback(
    async (found: FoundCells, picture: Blob) => {
      await openScan(found, picture);
      if (Object.keys(found.cells).length === 0) showToast(words.nothingRead);
    },
    [openScan, words],
  );
  const scan = useScan({ by: user.id, onRead });
  const { picture, stage, trouble } = scan;
  const take = useCallback((file: File) => void scan.take(file), [scan.take]);
  const over = useFileDrop(take, stage === null, words.pastedName);

  if (!permission.create) return <EmptyState title={words.noRight}>{words.noRightText}</EmptyState>;
  const openCamera = () => {
    scan.setTrouble(null);
    setFilming(true);
    // While the card is being held in the frame, what reads it comes.
    void scan.prepare(() => undefined).catch(() => undefined);
  };
  const anotherPhoto = () => {
    scan.stop();
    scan.setTrouble(null);
    scan.keep(null);
    setFilming(handheld && hasCamera());
  };
  return (
    <div className={classes.body}>
      <p className={classes.intro}>{words.intro}</p>
      {trouble ? (
        <TroubleNotice trouble={trouble} {...(picture ? { onRetry: () => void scan.read(picture) } : {})} />
      ) : null}
      {picture ? (
        <>
          <CornerEditor
            address={picture.address}
            width={picture.pixels.width}
            height={picture.pixels.height}
            corners={picture.corners}
            onChange={stage === null ? (corners) => scan.keep({ ...picture, corners, found: true }) : undefined}
          />
          {stage === null ? (
            <>
              <p className={classes.hint}>{picture.found ? words.cornersHelp : words.cornersNotFound}</p>
              <div className={classes.actions}>
                <Button onClick={() => void scan.read(picture)}>{words.read}</Button>
                <Button variant="default" onClick={() => void openScan(nothing, picture.file).catch(showProblem)}>
                  {words.withoutReading}
                </Button>
                <Button variant="default" onClick={anotherPhoto}>
                  {words.another}
                </Button>
              </div>
            </>
          ) : null}
        </>
      ) : filming && stage === null ? (
        <Camera
          onCapture={(video) => {
            void scan.take(video);
            setFilming(false);
          }}
          onFail={(reason) => {
            setFilming(false);
            scan.setTrouble({ what: reason === 'refused' ? 'camera-refused' : 'camera-absent' });
          }}
          onClose={() => setFilming(false)}
        />
      ) : stage === null ? (
        <CardSource onFile={take} onCamera={hasCamera() ? openCamera : undefined} over={over} />
      ) : null}
      {stage ? (
        <div className={classes.progress} role="status">
          <span>{stage === 'preparing' ? words.preparing : stage === 'loading' ? words.loading : words.reading}</span>
          <Progress
            value={stage === 'loading' ? Math.max(4, scan.part * 100) : 100}
            animated={stage !== 'loading'}
            aria-label={stage === 'loading' ? words.loading : words.reading}
          />
          <Button variant="default" size="compact-md" onClick={scan.stop}>
            {picture ? words.adjust : words.stop}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

interface TroubleNoticeProps {
  readonly trouble: ScanTrouble;
  readonly onRetry?: () => void;
}

/** What went wrong, and what to do. */
function TroubleNotice({ trouble, onRetry }: TroubleNoticeProps) {
  const words = useMessages(cardScanMessages);
  const [title, text] = ((): readonly [string, string?] => {
    switch (trouble.what) {
      case 'empty':
        return [words.empty(trouble.name), words.notPictureText];
      case 'heic':
        return [words.heic(trouble.name), words.heicText];
      case 'not-a-picture':
        return [words.notPicture(trouble.name), words.notPictureText];
      case 'load-failed':
        return [words.loadFailed, words.loadFailedText];
      case 'read-failed':
        return [words.readFailed, words.readFailedText];
      case 'camera-refused':
        return [words.cameraRefused, words.cameraRefusedText];
      case 'camera-absent':
        return [words.cameraAbsent, words.cameraAbsentText];
    }
  })();
  return (
    <Alert variant="default" role="alert" icon={<IconAlertTriangle size={20} stroke={1.6} />} title={title}>
      {text}
      {onRetry && trouble.what === 'load-failed' ? (
        <div>
          <Button mt="xs" size="compact-sm" variant="default" onClick={onRetry}>
            {words.retry}
          </Button>
        </div>
      ) : null}
    </Alert>
  );
}
