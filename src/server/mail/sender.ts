import type { OpenCompany } from '../company-open.ts';
import { asNotDelivered, type Delivery, openDelivery } from './deliver.ts';
import { mailServerOf } from './mail-settings.ts';
import { claimMail, contentOf, nextDue, noteFailure, noteSent, type QueuedMail } from './outbox.ts';

/** Longest time until the queue is looked at again, in milliseconds: a timer holds no more than 24 days. */
const longestWait = 3_600_000;

async function sendOne(company: OpenCompany, delivery: Delivery, mail: QueuedMail): Promise<void> {
  const content = contentOf(company, mail);
  // Sealed with the key of another installation: nobody can read it any more.
  if (!content) return await noteFailure(company, mail, 'unreadable', true);
  try {
    await noteSent(company, mail, await delivery.send({ ...content, ...mail, to: mail.recipient }));
  } catch (error) {
    const { message, inVain } = asNotDelivered(error);
    await noteFailure(company, mail, message, inVain);
  }
}

/** Sends what is due, one after the other. Without a mail server everything waits. */
async function sendDue(company: OpenCompany): Promise<void> {
  const server = await mailServerOf(company);
  if (!server) return;
  let delivery: Delivery | undefined;
  try {
    for (let mail = await claimMail(company); mail; mail = await claimMail(company)) {
      try {
        delivery ??= await openDelivery(company, server);
      } catch (error) {
        await noteFailure(company, mail, asNotDelivered(error).message, false);
        continue;
      }
      await sendOne(company, delivery, mail);
    }
  } finally {
    delivery?.close();
  }
}

/**
 * Sends a company's queued mail as it comes, and again what failed once its time has come. Several processes may do so at
 * once: a message is one's at a time. `report` hears of faults of ours. Returns what stops it.
 */
export function startMailSender(
  company: OpenCompany,
  report: (error: unknown) => void,
): { close: () => Promise<void> } {
  let running: Promise<void> | undefined;
  let again = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const run = async (): Promise<void> => {
    do {
      again = false;
      await sendDue(company);
    } while (again && !closed);
    const wait = (await mailServerOf(company)) ? await nextDue(company) : null;
    if (closed || wait === null) return;
    timer = setTimeout(wake, Math.min(Math.max(wait, 1_000), longestWait));
    timer.unref();
  };
  const wake = (): void => {
    if (closed) return;
    clearTimeout(timer);
    again = true;
    running ??= run()
      .catch((error: unknown) => {
        if (closed) return;
        report(error);
        timer = setTimeout(wake, longestWait / 60);
        timer.unref();
      })
      .finally(() => {
        running = undefined;
        // Woken after the last look at the queue.
        if (again) wake();
      });
  };
  const unsubscribe = company.changes.subscribe((heard) => {
    if (heard === 'missed' || heard.kind === 'mail') wake();
  });
  wake();
  return {
    close: async () => {
      closed = true;
      unsubscribe();
      clearTimeout(timer);
      await running;
    },
  };
}
