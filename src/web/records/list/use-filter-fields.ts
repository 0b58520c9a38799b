import { useMemo } from 'react';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { permissionOn } from '../../../meta/permissions.ts';
import { useMe, useModel } from '../../api/queries.ts';
import { useLanguage } from '../../language/current-language.ts';
import { type FilterField, filterFields } from './filter-fields.ts';

/** Takes a record type; returns all its list can be filtered by, in order and by path. */
export function useFilterFields(record: EffectiveRecord): {
  readonly fields: readonly FilterField[];
  readonly byPath: ReadonlyMap<string, FilterField>;
} {
  const model = useModel();
  const language = useLanguage();
  const { permissions } = useMe();
  return useMemo(() => {
    const fields = filterFields(record, { model, language, permissionOf: (name) => permissionOn(permissions, name) });
    return { fields, byPath: new Map(fields.map((field) => [field.path, field])) };
  }, [record, model, language, permissions]);
}
