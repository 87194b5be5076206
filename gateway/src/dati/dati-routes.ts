import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { JSON_TYPE, refusal } from '../http/http-errors.js';
import { isAmong } from '../revalidation/entity-tag.js';
import { type Blocco, DatiError, FileDati } from './file-dati.js';
import { FileNoti, type Intestazioni } from './file-noti.js';

export const DATI_PATH = '/dati';

/** Name of a file, after the code of its edition: what it is asked as, and what it is. */
const FILE: Readonly<Record<string, readonly [formato: string, type: string]>> = {
  csv: ['CSV', 'text/csv; charset=utf-8; header=present'],
  ndjson: ['NDJSON', 'application/x-ndjson; charset=utf-8'],
  'dizionario.json': ['DIZIONARIO_JSON', JSON_TYPE],
  'dizionario.md': ['DIZIONARIO_TESTO', 'text/markdown; charset=utf-8'],
};

const NOME = /^([a-z][a-z0-9-]{0,79}-[1-9]\d{0,8})\.(csv|ndjson|dizionario\.json|dizionario\.md)$/;

/** The files of an edition never change, so whoever has one need not ask for it again. */
const PER_SEMPRE = 'public, max-age=31536000, immutable';

/**
 * Open data as files, for whoever has no GraphQL: whole editions, with their checksum. A file goes by piece after piece and
 * is nowhere whole, however long it is. Anybody may have them, within the quota of their address.
 */
export async function datiRoutes(app: FastifyInstance): Promise<void> {
  const noti = new FileNoti();
  app.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof DatiError)) {
      throw error; // the outer scope knows what to do with it
    }
    const { status, body } = refusal(error.status, error.code, error.message);
    return reply.code(status).type(JSON_TYPE).headers(error.headers).send(body);
  });
  app.route({
    method: ['GET', 'HEAD'],
    url: `${DATI_PATH}/:nome`,
    handler: (request, reply) => manda(app, noti, request, reply),
  });
}

async function manda(
  app: FastifyInstance,
  noti: FileNoti,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { nome } = request.params as { nome: string };
  const [, edizione, come] = NOME.exec(nome) ?? [];
  if (!edizione || !come) {
    throw new DatiError(404, 'NON_TROVATO', NESSUN_FILE);
  }
  const [formato, type] = FILE[come]!;
  const file = new FileDati(app, request, edizione, formato);
  const { 'if-none-match': avute } = request.headers;
  const noto = noti.di(nome, avute);
  const trovato = await file.primo(noto?.tag ?? null);
  if (noto && !trovato) {
    return immutato(reply.headers(noto.intestazioni).type(type));
  }
  const primo = trovato?.blocco;
  if (!primo) {
    throw new DatiError(404, 'NON_TROVATO', NESSUN_FILE);
  }
  reply.headers(noti.ricorda(nome, trovato.tag, intestazioni(nome, primo))).type(type);
  if (isAmong(`"${primo.sha256}"`, avute)) {
    return immutato(reply);
  }
  return request.method === 'HEAD'
    ? reply.send()
    : reply.send(Readable.from(pezzi(file, primo, finoAllaFine(reply)), { objectMode: false }));
}

const immutato = (reply: FastifyReply): FastifyReply => reply.code(304).removeHeader('content-length').send();

/** Aborted when whoever asked has gone, or has it all. */
function finoAllaFine(reply: FastifyReply): AbortSignal {
  const via = new AbortController();
  reply.raw.once('close', () => via.abort());
  return via.signal;
}

const NESSUN_FILE =
  'Questo file non esiste: gli indirizzi sono in edizioniStatistiche { edges { node { csv { indirizzo } } } }.';

const intestazioni = (nome: string, { sha256, byte }: Blocco): Intestazioni => ({
  'cache-control': PER_SEMPRE,
  etag: `"${sha256}"`,
  'content-length': String(byte),
  'content-disposition': `attachment; filename="${nome}"`,
  // RFC 9530: of the bytes as they are served.
  'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
  // Public, and without cookies: a page of anybody's may read it.
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
});

/** A piece is asked for when the one before it has gone, and none for who is there no more. */
async function* pezzi(file: FileDati, primo: Blocco, via: AbortSignal): AsyncGenerator<string> {
  for (let pezzo: Blocco = primo; ;) {
    yield pezzo.contenuto;
    if (pezzo.dopo === null || via.aborted) {
      return;
    }
    const prossimo = await file.prossimo(pezzo.dopo, via);
    if (!prossimo) {
      throw new Error('an edition vanished while it was sent');
    }
    pezzo = prossimo;
  }
}
