import { MIMEType } from 'node:util';
import type { FastifyInstance, FastifyRequest } from 'fastify';

class BodyError extends Error {
  constructor(readonly statusCode: 400 | 415) {
    super();
  }
}

/** JSON in utf-8 is the only body: any other type, charset or byte sequence is refused instead of guessed. */
export function acceptOnlyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      void parse(request, textOf(request, body as Buffer), done);
    } catch (error) {
      done(error as Error, undefined);
    }
  });
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function textOf(request: FastifyRequest, body: Buffer): string {
  const type = request.headers['content-type'] ?? '';
  // Nearly everybody says just this, and reading it takes longer than to compare it.
  const charset = type === 'application/json' ? 'utf-8' : (new MIMEType(type).params.get('charset') ?? 'utf-8');
  if (charset.toLowerCase() !== 'utf-8') {
    throw new BodyError(415);
  }
  try {
    return decoder.decode(body);
  } catch {
    throw new BodyError(400);
  }
}
