import { AssertionError } from '@trama/identity/assertion-error';
import { SERVIZIO_HEADER, type VerificaServizio } from '@trama/identity/servizio';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodType } from 'zod';
import type { Database } from '@trama/database/database';

/** What one subgraph's process asks another's, with no person behind it. */
export interface Domanda<C, R> {
  readonly percorso: `/interno/${string}`;
  /** The programs that may ask it. */
  readonly di: readonly string[];
  readonly corpo: ZodType<C>;
  readonly risposta: ZodType<R>;
}

/** A question with its answer. */
export interface Interno<C = never, R = unknown> extends Domanda<C, R> {
  readonly rispondi: (database: Database, corpo: C) => Promise<R>;
}

export const defineInterno = <C, R>(
  domanda: Domanda<C, R>,
  rispondi: (database: Database, corpo: C) => Promise<R>,
): Interno => ({ ...domanda, rispondi }) as unknown as Interno;

interface Detto {
  readonly chi: string;
  readonly domanda: unknown;
}

/**
 * Answers other programs of the platform. In a scope of its own, because who may ask is told here by another signature
 * than the gateway's: neither word opens the other door.
 */
export function rispondiAiProgrammi(
  app: FastifyInstance,
  interni: readonly Interno[],
  verifica: VerificaServizio,
  database: Database,
): void {
  // Not awaited: it would close the outer scope before the rest of the server is said.
  void app.register(async (porta) => {
    porta.removeAllContentTypeParsers();
    porta.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer' },
      async (request: FastifyRequest, body: Buffer) => {
        const { [SERVIZIO_HEADER]: detto } = request.headers;
        const chi = await verifica.verify(typeof detto === 'string' ? detto : undefined, request.url, body);
        return { chi, domanda: JSON.parse(body.toString('utf8')) } satisfies Detto;
      },
    );
    interni.forEach((interno) => porta.post(interno.percorso, (request) => risposta(request, interno, database)));
  });
}

async function risposta(request: FastifyRequest, interno: Interno, database: Database): Promise<unknown> {
  const { chi, domanda } = (request.body ?? {}) as Partial<Detto>;
  if (chi === undefined || !interno.di.includes(chi)) {
    throw new AssertionError('not its question');
  }
  const letta = interno.corpo.safeParse(domanda);
  if (!letta.success) {
    throw Object.assign(new Error('not a question'), { statusCode: 400 });
  }
  return interno.risposta.parse(await interno.rispondi(database, letta.data));
}
