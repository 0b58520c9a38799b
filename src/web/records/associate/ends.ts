import type { Association } from '../../../meta/derive/associations.ts';

/** What records are associated with, by the type of link. */
export interface End {
  readonly link: string;
  readonly targets: readonly string[];
}

/**
 * Takes an association, the one with parts of its targets (the sites of accounts) if there is one, and what was chosen;
 * returns what the server is asked: a target whose parts were chosen comes with them, the others stand for themselves.
 */
export function endsOf(
  association: Association,
  part: Association | undefined,
  chosen: readonly { readonly id: string; readonly parts: readonly string[] }[],
): readonly End[] {
  const plain = chosen.flatMap(({ id, parts }) => (parts.length === 0 ? [id] : []));
  const parts = chosen.flatMap((one) => one.parts);
  return [
    ...(plain.length > 0 ? [{ link: association.link.name, targets: plain }] : []),
    ...(part && parts.length > 0 ? [{ link: part.link.name, targets: parts }] : []),
  ];
}
