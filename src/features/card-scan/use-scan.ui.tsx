import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FoundCells } from './card-cells.ts';
import { type CardPicture, cardPicture, PictureProblem } from './card-picture.ui.tsx';
import { localRecogniser } from './local-recogniser.ui.tsx';
import type { Corners } from './pixels.ts';
import { type Straightener, scanCard, startStraightener } from './scan-card.ui.tsx';

/** What is under way. */
export type ScanStage = 'preparing' | 'loading' | 'reading';

/** What went wrong: with the picture, with what reads, or with reading. */
export type ScanTrouble =
  | { readonly what: PictureProblem['reason']; readonly name: string }
  | { readonly what: 'load-failed' | 'read-failed' | 'camera-refused' | 'camera-absent' };

/** The picture that is worked on, and where the card is in it. */
export interface ScanPicture extends CardPicture {
  readonly address: string;
  readonly corners: Corners;
  readonly found: boolean;
}

/** The picture scanned last, as long as the page stays open: who goes back from the form finds it again. */
let last: { readonly picture: ScanPicture; readonly by: string } | null = null;

interface ScanOptions {
  /** Id of the person: nobody else is shown their picture. */
  readonly by: string;
  /** Takes what was read, and the picture. */
  readonly onRead: (found: FoundCells, picture: Blob) => Promise<void>;
}

/** Takes who scans and what becomes of a card; returns the state of the scan and what can be done. */
export function useScan({ by, onRead }: ScanOptions) {
  const [picture, setPicture] = useState(last?.by === by ? last.picture : null);
  const [stage, setStage] = useState<ScanStage | null>(null);
  const [part, setPart] = useState(0);
  const [trouble, setTrouble] = useState<ScanTrouble | null>(null);
  const recogniser = useMemo(localRecogniser, []);
  const straightener = useRef<Straightener | null>(null);
  const under = useRef<AbortController | null>(null);
  const held = useRef<ScanPicture | null>(null);
  useEffect(
    () => () => {
      under.current?.abort();
      recogniser.close();
      straightener.current?.close();
    },
    [recogniser],
  );

  const stop = useCallback(() => {
    under.current?.abort();
    under.current = null;
    setStage(null);
  }, []);
  const keep = useCallback(
    (next: ScanPicture | null) => {
      if (held.current && held.current.address !== next?.address) URL.revokeObjectURL(held.current.address);
      held.current = next;
      last = next && { picture: next, by };
      setPicture(next);
    },
    [by],
  );
  /** What straightens, holding the pixels of this picture. */
  const straightenerOf = useCallback(async ({ pixels }: CardPicture) => {
    straightener.current?.close();
    straightener.current = startStraightener();
    return { straightener: straightener.current, ...(await straightener.current.corners(pixels)) };
  }, []);

  const read = useCallback(
    async (given: ScanPicture) => {
      under.current?.abort();
      const controller = new AbortController();
      under.current = controller;
      const { signal } = controller;
      setTrouble(null);
      setPart(0);
      setStage('loading');
      let loaded = false;
      try {
        await recogniser.prepare(setPart);
        signal.throwIfAborted();
        loaded = true;
        setStage('reading');
        const holder = straightener.current ?? (await straightenerOf(given)).straightener;
        const found = await scanCard(given.pixels, given.corners, { recogniser, straightener: holder }, signal);
        signal.throwIfAborted();
        await onRead(found, given.file);
      } catch {
        if (!signal.aborted) setTrouble({ what: loaded ? 'read-failed' : 'load-failed' });
      } finally {
        if (under.current === controller) setStage(null);
      }
    },
    [recogniser, onRead, straightenerOf],
  );

  const take = useCallback(
    async (source: File | HTMLVideoElement) => {
      under.current?.abort();
      setTrouble(null);
      setStage('preparing');
      try {
        const taken = await cardPicture(source);
        // While the card is looked for in the picture, what reads it comes. Reading tells what goes wrong with it.
        void recogniser.prepare(setPart).catch(() => undefined);
        const { corners, found } = await straightenerOf(taken);
        const next: ScanPicture = { ...taken, address: URL.createObjectURL(taken.file), corners, found };
        keep(next);
        await read(next);
      } catch (error) {
        setStage(null);
        const reason = error instanceof PictureProblem ? error.reason : 'not-a-picture';
        setTrouble({ what: reason, name: source instanceof File ? source.name : '' });
      }
    },
    [keep, read, recogniser, straightenerOf],
  );
  return { picture, stage, part, trouble, take, read, stop, keep, setTrouble, prepare: recogniser.prepare };
}
