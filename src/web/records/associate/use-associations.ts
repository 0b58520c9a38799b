import { useMemo } from 'react';
import { type Association, associationsOf } from '../../../meta/derive/associations.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { permissionOn } from '../../../meta/permissions.ts';
import { useMe, useModel } from '../../api/queries.ts';

/** Takes a record type; returns what the reader may associate its records with. */
export function useAssociations(record: EffectiveRecord): readonly Association[] {
  const model = useModel();
  const { permissions } = useMe();
  return useMemo(
    () =>
      associationsOf(model, record).filter(
        ({ link, target }) =>
          permissionOn(permissions, link.name).create && permissionOn(permissions, target.name).read !== 'none',
      ),
    [model, record, permissions],
  );
}
