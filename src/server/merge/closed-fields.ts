import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { fieldAccess, permissionOn } from '../../meta/permissions.ts';
import type { Principal } from '../context.ts';
import type { Row } from '../records/rows.ts';
import { mayReadRow, mayWriteRow } from '../records/visibility.ts';

/**
 * Takes who merges, a type of link and one of its rows; returns the fields that they see and may not change: a merge
 * leaves these as they are. What they do not see at all is put together unseen, as it would be for anyone else: nobody
 * can bring there what they may not write.
 */
export function closedFields(principal: Principal, link: EffectiveRecord, row: Row): readonly string[] {
  const permission = permissionOn(principal.permissions, link.name);
  if (!mayReadRow(principal, permission.read, link, row)) return [];
  const mine = mayWriteRow(principal, permission.update, link, row);
  return link.fields.flatMap(({ name }) => {
    const access = fieldAccess(permission, name);
    return access === 'none' || (mine && access === 'edit') ? [] : [name];
  });
}
