import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef } from 'react';
import { useMessages } from '../../web/language/catalogue.ts';
import { pictureMessages } from '../../web/language/picture.ts';
import { type Crop, mostZoom, movedCrop, sideOf, zoomedCrop } from './crop.ts';
import { drawSquare } from './open-picture.ui.tsx';
import classes from './picture-dialog.module.css';

/** Side of what is drawn, in pixels: sharp on a dense screen. */
const drawnSide = 640;
/** How far an arrow moves the picture, of its side, and how much a key zooms. */
const step = 0.04;
const zoomStep = 1.1;

const arrows: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-step, 0],
  ArrowRight: [step, 0],
  ArrowUp: [0, -step],
  ArrowDown: [0, step],
};

interface PictureCropProps {
  readonly picture: ImageBitmap;
  readonly crop: Crop;
  readonly onChange: (crop: Crop) => void;
}

/** A photo seen through the square that is kept of it: moved and enlarged by mouse, fingers and keys. */
export function PictureCrop({ picture, crop, onChange }: PictureCropProps) {
  const words = useMessages(pictureMessages);
  const help = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  // Gestures follow one another faster than React draws: each goes on from the last.
  const latest = useRef(crop);
  latest.current = crop;
  const change = (next: Crop) => {
    latest.current = next;
    onChange(next);
  };
  const zoom = (factor: number) => change(zoomedCrop(picture, latest.current, latest.current.zoom * factor));
  const zooming = useRef(zoom);
  zooming.current = zoom;

  useEffect(() => {
    const side = sideOf(picture, crop);
    if (canvas.current) drawSquare(canvas.current, picture, crop.x - side / 2, crop.y - side / 2, side);
  }, [picture, crop]);
  useEffect(() => {
    const element = canvas.current;
    // React's own listener may not keep the page from scrolling.
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      zooming.current(event.deltaY < 0 ? zoomStep : 1 / zoomStep);
    };
    element?.addEventListener('wheel', wheel, { passive: false });
    return () => element?.removeEventListener('wheel', wheel);
  }, []);

  const press = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };
  const distance = () => {
    const [one, other] = [...pointers.current.values()];
    return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0;
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    const before = pointers.current.get(event.pointerId);
    if (!before) return;
    const apart = distance();
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (apart > 0) {
      zoom(distance() / apart);
      return;
    }
    const { width } = event.currentTarget.getBoundingClientRect();
    const [right, down] = [before.x - event.clientX, before.y - event.clientY].map((way) => way / width);
    change(movedCrop(picture, latest.current, right ?? 0, down ?? 0));
  };
  const release = (event: PointerEvent<HTMLElement>) => pointers.current.delete(event.pointerId);
  const type = (event: KeyboardEvent) => {
    const arrow = arrows[event.key];
    if (arrow) change(movedCrop(picture, latest.current, ...arrow));
    else if (event.key === '+' || event.key === '=') zoom(zoomStep);
    else if (event.key === '-') zoom(1 / zoomStep);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div
        className={classes.crop}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows move the picture
        tabIndex={0}
        aria-label={words.crop}
        aria-describedby={help}
        onPointerDown={press}
        onPointerMove={move}
        onPointerUp={release}
        onPointerCancel={release}
        onKeyDown={type}
      >
        <canvas ref={canvas} width={drawnSide} height={drawnSide} aria-hidden />
      </div>
      <input
        className={classes.zoom}
        type="range"
        aria-label={words.zoom}
        min={1}
        max={mostZoom}
        step={0.01}
        value={crop.zoom}
        onChange={(event) => change(zoomedCrop(picture, crop, Number(event.currentTarget.value)))}
      />
      <p className={classes.help} id={help}>
        {words.cropHelp}
      </p>
    </>
  );
}
