import { Menu, Portal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useOpenedOnceThere } from '../../ui/opened-once-there.ts';

/** A place in the window, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

interface PointMenuProps {
  /** Where the menu opens; null keeps it closed. */
  readonly at: Point | null;
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A menu at a place: under the pointer for a right click, at a cell for the menu key. */
export function PointMenu({ at, label, onClose, children }: PointMenuProps) {
  const opened = useOpenedOnceThere(at !== null);
  return (
    <Menu
      opened={opened}
      onChange={(next) => {
        if (!next) onClose();
      }}
      position="bottom-start"
      offset={2}
      width={240}
      withinPortal
      returnFocus
      trapFocus
    >
      {/* Outside of what holds it: an element that scrolls may be what « fixed » is measured from. */}
      <Portal>
        <Menu.Target>
          <span
            aria-hidden
            style={{ position: 'fixed', left: at?.x ?? 0, top: at?.y ?? 0, width: 1, height: 1, pointerEvents: 'none' }}
          />
        </Menu.Target>
      </Portal>
      <Menu.Dropdown aria-label={label}>{children}</Menu.Dropdown>
    </Menu>
  );
}
