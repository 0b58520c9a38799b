import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { apiAddress } from '../../api/client.ts';
import type { BulkTarget } from './bulk-target.ts';
import type { ListState } from './list-state.ts';

export type ExportFormat = 'csv' | 'xlsx' | 'vcard';

/** Most ids an address carries: browsers and servers cut longer ones. */
const mostIds = 300;

/** Tells whether a record type has what a vCard holds: a number to call or an address to write to. */
export function hasCard(record: EffectiveRecord): boolean {
  return record.fields.some(({ hidden, action }) => !hidden && (action === 'call' || action === 'mail'));
}

/** Takes the records meant and the format; returns the address of the file, null when too many were chosen one by one. */
export function exportAddress(
  record: EffectiveRecord,
  state: ListState,
  target: BulkTarget,
  format: ExportFormat,
): string | null {
  const { ids, filter, search, trash } = target;
  if (ids && ids.length > mostIds) return null;
  return apiAddress(`/${record.collection}/export`, {
    format,
    fields: format === 'vcard' ? undefined : state.columns.map(({ name }) => name).join(','),
    sort: state.sortText,
    ...(ids ? { ids: ids.join(',') } : { filter, search }),
    ...(trash ? { trash: true } : {}),
  });
}

/** Takes the address of a file; has the browser fetch it, the page staying as it is. */
export function download(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}
