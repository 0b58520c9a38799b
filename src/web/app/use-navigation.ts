import { useRouterState } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { useMe, useModel } from '../api/queries.ts';
import { creatable, type NavigationArea, navigationOf, placeOf } from './navigation.ts';

/** The areas and places open to the user. */
export function useNavigation(): readonly NavigationArea[] {
  const model = useModel();
  const { permissions } = useMe();
  return useMemo(() => navigationOf(model, permissions), [model, permissions]);
}

/** The area and the place that the screen is in. */
export function usePlace(): ReturnType<typeof placeOf> {
  const areas = useNavigation();
  // The place's own path: from a list to one of its records nothing of the frame is drawn anew.
  const path = useRouterState({ select: (state) => placeOf(areas, state.location.pathname)?.entry.path });
  return useMemo(() => (path === undefined ? undefined : placeOf(areas, path)), [areas, path]);
}

/** The record types that the user may create, that of the screen first. */
export function useCreatable(): readonly EffectiveRecord[] {
  const model = useModel();
  const { permissions } = useMe();
  const here = usePlace()?.entry.record?.name;
  return useMemo(() => {
    const all = creatable(model, permissions);
    return [...all.filter(({ name }) => name === here), ...all.filter(({ name }) => name !== here)];
  }, [model, permissions, here]);
}
