import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { rememberOrder } from './list-order.ts';

/** Takes a record type and the rows of its list; returns how one of them is opened, in this tab or in a new one. */
export function useOpenRecord(record: EffectiveRecord, rows: () => readonly { readonly id: string }[]) {
  const navigate = useNavigate();
  return useCallback(
    (id: string, inNewTab = false) => {
      if (inNewTab) {
        window.open(`/crm/${record.collection}/${id}`, '_blank', 'noopener');
        return;
      }
      rememberOrder(record.collection, rows());
      void navigate({ to: '/crm/$collection/$id', params: { collection: record.collection, id } });
    },
    [navigate, record.collection, rows],
  );
}
