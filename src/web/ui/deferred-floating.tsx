import type { MenuProps, Menu as MenuType, PopoverProps, TooltipProps } from '@mantine/core';
import {
  type AriaAttributes,
  cloneElement,
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { deferred } from './deferred.tsx';
import { loadLater } from './later.ts';

const load = () => import('./floating.tsx').then((module) => module.floating);
const MenuLayer = deferred<MenuLayerProps>(() => load().then((floating) => floating.MenuLayer));
const PopoverLayer = deferred<PopoverLayerProps>(() => load().then((floating) => floating.PopoverLayer));
const TooltipLayer = deferred<TooltipLayerProps>(() => load().then((floating) => floating.TooltipLayer));

async function preloadFloating(): Promise<void> {
  await Promise.all([MenuLayer.preload(), PopoverLayer.preload(), TooltipLayer.preload()]);
}
loadLater(preloadFloating);

/** What what opens beside a button adds to its properties. */
interface TargetProps extends AriaAttributes {
  readonly id?: string;
  readonly onClick?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onPointerEnter?: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerLeave?: () => void;
  readonly onPointerDown?: () => void;
  readonly onFocus?: (event: FocusEvent<HTMLElement>) => void;
  readonly onBlur?: () => void;
  readonly 'data-expanded'?: boolean;
}

/** A button that hands these properties to its element. */
type Target = ReactElement<TargetProps>;

/** Loads what opens as soon as someone comes near the button. */
const comingNear = {
  onPointerEnter: () => void preloadFloating().catch(() => undefined),
  onFocus: () => void preloadFloating().catch(() => undefined),
};

/** True from when what opens was first wanted and is loaded; with the server lost before, it stays closed. */
function useThere(opened: boolean, onChange: (opened: boolean) => void): boolean {
  const [there, setThere] = useState(false);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    if (!opened || there) return;
    preloadFloating().then(
      () => setThere(true),
      () => latest.current(false),
    );
  }, [opened, there]);
  return there;
}

interface LayerProps {
  /** Id of the button it stands beside. */
  readonly id: string;
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
  /** Its name for who hears it; that of its button where there is none. */
  readonly label?: string | undefined;
}

type MenuPlace = Pick<MenuProps, 'position' | 'width' | 'classNames'>;
type MenuItems = (menu: typeof MenuType) => ReactNode;

export interface MenuLayerProps extends LayerProps, MenuPlace {
  readonly children: MenuItems;
}

type PopoverPlace = Pick<PopoverProps, 'position' | 'width' | 'shadow' | 'closeOnClickOutside'>;

export interface PopoverLayerProps extends LayerProps, PopoverPlace {
  readonly children: ReactNode;
}

export type TooltipLayerProps = Pick<TooltipProps, 'target' | 'label' | 'position' | 'opened'>;

interface MenuButtonProps extends MenuPlace {
  /** The button that opens it. */
  readonly target: Target;
  readonly label?: string | undefined;
  /** Takes Mantine's menu, loaded by then; returns the items. */
  readonly children: MenuItems;
}

/**
 * A button with a menu. The button is drawn at once; Mantine's menu comes when the button is pointed at, has the focus
 * or is pressed, and shortly after the first screen in any case.
 */
export function MenuButton({ target, label, children, ...place }: MenuButtonProps) {
  const id = useId();
  const [opened, setOpened] = useState(false);
  const there = useThere(opened, setOpened);
  return (
    <>
      {cloneElement(target, {
        id,
        'aria-haspopup': 'menu',
        'aria-expanded': opened,
        ...(opened ? { 'aria-controls': `${id}-dropdown`, 'data-expanded': true } : {}),
        ...comingNear,
        onClick: () => setOpened(!opened),
        onKeyDown: (event) => {
          if (event.key !== 'ArrowDown' || opened) return;
          event.preventDefault();
          setOpened(true);
        },
      })}
      {there ? (
        <MenuLayer id={id} opened={opened} onChange={setOpened} label={label} {...place}>
          {children}
        </MenuLayer>
      ) : null}
    </>
  );
}

interface PopoverButtonProps extends PopoverPlace {
  /** The button; what a press of it does is its own. */
  readonly target: Target;
  readonly label?: string | undefined;
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
  readonly children: ReactNode;
}

/** A button, drawn at once, and a panel beside it, which comes like a menu. */
export function PopoverButton({ target, label, opened, onChange, children, ...place }: PopoverButtonProps) {
  const id = useId();
  const there = useThere(opened, onChange);
  return (
    <>
      {cloneElement(target, {
        id,
        'aria-haspopup': 'dialog',
        'aria-expanded': opened,
        ...(opened ? { 'aria-controls': `${id}-dropdown` } : {}),
        ...comingNear,
      })}
      {there ? (
        <PopoverLayer id={id} opened={opened} onChange={onChange} label={label} {...place}>
          {children}
        </PopoverLayer>
      ) : null}
    </>
  );
}

/** How long one points at something before it is named, in milliseconds. */
const hoverTime = 400;

interface TooltipOptions extends TargetProps {
  readonly label: string;
  readonly position?: NonNullable<TooltipProps['position']>;
  readonly disabled?: boolean;
  readonly children: Target;
}

/** Names a button under the pointer or with the focus of the keyboard; Escape takes the name away. */
export function Tooltip({ label, position = 'top', disabled = false, children, ...added }: TooltipOptions) {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  const [shown, setShown] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = (element: HTMLElement, after: number) => {
    if (disabled) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setTarget(element);
      setShown(true);
    }, after);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setShown(false);
  };
  return (
    <>
      {cloneElement(children, {
        ...added,
        onPointerEnter: (event) => {
          comingNear.onPointerEnter();
          if (event.pointerType === 'mouse') show(event.currentTarget, hoverTime);
        },
        onPointerLeave: hide,
        onPointerDown: hide,
        onFocus: (event) => {
          comingNear.onFocus();
          if (event.currentTarget.matches(':focus-visible')) show(event.currentTarget, 0);
        },
        onBlur: hide,
        onKeyDown: (event) => {
          if (event.key === 'Escape') hide();
        },
      })}
      {target ? <TooltipLayer target={target} label={label} opened={shown && !disabled} position={position} /> : null}
    </>
  );
}
