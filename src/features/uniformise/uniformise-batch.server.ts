import { listValues } from '../../meta/derive/list-values.ts';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import type { Context } from '../../server/context.ts';
import { CarnetError, type FieldError } from '../../server/errors.ts';
import { type OperationKind, queueOperation } from '../../server/operations/operation.ts';
import { writeSelected } from '../../server/operations/write-selected.ts';
import { presentRows } from '../../server/records/query/present-rows.ts';
import { readRecords } from '../../server/records/query/read-records.ts';
import {
  countSelected,
  demandSelection,
  readSelected,
  type SelectedRecords,
} from '../../server/records/selected-rows.ts';
import { mayWriteRow } from '../../server/records/visibility.ts';
import type { Write } from '../../server/records/write/types.ts';
import { type HeldLink, heldLinks, type LinkPlace, linkPlace } from './held-links.server.ts';
import { type Proposal, proposalsFor, valuesProposed, variantsOf } from './proposals.ts';
import {
  type HeldVariant,
  type Place,
  placeKey,
  type UniformiseItem,
  type UniformisePreview,
  type UniformiseTools,
  type ValueMap,
} from './request.ts';
import { listFields, nameFields } from './written-fields.ts';

/** What is asked: on which records, by which tools (`values` absent: what is certain), and which values otherwise. */
export interface UniformiseRequest {
  readonly selection: SelectedRecords;
  readonly names: boolean;
  readonly values?: ValueMap | undefined;
  /** Values that may be meant, as they were shown. */
  readonly maybe?: ValueMap;
  readonly same: UniformiseTools['same'];
  /** Values left as they are, and values changed though it is not certain how. */
  readonly except: readonly Place[];
  readonly also: readonly Place[];
}

/** Records looked at before a batch, values shown, and records named that would be refused. */
const mostExamined = 50_000;
const mostItems = 20_000;
const mostLocked = 100;

interface Prepared {
  readonly names: readonly EffectiveField[];
  readonly lists: readonly EffectiveField[];
  /** Where links beside the primary one have lists of the same. */
  readonly place: LinkPlace | null;
  readonly tools: UniformiseTools;
}

function unknownCodes(field: EffectiveField, codes: readonly (string | null)[], at: string): FieldError[] {
  const standing = new Set(listValues(field).flatMap(({ code, active }) => (active === false ? [] : [code])));
  return codes.flatMap((code) =>
    code === null || standing.has(code) ? [] : [{ field: at, code: 'not-in-list', parameters: { value: code } }],
  );
}

/** Takes what is asked; returns the fields it is about and what is done to them. Throws 403, 422 naming what is at fault. */
function prepare(context: Context, record: EffectiveRecord, request: UniformiseRequest): Prepared {
  const permission = permissionOn(context.principal.permissions, record.name);
  if (permission.update === 'none') throw new CarnetError(403, 'forbidden');
  demandSelection(request.selection);
  const names = nameFields(record, permission);
  const lists = listFields(record, permission);
  const errors: FieldError[] = [];
  const given = { values: request.values ?? {}, same: request.same };
  for (const part of ['values', 'same'] as const)
    for (const [name, wanted] of Object.entries(given[part])) {
      const field = lists.find((one) => one.name === name);
      const at = `${part}.${name}`;
      if (!field) errors.push({ field: at, code: 'unknown-field', parameters: { field: name } });
      else if (wanted === null && field.required)
        errors.push({ field: at, code: 'required', parameters: { label: field.label.fr } });
      else {
        const codes = typeof wanted === 'object' && wanted !== null ? Object.values(wanted) : [wanted];
        errors.push(...unknownCodes(field, codes, at));
      }
    }
  if (errors.length > 0) throw new CarnetError(422, 'validation-failed', { errors });
  const variants = variantsOf(lists);
  const values = request.values ?? valuesProposed(variants, 'certain');
  const maybe = request.maybe ?? (request.values ? {} : valuesProposed(variants, 'likely'));
  return {
    names,
    lists,
    place: linkPlace(context, record, lists),
    tools: { names: request.names, values, maybe, same: request.same },
  };
}

/** Counts how often the records looked at hold each variant. */
class VariantCount {
  private readonly counts = new Map<string, number>();
  private readonly known;
  private readonly fields: readonly EffectiveField[];

  constructor(fields: readonly EffectiveField[]) {
    this.fields = fields;
    this.known = variantsOf(fields);
  }

  add(values: Readonly<Record<string, unknown>>): void {
    for (const { name } of this.fields) {
      const held = values[name];
      if (typeof held === 'string') this.counts.set(`${name} ${held}`, (this.counts.get(`${name} ${held}`) ?? 0) + 1);
    }
  }

  held(): HeldVariant[] {
    return [...this.known].flatMap(([field, variants]) =>
      variants.flatMap((variant) => {
        const count = this.counts.get(`${field} ${variant.from}`) ?? 0;
        return count > 0 ? [{ field, ...variant, count }] : [];
      }),
    );
  }
}

/** Takes what is done and a link; returns each of its values that would become another. One that has ended keeps what was true. */
function proposalsOn({ place, tools }: Prepared, { values, ended }: HeldLink): Proposal[] {
  return proposalsFor({ names: [], lists: place?.lists ?? [] }, ended ? { ...tools, same: {} } : tools, values);
}

/** Tells what would become of the records chosen, value by value (F111). Throws 403, 400 invalid-filter, 422. */
export async function previewUniformise(
  context: Context,
  record: EffectiveRecord,
  request: UniformiseRequest,
): Promise<UniformisePreview> {
  const prepared = prepare(context, record, request);
  const { names, lists, place, tools } = prepared;
  const { principal } = context;
  const scope = permissionOn(principal.permissions, record.name).update;
  const wanted = [...names, ...lists].map(({ name }) => name);
  const variants = new VariantCount(lists);
  const items: UniformiseItem[] = [];
  const locked = { count: 0, items: [] as { id: string; title: string }[] };
  let examined = 0;
  let more = false;
  for await (const { rows, executor } of readSelected(context, record, request.selection)) {
    const presented = await presentRows(context, record, rows, executor, { wanted });
    const ids = presented.map(({ id }) => id);
    const links = place ? await heldLinks(context, record, place, ids, executor) : new Map<string, HeldLink[]>();
    for (const [index, item] of presented.entries()) {
      variants.add(item);
      const proposals: (Proposal & { readonly link?: string; readonly at?: string })[] = [
        ...proposalsFor({ names, lists }, tools, item),
      ];
      const mine = mayWriteRow(principal, scope, record, rows[index] ?? {});
      let closed = proposals.length > 0 && !mine;
      for (const held of links.get(item.id) ?? []) {
        variants.add(held.values);
        const own = proposalsOn(prepared, held);
        if (own.length === 0) continue;
        if (mine && held.editable) proposals.push(...own.map((one) => ({ ...one, link: held.id, at: held.at })));
        else closed = true;
      }
      const { id, title } = item;
      if (closed) {
        locked.count++;
        if (locked.items.length < mostLocked) locked.items.push({ id, title });
      }
      if (!mine || proposals.length === 0) continue;
      if (items.length + proposals.length > mostItems) more = true;
      else items.push(...proposals.map((proposal) => ({ id, title, ...proposal })));
    }
    examined += rows.length;
    if (examined >= mostExamined) break;
  }
  const count = examined < mostExamined ? examined : await countSelected(context, record, request.selection);
  return { count, examined, items, more: more || examined < count, variants: variants.held(), locked };
}

/** Begins to write the records chosen the same way; returns the operation's id. Throws 403, 422. */
export async function queueUniformise(
  context: Context,
  record: EffectiveRecord,
  request: UniformiseRequest,
): Promise<string> {
  const { tools } = prepare(context, record, request);
  // What was shown is done, whatever becomes of the list meanwhile.
  const parameters = { ...request, values: tools.values, maybe: tools.maybe };
  return await queueOperation(context, 'uniformise', record.name, parameters as unknown as Record<string, unknown>);
}

/** Writes names and values of lists the same way (F111): audited, stopped, gone on with and undone as one. */
export const uniformiseKind: OperationKind = {
  name: 'uniformise',
  label: { fr: 'Uniformisation', en: 'Uniformising' },
  undoable: true,
  channel: 'bulk',
  run: async (job) => {
    const { context, operation } = job;
    const record = context.company.model().record(operation.record ?? '');
    const request = operation.parameters as unknown as UniformiseRequest;
    const prepared = prepare(context, record, request);
    const { names, lists, place, tools } = prepared;
    const wanted = [...names, ...lists].map(({ name }) => name);
    const except = new Set(request.except.map(placeKey));
    const also = new Set(request.also.map(placeKey));
    const chosenOf = (proposals: readonly Proposal[], id: string, link?: string) => {
      const chosen = proposals.filter(({ field, certain }) => {
        const key = placeKey({ id, field, link });
        return !except.has(key) && (certain || also.has(key));
      });
      return Object.fromEntries(chosen.map(({ field, after }) => [field, after]));
    };
    const plan = async (ids: readonly string[]) => {
      const [items, links] = await Promise.all([
        readRecords(context, record, ids, wanted),
        place ? heldLinks(context, record, place, ids) : new Map<string, HeldLink[]>(),
      ]);
      return new Map(
        items.map((item): [string, Write | null] => {
          const { id } = item;
          const own = chosenOf(proposalsFor({ names, lists }, tools, item), id);
          const changed = (links.get(id) ?? []).flatMap((held) => {
            const values = held.editable ? chosenOf(proposalsOn(prepared, held), id, held.id) : {};
            // Who changed it meanwhile knows better: it is written on the version that was read.
            return Object.keys(values).length > 0 ? [{ id: held.id, version: held.version, ...values }] : [];
          });
          const values = { ...own, ...(place && changed.length > 0 ? { [place.name]: changed } : {}) };
          return [id, Object.keys(values).length > 0 ? { kind: 'update', id, values, version: item.version } : null];
        }),
      );
    };
    await writeSelected(job, record, request.selection, plan, { ahead: true });
  },
};
