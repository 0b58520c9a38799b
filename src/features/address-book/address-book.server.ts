import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CardVersion } from '../../rules/vcard.ts';
import { withPresentModel } from '../../server/company-open.ts';
import { CarnetError } from '../../server/errors.ts';
import type { ServerFeature } from '../../server/feature.ts';
import { originOf } from '../../server/http/origin.ts';
import { deleteRecord } from '../../server/records/write/engine.ts';
import { answerPropfind, answerReport, statesNamed, type Visitor, visitorOf } from './answers.server.ts';
import { bookModel, type CardState } from './book.server.ts';
import { cardTexts } from './card-texts.server.ts';
import { card, dav, href, type Name, written, xmlDocument } from './dav-xml.ts';
import { contactNames } from './names.server.ts';
import { bookRoot, cardPath, type Place, placeOf } from './paths.ts';
import { largestCard } from './properties.server.ts';
import { changeCard, makeCard } from './put-card.server.ts';
import { readXml } from './read-xml.server.ts';

/** Most bytes of a request: that of every card of a large book by its address. */
const largestRequest = 8 * 1024 * 1024;

const methods = 'OPTIONS, GET, HEAD, PROPFIND, REPORT, PUT, DELETE';

/** The key in the password of HTTP Basic (RFC 7617), whatever the name, or as other programmes send it. */
function keyOf({ headers: { authorization = '' } }: FastifyRequest): string {
  const basic = /^Basic +(\S+)$/i.exec(authorization)?.[1];
  if (basic === undefined) return /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
  const text = Buffer.from(basic, 'base64').toString('utf8');
  return text.slice(text.indexOf(':') + 1).trim();
}

/** Tells who asks. Throws CarnetError 401 for nobody: telephones ask for the password then. */
async function recognise(request: FastifyRequest, reply: FastifyReply): Promise<Visitor> {
  const { authenticator, company } = request.served;
  const visit = await authenticator.byApiKey(keyOf(request));
  if (!visit) {
    reply.header('www-authenticate', 'Basic realm="Carnet", charset="UTF-8"');
    throw new CarnetError(401, 'not-signed-in');
  }
  request.visit = visit;
  const context = { company: withPresentModel(company), principal: visit.principal, channel: visit.channel };
  return visitorOf(context, visit.opens === 'address-book-writing', originOf(request));
}

function sendXml(reply: FastifyReply, status: number, xml: string): FastifyReply {
  return reply.code(status).type('application/xml; charset=utf-8').send(xml);
}

/** A refusal that names the condition that is not met (RFC 4918 §16). */
function sendUnmet(reply: FastifyReply, status: number, condition: Name, inside = ''): FastifyReply {
  return sendXml(reply, status, xmlDocument(dav('error'), written(condition, inside)));
}

function bodyOf(request: FastifyRequest): string {
  return typeof request.body === 'string' ? request.body : '';
}

function placeOfRequest(request: FastifyRequest): Place {
  const place = placeOf(request.url);
  if (!place) throw new CarnetError(404, 'not-found');
  return place;
}

/** Takes who asks and what an address names; returns the card there, null for none. Throws 405 where it is no card's. */
async function cardAt(visitor: Visitor, place: Place): Promise<{ name: string; state: CardState | null }> {
  if (place.kind !== 'card') throw new CarnetError(405, 'invalid-request');
  if (place.user !== visitor.user) throw new CarnetError(404, 'not-found');
  const [state = null] = await statesNamed(visitor, [place.name]);
  return { name: place.name, state };
}

function tagsOf(header: string | undefined): readonly string[] {
  return (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, '').replace(/^"|"$/g, ''));
}

/** RFC 9110 §13: throws 412 card-changed where the card is not as the telephone has it. */
function demandMatch({ headers }: FastifyRequest, state: CardState | null): void {
  const [match, none] = [headers['if-match'], headers['if-none-match']];
  if (match !== undefined && (!state || !(match.trim() === '*' || tagsOf(match).includes(state.state))))
    throw new CarnetError(412, 'card-changed');
  if (none !== undefined && state && (none.trim() === '*' || tagsOf(none).includes(state.state)))
    throw new CarnetError(412, 'card-changed');
}

/** What was written meanwhile is told as a card that changed. */
async function written412<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CarnetError && error.status === 409 && error.code === 'version-conflict')
      throw new CarnetError(412, 'card-changed');
    throw error;
  }
}

function versionWanted({ headers }: FastifyRequest): CardVersion {
  return /version="?4\.0/.test(headers.accept ?? '') ? '4.0' : '3.0';
}

async function getCard(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visitor = await recognise(request, reply);
  const { state } = await cardAt(visitor, placeOfRequest(request));
  if (!state) throw new CarnetError(404, 'not-found');
  reply.header('etag', `"${state.state}"`);
  if (tagsOf(request.headers['if-none-match']).includes(state.state)) return reply.code(304).send();
  for await (const { text } of cardTexts(visitor.context, [state], versionWanted(request)))
    return reply.type('text/vcard; charset=utf-8').send(text);
  throw new CarnetError(404, 'not-found');
}

function demandWriting(visitor: Visitor): void {
  if (!visitor.writes) throw new CarnetError(403, 'forbidden');
}

async function putCard(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visitor = await recognise(request, reply);
  const { name, state } = await cardAt(visitor, placeOfRequest(request));
  demandWriting(visitor);
  demandMatch(request, state);
  // No ETag: what is kept is not what was sent, letter by letter, so that it is read again (RFC 6352 §6.3.2.3).
  if (state) {
    await written412(changeCard(visitor.context, state, bodyOf(request)));
    return reply.code(204).send();
  }
  const put = await makeCard(visitor.context, name, bodyOf(request));
  if ('made' in put) return reply.code(201).send();
  const names = await contactNames(visitor.context, [put.known.id]);
  return sendUnmet(reply, 409, card('no-uid-conflict'), href(cardPath(visitor.user, names(put.known.id))));
}

async function deleteCard(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visitor = await recognise(request, reply);
  const { state } = await cardAt(visitor, placeOfRequest(request));
  if (!state) throw new CarnetError(404, 'not-found');
  demandWriting(visitor);
  demandMatch(request, state);
  const { contact } = bookModel(visitor.context);
  await written412(deleteRecord(visitor.context, contact, state.id, { version: state.version }));
  return reply.code(204).send();
}

async function propfind(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visitor = await recognise(request, reply);
  const place = placeOfRequest(request);
  // Deeper than what stands below is answered as that: clients that leave the depth out want no more.
  const below = request.headers.depth !== '0';
  return sendXml(reply, 207, await answerPropfind(visitor, place, below, readXml(bodyOf(request))));
}

async function report(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visitor = await recognise(request, reply);
  const place = placeOfRequest(request);
  if (place.kind !== 'book') return sendUnmet(reply, 403, dav('supported-report'));
  if (place.user !== visitor.user) throw new CarnetError(404, 'not-found');
  const answered = await answerReport(visitor, readXml(bodyOf(request)));
  return 'answer' in answered ? sendXml(reply, 207, answered.answer) : sendUnmet(reply, 403, answered.unmet);
}

function options(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.header('dav', '1, 3, access-control, addressbook').header('allow', methods).code(200).send();
}

function notAllowed(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.header('allow', methods);
  throw new CarnetError(405, 'invalid-request');
}

async function mount(server: FastifyInstance): Promise<void> {
  for (const method of ['PROPFIND', 'REPORT', 'PROPPATCH', 'MKCOL', 'COPY', 'MOVE'])
    server.addHttpMethod(method, { hasBody: true });
  await server.register(async (books) => {
    books.removeAllContentTypeParsers();
    books.addContentTypeParser('*', { parseAs: 'string', bodyLimit: largestRequest }, (_request, body, done) =>
      done(null, body),
    );
    books.addHook('onRequest', async (_request, reply) => {
      reply.header('cache-control', 'no-store').header('dav', '1, 3, access-control, addressbook');
    });
    for (const url of ['/carddav', `${bookRoot}*`]) {
      books.route({ method: 'OPTIONS', url, handler: options });
      books.route({ method: ['GET', 'HEAD'], url, handler: getCard });
      books.route({ method: 'PUT', url, bodyLimit: largestCard, handler: putCard });
      books.route({ method: 'DELETE', url, handler: deleteCard });
      books.route({ method: 'PROPFIND', url, handler: propfind });
      books.route({ method: 'REPORT', url, handler: report });
      books.route({ method: ['POST', 'PATCH', 'PROPPATCH', 'MKCOL', 'COPY', 'MOVE'], url, handler: notAllowed });
    }
    // Where clients look that know the name of the server alone (RFC 6764 §5).
    books.route({
      method: ['GET', 'HEAD', 'OPTIONS', 'PROPFIND', 'REPORT'],
      url: '/.well-known/carddav',
      handler: (_request, reply) => reply.redirect(bookRoot, 301),
    });
  });
}

/** The contacts that a user may see as an address book of their telephone (CardDAV, RFC 6352). */
export const addressBookFeature: ServerFeature = { mount };
