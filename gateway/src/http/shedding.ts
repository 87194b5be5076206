import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { refusal } from './http-errors.js';

const RETRY_SECONDS = 5;
const SAMPLE_MS = 500;

/**
 * Turns requests away while the process is so busy that answers wait for their turn longer than `maxDelayMs` on average:
 * whoever is inside is answered, and whoever comes is told when to come back. Health stays open: it says how we are.
 */
export async function shedWhenBusy(app: FastifyInstance, maxDelayMs: number): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: maxDelayMs,
    sampleInterval: SAMPLE_MS,
    pressureHandler: (request, reply) => {
      if (request.url.startsWith('/health/')) {
        return;
      }
      const { status, body } = refusal(
        503,
        'SERVIZIO_NON_DISPONIBILE',
        `La piattaforma è molto occupata: riprova tra ${RETRY_SECONDS} secondi.`,
      );
      void reply.code(status).header('retry-after', String(RETRY_SECONDS)).send(body);
    },
  });
}
