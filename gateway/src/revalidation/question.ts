import { hash } from 'node:crypto';
import type { Chiamante } from '@trama/kernel/identity';
import type { FastifyRequest } from 'fastify';
import { Heard } from './heard.js';

/** All that an answer depends on besides the body, the data and who asks. */
const HEADERS = ['accept', 'content-type', 'apollo-require-preflight', 'x-apollo-operation-name'] as const;

/** A request, as its answer is remembered by. */
export class Question {
  readonly heard = new Heard();
  private known: string | undefined;

  constructor(
    private readonly request: FastifyRequest,
    private readonly chiamante: Chiamante,
  ) {}

  /** The same for the very same request of the very same caller, and for no other. */
  get key(): string {
    return (this.known ??= this.makeKey());
  }

  /**
   * One that changes nothing, and names nobody: the headers decide, and not who was found in them. Its answer may be kept by
   * others than who asked.
   */
  get isNobodys(): boolean {
    const { method, headers } = this.request;
    const { authorization, cookie } = headers;
    return (
      method === 'GET' && this.chiamante.ruolo === 'PUBBLICO' && authorization === undefined && cookie === undefined
    );
  }

  get ifNoneMatch(): string | undefined {
    return this.isNobodys ? this.request.headers['if-none-match'] : undefined;
  }

  private makeKey(): string {
    const { method, url, headers, body } = this.request;
    const told = HEADERS.map((name) => headers[name] ?? null);
    return hash('sha256', JSON.stringify([method, url, told, body ?? null, this.chiamante]), 'base64url');
  }
}
