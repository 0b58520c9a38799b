import { Menu, Popover, Tooltip } from '@mantine/core';
import { type Ref, useLayoutEffect } from 'react';
import type { MenuLayerProps, PopoverLayerProps, TooltipLayerProps } from './deferred-floating.tsx';
import { useOpenedOnceThere } from './opened-once-there.ts';

interface AnchorProps {
  /** Given by what is placed: the id that the button bears. */
  readonly id?: string;
  readonly ref?: Ref<HTMLElement>;
}

/** Stands for a button that is drawn elsewhere: what is placed beside its target is placed beside that button. */
function Anchor({ id = '', ref }: AnchorProps) {
  useLayoutEffect(() => {
    if (typeof ref === 'function') ref(document.getElementById(id));
  });
  return null;
}

function named(label: string | undefined) {
  return label === undefined ? {} : { 'aria-label': label };
}

function MenuLayer({ opened, label, children, ...rest }: MenuLayerProps) {
  return (
    <Menu opened={useOpenedOnceThere(opened)} {...rest}>
      <Menu.Target>
        <Anchor />
      </Menu.Target>
      <Menu.Dropdown {...named(label)}>{children(Menu)}</Menu.Dropdown>
    </Menu>
  );
}

function PopoverLayer({ opened, label, children, ...rest }: PopoverLayerProps) {
  return (
    <Popover opened={useOpenedOnceThere(opened)} shadow="lg" trapFocus returnFocus withinPortal {...rest}>
      <Popover.Target>
        <Anchor />
      </Popover.Target>
      <Popover.Dropdown {...named(label)}>{children}</Popover.Dropdown>
    </Popover>
  );
}

function TooltipLayer(props: TooltipLayerProps) {
  return <Tooltip {...props} />;
}

/** What is placed beside a button. Loaded by `deferred-floating.tsx`. */
export const floating = { MenuLayer, PopoverLayer, TooltipLayer };
