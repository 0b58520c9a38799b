import { ActionIcon } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type RefObject, useEffect, useState } from 'react';
import { localize } from '../../../lib/localized.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { listMessages } from '../../language/list.ts';
import type { CellPlace } from './cell-moves.ts';
import { isEditable } from './columns.ts';
import type { List } from './use-list.ts';

interface EditPencilProps {
  readonly list: List;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly placeOf: (target: EventTarget | null) => CellPlace | null;
  readonly onEdit: (place: CellPlace) => void;
}

interface Hovered extends CellPlace {
  readonly left: number;
  readonly top: number;
}

/** Size of the button in pixels. */
const size = 24;

/**
 * The pencil at the right end of the cell under the mouse: one for the whole grid, drawn over it and no part of it. The
 * keyboard has F2 and the menu.
 */
export function EditPencil({ list, scroller, placeOf, onEdit }: EditPencilProps) {
  const words = useMessages(listMessages);
  const language = useLanguage();
  const [hovered, setHovered] = useState<Hovered | null>(null);
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const over = (event: PointerEvent) => {
      if (event.pointerType !== 'mouse' || (event.target as Element).closest('[data-pencil]')) return;
      const place = placeOf(event.target);
      const cell = (event.target as Element).closest('[data-column]');
      if (!place || !cell) {
        setHovered(null);
        return;
      }
      const inside = cell.getBoundingClientRect();
      const around = box.getBoundingClientRect();
      const left = Math.min(inside.right, around.left + box.clientWidth) - around.left - size - 4;
      const top = inside.top - around.top + (inside.height - size) / 2;
      setHovered((known) =>
        known?.row === place.row && known.column === place.column ? known : { ...place, left, top },
      );
    };
    const away = () => setHovered(null);
    box.addEventListener('pointerover', over);
    const frame = box.parentElement ?? box;
    frame.addEventListener('pointerleave', away);
    box.addEventListener('scroll', away, { passive: true });
    return () => {
      box.removeEventListener('pointerover', over);
      frame.removeEventListener('pointerleave', away);
      box.removeEventListener('scroll', away);
    };
  }, [scroller, placeOf]);

  const field = hovered ? list.state.columns[hovered.column - 1] : undefined;
  const item = hovered ? list.rows.rows[hovered.row] : undefined;
  if (!hovered || !field || !item || !isEditable(field, list.permission)) return null;
  return (
    <ActionIcon
      data-pencil
      size={size}
      variant="default"
      tabIndex={-1}
      aria-label={words.editField(localize(field.label, language))}
      style={{ position: 'absolute', zIndex: 4, left: hovered.left, top: hovered.top }}
      onClick={(event) => {
        event.stopPropagation();
        setHovered(null);
        onEdit(hovered);
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <IconPencil size={14} stroke={1.7} />
    </ActionIcon>
  );
}
