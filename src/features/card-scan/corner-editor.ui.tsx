import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { cardScanMessages } from '../../web/language/card-scan.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import classes from './card-scan.module.css';
import type { Corners, Point } from './pixels.ts';

interface CornerEditorProps {
  readonly address: string;
  readonly width: number;
  readonly height: number;
  readonly corners: Corners | null;
  /** Absent while the card is read: the corners are shown, not moved. */
  readonly onChange?: ((corners: Corners) => void) | undefined;
}

/** How far an arrow key moves a corner, in parts of the picture; with Shift ten times less. */
const step = 0.01;

const ways: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** The picture of a card with its four corners, moved by finger, mouse or arrow keys. */
export function CornerEditor({ address, width, height, corners, onChange }: CornerEditorProps) {
  const words = useMessages(cardScanMessages);
  const box = useRef<HTMLDivElement>(null);
  const within = ({ x, y }: Point): Point => ({
    x: Math.min(width, Math.max(0, x)),
    y: Math.min(height, Math.max(0, y)),
  });
  const move = (at: number, to: Point) => {
    if (corners) onChange?.(corners.map((corner, place) => (place === at ? within(to) : corner)) as unknown as Corners);
  };
  const drag = (at: number) => (event: PointerEvent<HTMLButtonElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const area = box.current?.getBoundingClientRect();
    if (area)
      move(at, {
        x: ((event.clientX - area.left) / area.width) * width,
        y: ((event.clientY - area.top) / area.height) * height,
      });
  };
  const press = (at: number) => (event: KeyboardEvent) => {
    const way = ways[event.key];
    const corner = corners?.[at];
    if (!way || !corner) return;
    event.preventDefault();
    const size = Math.max(width, height) * (event.shiftKey ? step / 10 : step);
    move(at, { x: corner.x + way.x * size, y: corner.y + way.y * size });
  };
  return (
    <div
      ref={box}
      className={classes.picture}
      style={{ aspectRatio: `${width} / ${height}`, maxWidth: `calc(60vh * ${width / height})` }}
    >
      <img src={address} alt={words.photo} />
      {corners ? (
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          <polygon points={corners.map(({ x, y }) => `${x},${y}`).join(' ')} vectorEffect="non-scaling-stroke" />
        </svg>
      ) : null}
      {corners && onChange
        ? corners.map(({ x, y }, at) => (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: a corner is known by its place alone
              key={at}
              type="button"
              className={classes.corner}
              style={{ left: `${(x / width) * 100}%`, top: `${(y / height) * 100}%` }}
              aria-label={words.corner(at + 1)}
              onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
              onPointerMove={drag(at)}
              onKeyDown={press(at)}
            />
          ))
        : null}
    </div>
  );
}
