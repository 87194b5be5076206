import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BuiltConsole } from './built-console.js';

/** Only files of ours, only our own server to talk to, and nothing written into the page itself. */
export const CONSOLE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  // data: the drawings in the style sheets, and a chart on its way to becoming a picture.
  "img-src 'self' data:",
  "connect-src 'self'",
  // The editor of the API, whose page has a policy of its own.
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const ASSETS = '/assets/:name';

export function addConsole(app: FastifyInstance, console: BuiltConsole): void {
  app.route({ method: ['GET', 'HEAD'], url: '/', handler: (_request, reply) => sendPage(console, reply) });
  app.route({
    method: ['GET', 'HEAD'],
    url: ASSETS,
    handler: async (request, reply) => {
      const { name } = request.params as { name: string };
      const file = await console.asset(name);
      if (!file) {
        return reply.callNotFound();
      }
      // The name holds a fingerprint of the content.
      reply.type(file.type).header('cache-control', 'public, max-age=31536000, immutable');
      return (file.isCompressed ? reply.header('content-encoding', 'gzip') : reply).send(file.body);
    },
  });
}

/** An address that only the page can tell apart: one link of the console opened by itself. */
export function isConsolePage(console: BuiltConsole | undefined, { method, url, headers }: FastifyRequest): boolean {
  const isPage = (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html');
  return isPage && (console?.knows(url.split('?')[0] ?? '') ?? false);
}

export function sendPage(console: BuiltConsole, reply: FastifyReply): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .headers({ 'content-security-policy': CONSOLE_POLICY, 'cache-control': 'no-cache' })
    .send(console.page);
}
