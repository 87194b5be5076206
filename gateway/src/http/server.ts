import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { ApolloServer } from '@apollo/server';
import type { Logger } from '@trama/kernel/log';
import { type FastifyInstance, type FastifyReply, fastify } from 'fastify';
import { AFFIDO_PATH, affidoRoutes } from '../affido/affido-routes.js';
import type { BuiltConsole } from '../console/built-console.js';
import { addConsole, isConsolePage, sendPage } from '../console/console-routes.js';
import { datiRoutes } from '../dati/dati-routes.js';
import { internalFault } from '../errors/internal-fault.js';
import type { Readiness } from '../health/readiness.js';
import { ASSETS_PATH, sendAsset } from '../landing/assets.js';
import type { Identity } from '../identity/identity.js';
import type { RequestContext } from '../request-context.js';
import type { KeptAnswers } from '../revalidation/kept-answers.js';
import type { Revalidation } from '../revalidation/revalidation.js';
import { graphqlRoute } from './graphql-route.js';
import { type HttpRefusal, JSON_TYPE, refusal, refusalOf, refusalOfConnection } from './http-errors.js';
import type { Quota } from '../limits/quota.js';
import { acceptOnlyJson } from './json-body.js';
import { SECURITY_HEADERS } from './security-headers.js';
import { shedWhenBusy } from './shedding.js';

export interface ServerSettings {
  readonly apollo: ApolloServer<RequestContext>;
  readonly identity: Identity;
  readonly readiness: Readiness;
  /** Absent where it was not built: the front door is then the API's own page. */
  readonly console: BuiltConsole | undefined;
  readonly quota: Quota | undefined;
  /** 0: nobody is ever turned away for being one too many. */
  readonly maxLoopDelayMs: number;
  /** Addresses whose word on who is behind them is believed. */
  readonly trustedProxies: readonly string[];
  readonly deadlineMs: number;
  /** Absent: every answer is for once. */
  readonly revalidation: Revalidation | undefined;
  /** Absent: every answer is made anew. */
  readonly kept: KeptAnswers | undefined;
  readonly log: Logger;
}

const BODY_LIMIT = 64 * 1024;

const ALLOWED: Readonly<Record<string, string>> = {
  '/': 'GET, HEAD',
  '/graphql': 'GET, POST',
  [AFFIDO_PATH]: 'GET, HEAD, POST',
  '/health/live': 'GET, HEAD',
  '/health/ready': 'GET, HEAD',
};

export async function createServer(settings: ServerSettings): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    trustProxy: settings.trustedProxies.length > 0 && [...settings.trustedProxies],
    requestTimeout: 15_000,
    // Longer than the usual idle time of a proxy, so that it is never us who closes a connection it is about to use.
    keepAliveTimeout: 75_000,
    http: { headersTimeout: 10_000, maxHeaderSize: 16 * 1024, connectionsCheckingInterval: 5_000 },
    genReqId: () => randomUUID(),
    return503OnClosing: false,
    exposeHeadRoutes: false,
    frameworkErrors: (error, _request, reply) => {
      void send(reply, refusalOf(error) ?? refusalOfConnection(undefined));
    },
    clientErrorHandler: refuseConnection,
  });
  acceptOnlyJson(app);
  addHeaders(app, settings.readiness);
  if (settings.maxLoopDelayMs > 0) {
    await shedWhenBusy(app, settings.maxLoopDelayMs);
  }
  addRoutes(app, settings);
  addRefusals(app, settings);
  return app;
}

function addHeaders(app: FastifyInstance, readiness: Readiness): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(SECURITY_HEADERS).header('x-request-id', request.id);
    done();
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    // Otherwise a kept-alive connection holds the closing server open until it falls idle.
    if (readiness.isClosing) {
      reply.header('connection', 'close');
    }
    done();
  });
}

function addRoutes(
  app: FastifyInstance,
  { apollo, identity, readiness, console, quota, deadlineMs, revalidation, kept, log }: ServerSettings,
): void {
  const handler = graphqlRoute({ apollo, identify: identity.identify, quota, deadlineMs, revalidation, kept });
  app.route({ method: ['GET', 'POST'], url: '/graphql', handler });
  identity.addRoutes(app);
  if (console) {
    addConsole(app, console);
  } else {
    app.route({ method: ['GET', 'HEAD'], url: '/', handler: (_request, reply) => reply.redirect('/graphql') });
  }
  void app.register(affidoRoutes, { log });
  void app.register(datiRoutes);
  app.get(`${ASSETS_PATH}/:name`, sendAsset);
  app.route({ method: ['GET', 'HEAD'], url: '/health/live', handler: async () => ({ stato: 'vivo' }) });
  app.route({
    method: ['GET', 'HEAD'],
    url: '/health/ready',
    handler: async (_request, reply) => {
      const { ready, body } = await readiness.report();
      return reply.code(ready ? 200 : 503).send(body);
    },
  });
}

function addRefusals(app: FastifyInstance, { console, log }: ServerSettings): void {
  app.setNotFoundHandler((request, reply) => {
    if (console && isConsolePage(console, request)) {
      return sendPage(console, reply);
    }
    const allowed = ALLOWED[request.url.split('?')[0] ?? ''];
    if (!allowed) {
      return send(reply, refusal(404, 'NON_TROVATO', 'Qui non c’è nulla: l’indirizzo dell’API è /graphql.'));
    }
    reply.header('allow', allowed);
    return send(reply, refusal(405, 'BAD_REQUEST', `Metodo non ammesso: usa ${allowed}.`));
  });
  app.setErrorHandler((error, request, reply) => {
    const refused = refusalOf(error as { statusCode?: number });
    return send(
      reply,
      refused ?? { status: 500, body: { errors: [internalFault(log, error, { requestId: request.id })] } },
    );
  });
}

function send(reply: FastifyReply, { status, body, headers = {} }: HttpRefusal): FastifyReply {
  return reply
    .code(status)
    .type(JSON_TYPE)
    .headers({ ...SECURITY_HEADERS, ...headers })
    .send(body);
}

function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (socket.writable) {
    const { status, body } = refusalOfConnection(error.code);
    const text = JSON.stringify(body);
    socket.write(
      `HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-type: ${JSON_TYPE}\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
    );
  }
  socket.destroy(error);
}
