import { useRouterState } from '@tanstack/react-router';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { useModel } from '../../api/queries.ts';

/** Returns the type of which a way in makes a record: the one its address names (`?record=`), else the first of people. */
export function usePersonType(): EffectiveRecord | undefined {
  const model = useModel();
  const name = useRouterState({ select: (state) => (state.location.search as { record?: unknown }).record });
  return (typeof name === 'string' ? model.find(name) : undefined) ?? model.records.find(({ isPerson }) => isPerson);
}
