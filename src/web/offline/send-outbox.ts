import type { QueryClient } from '@tanstack/react-query';
import type { Model } from '../../meta/effective-record.ts';
import { forgetRecord, keepItem } from '../api/cache.ts';
import { isApiProblem } from '../api/problem.ts';
import type { Item } from '../api/types.ts';
import { createRecord, updateRecord } from '../api/writes.ts';
import { currentOutbox, dropWrite, keepWrite, type PendingWrite, readOutbox, setOutbox } from './outbox.ts';

/** What came of sending: how many the server took, how many it refused. */
export interface Sent {
  readonly taken: number;
  readonly refused: number;
}

function send(collection: string, { what }: PendingWrite): Promise<Item> {
  return what.kind === 'create' ? createRecord(collection, what) : updateRecord(collection, what);
}

/** No answer, a server in trouble or too busy, nobody signed in: the same write may well be taken later. */
function mayPass(status: number): boolean {
  return status === 0 || status === 401 || status === 408 || status === 429 || status >= 500;
}

async function sendInTurn(client: QueryClient, model: Model, person: string): Promise<Sent> {
  let [taken, refused] = [0, 0];
  for (const write of await readOutbox(person)) {
    const collection = model.find(write.record)?.collection;
    if (write.refusal || write.held || !collection) continue;
    setOutbox({ sending: write.key });
    try {
      const item = await send(collection, write);
      // What was changed again meanwhile is sent again.
      if (currentOutbox().writes.includes(write)) await dropWrite(write.key);
      taken++;
      setOutbox({ sent: [{ write, id: item.id }, ...currentOutbox().sent] });
      keepItem(client, collection, item);
      void forgetRecord(client, collection, item.id);
    } catch (error) {
      if (!isApiProblem(error) || mayPass(error.status)) break;
      refused++;
      await keepWrite({ ...write, refusal: { status: error.status, body: error.body } });
      // What was shown as if it were written is not.
      if (write.what.kind === 'update') void forgetRecord(client, collection, write.what.id);
    }
  }
  return { taken, refused };
}

let under: Promise<Sent> | null = null;

/**
 * Sends what waits, oldest first, until all is sent or the server no longer answers; only one tab of a browser does at
 * a time. Takes the cache, the record types and who is signed in; resolves to what came of it.
 */
export function sendOutbox(client: QueryClient, model: Model, person: string): Promise<Sent> {
  const nothing: Sent = { taken: 0, refused: 0 };
  const run = () => sendInTurn(client, model, person);
  under ??=
    // Browsers give no locks to plain http: there two tabs may send the same write, which the server takes once.
    (
      navigator.locks
        ? navigator.locks.request('carnet-outbox', { ifAvailable: true }, (lock) => (lock ? run() : nothing))
        : run()
    ).finally(() => {
      under = null;
      setOutbox({ sending: null });
    });
  return under;
}
