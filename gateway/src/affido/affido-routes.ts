import { randomUUID } from 'node:crypto';
import type { Logger } from '@trama/kernel/log';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { internalFault } from '../errors/internal-fault.js';
import { Domande, PaginaError } from './domande.js';
import {
  type Errore,
  type Modulo,
  PAGINA_POLICY,
  paginaErrore,
  paginaInviata,
  paginaIniziale,
  paginaServizi,
} from './pagina.js';

export const AFFIDO_PATH = '/affido';

const FORM_LIMIT = 16 * 1024;
const FORM_TYPE = 'application/x-www-form-urlencoded';

/**
 * The pages for citizens who think of fostering: the services of their comune, and a request that reaches one of them.
 * They work without a script, and know nothing that anybody else could not ask the API.
 */
export async function affidoRoutes(app: FastifyInstance, { log }: { readonly log: Logger }): Promise<void> {
  app.addContentTypeParser(FORM_TYPE, { parseAs: 'string', bodyLimit: FORM_LIMIT }, (_request, body, done) =>
    done(null, new URLSearchParams(body as string)),
  );
  app.setErrorHandler((error: FastifyError | PaginaError, request, reply) => {
    if (error instanceof PaginaError) {
      return send(reply.code(error.status).headers(error.headers), paginaErrore(error.message));
    }
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      internalFault(log, error, { requestId: request.id });
    }
    return send(reply.code(status), paginaErrore('La pagina non ha capito la richiesta: torna all’inizio e riprova.'));
  });
  app.route({ method: ['GET', 'HEAD'], url: AFFIDO_PATH, handler: (request, reply) => mostra(app, request, reply) });
  app.post(AFFIDO_PATH, (request, reply) => ricevi(app, request, reply));
}

async function mostra(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const domande = new Domande(app, request);
  const { comune } = request.query as { comune?: unknown };
  if (typeof comune !== 'string' || comune === '') {
    return send(reply, paginaIniziale(await domande.ambiti()));
  }
  return serviziDi(domande, reply, comune);
}

async function ricevi(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const scritto = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
  const di = (nome: string): string => scritto.get(nome)?.trim() ?? '';
  const modulo: Modulo = {
    chiave: di('chiave') || randomUUID(),
    servizio: di('servizio'),
    nome: di('nome'),
    recapito: di('recapito'),
    messaggio: di('messaggio'),
  };
  const domande = new Domande(app, request);
  // Nobody sees this field, and what fills in every field is no citizen.
  if (di('sito') !== '') {
    throw new PaginaError(400, 'La richiesta non è stata inviata: il campo da lasciare vuoto era pieno.');
  }
  const esito =
    di('informato') === 'si'
      ? await domande.chiedi(di('comune'), modulo)
      : [{ campo: null, frase: 'Conferma di aver letto come sono trattati i tuoi dati.' }];
  if ('servizio' in esito) {
    return send(reply, paginaInviata(esito.servizio));
  }
  return serviziDi(domande, reply.code(400), di('comune'), modulo, esito);
}

async function serviziDi(
  domande: Domande,
  reply: FastifyReply,
  istat: string,
  scritto?: Modulo,
  errori: readonly Errore[] = [],
): Promise<FastifyReply> {
  const [ambiti, servizi] = await Promise.all([domande.ambiti(), domande.servizi(istat)]);
  const comune = ambiti.flatMap(({ comuni }) => comuni).find(({ codiceIstat }) => codiceIstat === istat);
  const [primo] = servizi;
  if (!comune || !primo) {
    throw new PaginaError(404, 'Per questo comune non conosciamo un servizio affidi: scegline un altro.');
  }
  const vuoto = { chiave: randomUUID(), servizio: primo.codice, nome: '', recapito: '', messaggio: '' };
  return send(reply, paginaServizi({ ambiti, comune, servizi, modulo: scritto ?? vuoto, errori }));
}

const send = (reply: FastifyReply, page: string): FastifyReply =>
  reply
    .type('text/html; charset=utf-8')
    .headers({ 'content-security-policy': PAGINA_POLICY, 'cache-control': 'no-store' })
    .send(page);
