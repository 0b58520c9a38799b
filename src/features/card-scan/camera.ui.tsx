import { ActionIcon, Button } from '@mantine/core';
import { IconBulb, IconBulbFilled, IconCamera, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { cardScanMessages } from '../../web/language/card-scan.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import classes from './card-scan.module.css';

interface CameraProps {
  /** Called with what the camera shows when the photo is taken. */
  readonly onCapture: (video: HTMLVideoElement) => void;
  /** Called where the camera cannot be had: refused by the person, or there is none. */
  readonly onFail: (reason: 'refused' | 'absent') => void;
  readonly onClose: () => void;
}

/** Tells whether this browser can ask for a camera: only over https, or from this machine. */
export function hasCamera(): boolean {
  return typeof navigator.mediaDevices?.getUserMedia === 'function';
}

/** The picture of the camera, live, with the frame that a card is held in; the lamp where there is one. */
export function Camera({ onCapture, onFail, onClose }: CameraProps) {
  const words = useMessages(cardScanMessages);
  const video = useRef<HTMLVideoElement>(null);
  const [track, setTrack] = useState<MediaStreamTrack | null>(null);
  const [lit, setLit] = useState(false);
  const [ready, setReady] = useState(false);
  const latest = useRef(onFail);
  latest.current = onFail;
  useEffect(() => {
    let stream: MediaStream | null = null;
    let gone = false;
    const open = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({
          audio: false,
          video: { facingMode: { ideal: 'environment' }, width: { ideal: 2560 }, height: { ideal: 1440 } },
        });
      } catch (error) {
        const refused = error instanceof DOMException && /NotAllowed|Security/.test(error.name);
        if (!gone) latest.current(refused ? 'refused' : 'absent');
        return;
      }
      if (gone) {
        for (const one of stream.getTracks()) one.stop();
        return;
      }
      setTrack(stream.getVideoTracks()[0] ?? null);
      if (video.current) {
        video.current.srcObject = stream;
        await video.current.play().catch(() => undefined);
      }
    };
    void open();
    return () => {
      gone = true;
      for (const one of stream?.getTracks() ?? []) one.stop();
    };
  }, []);
  const hasTorch = (track?.getCapabilities?.() as { torch?: boolean } | undefined)?.torch === true;
  const light = async () => {
    try {
      await track?.applyConstraints({ advanced: [{ torch: !lit } as MediaTrackConstraintSet] });
      setLit(!lit);
    } catch {
      // The lamp is taken: the picture is there all the same.
    }
  };
  return (
    <div className={classes.camera}>
      <div className={classes.view}>
        <video ref={video} playsInline muted aria-label={words.camera} onPlaying={() => setReady(true)} />
        <div className={classes.frame} aria-hidden="true" />
        <ActionIcon
          className={classes.close}
          variant="filled"
          color="dark"
          radius="xl"
          size={36}
          aria-label={words.closeCamera}
          onClick={onClose}
        >
          <IconX size={18} />
        </ActionIcon>
        {hasTorch ? (
          <ActionIcon
            className={classes.torch}
            variant="filled"
            color="dark"
            radius="xl"
            size={36}
            aria-label={words.torch}
            aria-pressed={lit}
            onClick={() => void light()}
          >
            {lit ? <IconBulbFilled size={18} /> : <IconBulb size={18} />}
          </ActionIcon>
        ) : null}
      </div>
      <p className={classes.hint}>{words.aim}</p>
      <Button
        size="md"
        leftSection={<IconCamera size={18} stroke={1.8} />}
        disabled={!ready}
        onClick={() => video.current && onCapture(video.current)}
      >
        {words.capture}
      </Button>
    </div>
  );
}
