import type { ErrorCode } from '@trama/kernel/errors';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const BLOCCO = `query FileStatistiche($edizione: String!, $formato: FormatoFileStatistiche!, $dopo: Int!) {
  fileStatistiche(edizione: $edizione, formato: $formato, dopo: $dopo) { contenuto dopo sha256 byte }
}`;

export interface Blocco {
  readonly contenuto: string;
  readonly dopo: number | null;
  readonly sha256: string;
  readonly byte: number;
}

/** A file that cannot be given now. */
export class DatiError extends Error {
  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
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

  /** @returns null when there is no such file */
  async blocco(dopo: number): Promise<Blocco | null> {
    const answer = await this.app.inject({
      method: 'POST',
      url: '/graphql',
      remoteAddress: this.request.ip,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      payload: JSON.stringify({ query: BLOCCO, variables: { edizione: this.edizione, formato: this.formato, dopo } }),
    });
    const wait = answer.headers['retry-after'];
    if (answer.statusCode === 429) {
      const frase = 'Hai chiesto molto in poco tempo: riprova più tardi.';
      throw new DatiError(429, 'LIMITE_SUPERATO', frase, wait === undefined ? {} : { 'retry-after': String(wait) });
    }
    const { data, errors = [] } = answer.json<{ data?: { fileStatistiche: Blocco | null }; errors?: unknown[] }>();
    if (!data || errors.length > 0) {
      throw new DatiError(
        503,
        'SERVIZIO_NON_DISPONIBILE',
        'I dati non rispondono in questo momento: riprova tra poco.',
      );
    }
    return data.fileStatistiche;
  }
}
