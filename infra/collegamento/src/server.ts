import { creaCollegamento } from '@trama/crypto/collegamento';
import { magazzinoCollegamentoSql } from '@trama/crypto/collegamento-sql';
import { controllaCodice } from '@trama/crypto/controllo-codice';
import type { Portachiavi } from '@trama/crypto/portachiavi';
import type { Database } from '@trama/database/database';
import { AssertionError } from '@trama/identity/assertion-error';
import { SERVIZIO_HEADER, VerificaServizio } from '@trama/identity/servizio';
import { DomainError } from '@trama/kernel/errors';
import type { Logger } from '@trama/kernel/log';
import { fastify, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { KeyObject } from 'node:crypto';
import { ZodError } from 'zod';
import { COLLEGAMENTO, DOMANDE, type Percorso, SCOPO } from './cliente/protocollo.js';
import { type Banco, RISPOSTE } from './domande.js';
import { aNomeDi, registroAccessi } from './registro-accessi.js';

export interface OpzioniServer {
  readonly database: Database;
  /** Of use `collegamento`: in this process and in no other. */
  readonly chiavi: Portachiavi;
  /** The public key of each program that may ask. */
  readonly chiamanti: ReadonlyMap<string, KeyObject>;
  readonly log: Logger;
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Distinct people that one operator may enrol in a day; the service's own choice by default. */
  readonly limiteIscrizioni?: number;
}

export interface CollegamentoServito {
  readonly url: string;
  stop(): Promise<void>;
}

/** The only process with the linkage key: it answers few questions, of few programs, and writes down each. */
export async function serviCollegamento(opzioni: OpzioniServer): Promise<CollegamentoServito> {
  const app = fastify({ bodyLimit: 1_048_576, requestTimeout: 15_000, logger: false });
  const verifica = new VerificaServizio(COLLEGAMENTO, opzioni.chiamanti);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    const { [SERVIZIO_HEADER]: detto } = request.headers;
    const chi = await verifica.verify(typeof detto === 'string' ? detto : undefined, request.url, body);
    return { chi, domanda: JSON.parse(body.toString('utf8')) as unknown };
  });
  const banco = bancoDi(opzioni);
  for (const percorso of Object.keys(DOMANDE) as Percorso[]) {
    rispondi(app, banco, percorso);
  }
  app.get('/health/live', async () => ({ stato: 'vivo' }));
  app.get('/health/ready', async (_, reply) => {
    const ready = await opzioni.database.ready();
    return reply.status(ready ? 200 : 503).send({ stato: ready ? 'pronto' : 'database irraggiungibile' });
  });
  app.setErrorHandler((error, request, reply) => {
    const status = statoDi(error);
    opzioni.log[status >= 500 ? 'error' : 'warn'](
      { percorso: request.routeOptions.url, status, error: nomeDi(error) },
      'refused',
    );
    return reply.status(status).send({ rifiutata: true });
  });
  app.setNotFoundHandler((_request, reply) => reply.status(404).send({ rifiutata: true }));
  const url = await app.listen({ host: opzioni.host, port: opzioni.port });
  return { url, stop: () => app.close() };
}

function rispondi(app: FastifyInstance, banco: Banco, percorso: Percorso): void {
  const { di, corpo, risposta } = DOMANDE[percorso];
  app.post(percorso, async (request) => {
    const { chi, domanda } = (request.body ?? {}) as { readonly chi?: string; readonly domanda?: unknown };
    if (!(di as readonly unknown[]).includes(chi)) {
      throw new AssertionError('not its question');
    }
    const rispondi = RISPOSTE[percorso] as (banco: Banco, corpo: unknown) => Promise<unknown>;
    return risposta.parse(await rispondi(banco, corpo.parse(domanda)));
  });
}

function bancoDi({ database, chiavi, limiteIscrizioni }: OpzioniServer): Banco {
  const chi = aNomeDi('lavoro/collegamento', null);
  const magazzino = magazzinoCollegamentoSql((testo, valori) =>
    database.write(chi, (tx) => tx.query<object>(testo, valori)),
  );
  const collegamento = creaCollegamento({
    chiavi,
    magazzino,
    controllo: controllaCodice,
    scopi: new Set([SCOPO]),
    registra: registroAccessi(database),
    ...(limiteIscrizioni !== undefined && { limiti: { VERIFICA: 30, PSEUDONIMO: limiteIscrizioni } }),
  });
  const generazione = async (): Promise<number> => {
    const [riga] = await database.read(chi, (tx) =>
      tx.query<{ numero: string }>('/* collegamento.generazione */ SELECT numero FROM collegamento_generazione'),
    );
    return Number(riga!.numero);
  };
  return { collegamento, generazione };
}

function statoDi(error: unknown): number {
  if (error instanceof AssertionError) {
    return 401;
  }
  if (error instanceof ZodError || error instanceof SyntaxError) {
    return 400;
  }
  if (error instanceof DomainError) {
    return error.extensions.code === 'INPUT_NON_VALIDO' ? 400 : 503;
  }
  return (Object(error) as { statusCode?: number }).statusCode ?? 500;
}

/** Never its message: it may say back what was asked. */
const nomeDi = (error: unknown) => (error instanceof Error ? error.name : 'unknown');
