import { setTimeout } from 'node:timers/promises';
import type { ErrorCode } from '@trama/kernel/errors';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const BLOCCO = `query FileStatistiche($edizione: String!, $formato: FormatoFileStatistiche!, $dopo: Int!) {
  fileStatistiche(edizione: $edizione, formato: $formato, dopo: $dopo) { contenuto dopo sha256 byte }
}`;

/** The first piece, and the tag under which the API can be asked whether it still is; null when it has none. */
export interface Primo {
  readonly blocco: Blocco | null;
  readonly tag: string | null;
}

export interface Blocco {
  readonly contenuto: string;
  readonly dopo: number | null;
  readonly sha256: string;
  readonly byte: number;
}

type Answer = Awaited<ReturnType<FastifyInstance['inject']>>;

/** A file that cannot be given now. */
export class DatiError extends Error {
  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    message: string,
    /** Seconds after which it may go; null when nobody knows. */
    readonly attesa: number | null = null,
  ) {
    super(message);
  }

  get headers(): Readonly<Record<string, string>> {
    return this.attesa === null ? {} : { 'retry-after': String(this.attesa) };
  }
}

/**
 * Asks the API for a file, piece by piece, through its own door: the same limits and quota, counted to the same address.
 * Cookies and tokens of who downloads stay outside: what anybody may have needs none.
 */
export class FileDati {
  constructor(
    private readonly app: FastifyInstance,
    private readonly request: FastifyRequest,
    private readonly edizione: string,
    private readonly formato: string,
  ) {}

  /**
   * Asked for by an address, so that the API can say that it is as before without looking.
   *
   * @param tag of the piece that is known
   * @returns undefined when it still is that one
   */
  async primo(tag: string | null): Promise<Primo | undefined> {
    const search = new URLSearchParams({ query: BLOCCO, variables: this.variables(0) });
    const answer = await this.app.inject({
      method: 'GET',
      url: `/graphql?${search.toString()}`,
      remoteAddress: this.request.ip,
      headers: { accept: 'application/json', 'apollo-require-preflight': '1', ...(tag && { 'if-none-match': tag }) },
    });
    if (answer.statusCode === 304) {
      return undefined;
    }
    return { blocco: bloccoIn(answer), tag: answer.headers.etag ?? null };
  }

  /** @returns null when there is no such file */
  async blocco(dopo: number): Promise<Blocco | null> {
    return bloccoIn(
      await this.app.inject({
        method: 'POST',
        url: '/graphql',
        remoteAddress: this.request.ip,
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        payload: `{"query":${JSON.stringify(BLOCCO)},"variables":${this.variables(dopo)}}`,
      }),
    );
  }

  private variables(dopo: number): string {
    return JSON.stringify({ edizione: this.edizione, formato: this.formato, dopo });
  }

  /**
   * A piece of a file that has begun. Whoever has asked for much waits for the next minute of its quota, and does not lose
   * what it has: a long file comes slower, and no file is too long for a quota.
   *
   * @param via ends the waiting when nobody is there any more
   */
  async prossimo(dopo: number, via: AbortSignal): Promise<Blocco | null> {
    for (;;) {
      const trovato = await this.blocco(dopo).catch((error: unknown) => daRiprovare(error));
      if (typeof trovato !== 'number') {
        return trovato;
      }
      await setTimeout(trovato * 1_000, undefined, { signal: via });
    }
  }
}

function bloccoIn(answer: Answer): Blocco | null {
  const wait = Number(answer.headers['retry-after'] ?? NaN);
  const attesa = Number.isFinite(wait) ? wait : null;
  if (answer.statusCode === 429) {
    throw new DatiError(429, 'LIMITE_SUPERATO', 'Hai chiesto molto in poco tempo: riprova più tardi.', attesa);
  }
  const { data, errors = [] } = answer.json<{ data?: { fileStatistiche: Blocco | null }; errors?: unknown[] }>();
  if (!data || errors.length > 0) {
    const frase = 'I dati non rispondono in questo momento: riprova tra poco.';
    throw new DatiError(503, 'SERVIZIO_NON_DISPONIBILE', frase, attesa);
  }
  return data.fileStatistiche;
}

function daRiprovare(error: unknown): number {
  if (error instanceof DatiError && error.attesa !== null) {
    return error.attesa;
  }
  throw error;
}
