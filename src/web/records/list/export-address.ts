import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { api, apiAddress } from '../../api/client.ts';
import { showProblem } from '../../ui/toast.tsx';
import { type BulkTarget, targetBody } from './bulk-target.ts';
import type { ListState } from './list-state.ts';

export type ExportFormat = 'csv' | 'xlsx' | 'vcard' | 'vcard3';

/** How a file is asked for: at an address, which the browser saves as it comes, or by a request that carries more. */
export type ExportCall =
  | { readonly address: string }
  | { readonly path: string; readonly body: Readonly<Record<string, unknown>> };

/** Longest address, in characters: browsers and servers cut longer ones. */
const longestAddress = 8_000;

/** Tells whether a record type has what a vCard holds: a number to call or an address to write to. */
export function hasCard(record: EffectiveRecord): boolean {
  return record.fields.some(({ hidden, action }) => !hidden && (action === 'call' || action === 'mail'));
}

/** Takes the records meant and the format; returns how their file is asked for, however many were chosen one by one. */
export function exportCall(
  record: EffectiveRecord,
  state: ListState,
  target: BulkTarget,
  format: ExportFormat,
): ExportCall {
  const { ids, filter, search, trash } = target;
  const path = `/${record.collection}/export`;
  const fields = format.startsWith('vcard') ? undefined : state.columns.map(({ name }) => name);
  const address = apiAddress(path, {
    format,
    fields: fields?.join(','),
    sort: state.sortText,
    ...(ids ? { ids: ids.join(',') } : { filter, search }),
    ...(trash ? { trash: true } : {}),
  });
  if (address.length <= longestAddress) return { address };
  return { path, body: { format, fields, ...(state.sortText ? { sort: state.sortText } : {}), ...targetBody(target) } };
}

function follow(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

/** Takes how a file is asked for; has the browser save it, the page staying as it is. A refusal is shown. */
export async function download(call: ExportCall): Promise<void> {
  if ('address' in call) {
    follow(call.address, '');
    return;
  }
  try {
    const { blob, name } = await api.file(call.path, { body: call.body });
    const address = URL.createObjectURL(blob);
    follow(address, name);
    // The browser reads it after the click; it needs the address until then, and lets the file go with the page at the latest.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  } catch (error) {
    showProblem(error);
  }
}
