import type { ApolloServerPlugin } from '@apollo/server';
import type { Marca } from '@trama/database/marca';
import { oggiARoma } from '@trama/kernel/calendario';
import { MARCA_HEADER, MARCA_PATH, marcaDelGiorno } from '@trama/kernel/marca';
import type { FastifyInstance } from 'fastify';
import { OperationTypeNode } from 'graphql';
import { z } from 'zod';
import { assertedOf } from './asserted.js';
import type { SubgraphContext } from './context.js';

const domanda = z.object({ nota: z.string().max(200).nullable() });

/** Answers the gateway with the next mark, or with the one that it knows after a moment: so it is told, and need not ask often. */
export function diciLaMarca(app: FastifyInstance, marca: Marca): void {
  app.post(MARCA_PATH, async (request, reply) => {
    assertedOf(request);
    const { nota } = domanda.parse(request.body);
    const prossima = await marca.prossima(nota);
    return reply.code(prossima === undefined ? 503 : 200).send({ marca: prossima ?? null });
  });
}

/**
 * The mark that a request stands under, taken before anything is read for it: what is read is then as new as it says, or newer.
 * With the day, on which some figures depend.
 */
export function marcaDiRichiesta(marca: Marca | undefined): string | undefined {
  const corrente = marca?.corrente;
  return corrente === undefined ? undefined : marcaDelGiorno(corrente, oggiARoma());
}

/** Says of a whole answer, all of it from behind the published door, which mark it stands under. */
export const sottoLaMarca: ApolloServerPlugin<SubgraphContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue: { marca }, operation, response: { body, http } }) => {
      const isQuery = operation?.operation === OperationTypeNode.QUERY;
      if (isQuery && marca !== undefined && body.kind === 'single' && body.singleResult.errors === undefined) {
        http.headers.set(MARCA_HEADER, marca);
      }
    },
  }),
};
