import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { isConnectionLost, onReturn } from '../api/connection.ts';
import { useMe, useModel } from '../api/queries.ts';
import { useMessages } from '../language/catalogue.ts';
import { connectionMessages } from '../language/connection.ts';
import { showToast } from '../ui/toast.tsx';
import { onOutboxElsewhere, readOutbox, useOutbox } from './outbox.ts';
import { sendOutbox } from './send-outbox.ts';

/** How often what waits is tried again while the server seems to be there, in milliseconds. */
const tryAgain = 10_000;

/** Returns how the writes that wait are sent now; what the server took is told. */
export function useSend(): () => Promise<void> {
  const client = useQueryClient();
  const model = useModel();
  const person = useMe().user.id;
  const words = useMessages(connectionMessages);
  return useCallback(async () => {
    const { taken } = await sendOutbox(client, model, person);
    if (taken > 0) showToast(words.sent(taken));
  }, [client, model, person, words]);
}

/** Sends what waits as soon as the server answers: now, whenever it is back, and again while some of it still waits. */
export function useSending(): void {
  const { user, viewer } = useMe();
  const person = viewer ? null : user.id;
  const send = useSend();
  const { writes } = useOutbox();
  const waits = writes.some(({ refusal, held }) => refusal === null && !held);
  useEffect(() => {
    if (person === null) return;
    void readOutbox(person);
    return onOutboxElsewhere(() => void readOutbox(person));
  }, [person]);
  useEffect(() => {
    if (!waits) return;
    const now = () => void send();
    if (!isConnectionLost()) now();
    const stop = onReturn(now);
    const timer = setInterval(() => {
      if (!isConnectionLost()) now();
    }, tryAgain);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [waits, send]);
}
