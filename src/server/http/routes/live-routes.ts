import { createEventStream } from '../../live/event-stream.ts';
import { type Route, route } from '../contract.ts';
import { recogniseVisitor } from '../visitor.ts';

/** A line now and then keeps proxies from closing a quiet stream; milliseconds. */
const heartbeat = 25_000;
/** What a subscriber has not read yet is bounded: a stalled one is dropped, and comes back by itself. */
const mostUnread = 1024 * 1024;

/** What changes, as it changes: server-sent events (WHATWG HTML §9.2). */
export const liveRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/live',
    tag: 'live',
    summary: {
      fr: 'Ce qui change, au fil de l’eau (server-sent events : change, operation, model, resync)',
      en: 'What changes, as it changes (server-sent events: change, operation, model, resync)',
    },
    handle: ({ company, context, request, reply }) => {
      const { raw } = reply;
      reply.hijack();
      const headers = {
        ...reply.getHeaders(),
        'content-type': 'text/event-stream; charset=utf-8',
        'x-accel-buffering': 'no',
      };
      for (const [name, value] of Object.entries(headers)) if (value !== undefined) raw.setHeader(name, value);
      raw.writeHead(200);
      raw.write('retry: 2000\n\n');
      const write = (text: string): void => {
        if (raw.writableLength > mostUnread) raw.destroy();
        else raw.write(text);
      };
      const stream = createEventStream(
        company,
        context.principal,
        // By the key or the cookie they came with, so that a session that ended ends the stream.
        async () => (await recogniseVisitor(request).catch(() => null))?.principal,
        ({ name, data }) => write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`),
        () => raw.end(),
      );
      const unsubscribe = company.changes.subscribe(stream.hear);
      const beat = setInterval(() => write(': \n\n'), heartbeat);
      raw.on('close', () => {
        clearInterval(beat);
        unsubscribe();
        stream.close();
      });
      return reply;
    },
  }),
];
