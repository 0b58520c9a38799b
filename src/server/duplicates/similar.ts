import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { duplicateKeys } from '../../rules/duplicates/duplicate-keys.ts';
import { isSurelyTheSame, type Likeness, worthALook } from '../../rules/duplicates/likeness.ts';
import type { Item } from '../records/query/present-rows.ts';
import { readRecords } from '../records/query/read-records.ts';
import { mayRead, type Reader } from '../records/query/readable.ts';
import type { Values } from '../records/rows.ts';
import { findByKeys } from './candidates.ts';
import { distinctFrom } from './distinct.ts';
import { judge } from './judge.ts';
import { draftFacts, readFacts } from './read-facts.ts';

/** Records looked at for each thing that is typed. */
const mostOfKey = 40;
/** The likeliest records that are told of. */
const mostTold = 5;

/** A record that may be the one being typed. */
export interface Similar extends Likeness {
  readonly record: Item;
  /** Name and e-mail are the same. */
  readonly sure: boolean;
}

/**
 * Takes who types, a record type, the values of the form and the id of the record they are of, where there is one;
 * returns the records that the reader may see and that may be the same, the likeliest first.
 */
export async function findSimilar(
  reader: Reader,
  record: EffectiveRecord,
  values: Values,
  id?: string,
): Promise<Similar[]> {
  const draft = mayRead(reader, record) ? await draftFacts(reader, record, values) : null;
  if (!draft) return [];
  const { telling, faint } = duplicateKeys(draft);
  const wanted = [...telling, ...faint].map((key) => ({ place: 0, key }));
  const [found, distinct] = await Promise.all([
    findByKeys(reader, record, wanted, mostOfKey),
    id === undefined ? new Set<string>() : distinctFrom(reader, id),
  ]);
  const ids = found.map((one) => one.id).filter((other) => other !== id && !distinct.has(other));
  const facts = [...(await readFacts(reader, record, ids))];
  const alike = await judge(
    reader,
    record,
    facts.map(([, other]) => ({ one: draft, other })),
  );
  const best = facts
    .flatMap(([other], place) => {
      const how = alike[place];
      return how && how.score >= worthALook ? [{ id: other, how }] : [];
    })
    .sort((one, other) => other.how.score - one.how.score)
    .slice(0, mostTold);
  const items = new Map(
    (
      await readRecords(
        reader,
        record,
        best.map((one) => one.id),
      )
    ).map((item) => [item.id, item]),
  );
  return best.flatMap(({ id: other, how }) => {
    const item = items.get(other);
    return item ? [{ record: item, ...how, sure: isSurelyTheSame(how) }] : [];
  });
}
