import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { AmbitoConComuni, Errore, Modulo, Servizio } from './pagina.js';

const COMUNI = `query ComuniPerAffido { ambiti { numero nome comuni { codiceIstat nome } } }`;

const SERVIZI = `query ServiziAffidi($comune: String!) {
  serviziAffidi(comune: $comune) { codice denominazione telefono email origine }
}`;

const CHIEDI = `mutation ChiediContattoAffido($input: ChiediContattoAffidoInput!) {
  chiediContattoAffido(input: $input) { servizio { denominazione telefono } }
}`;

/** Something that the page cannot do now. */
export class PaginaError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

const RIPROVA = 'Il servizio non risponde in questo momento: riprova tra qualche minuto.';

interface Inviata {
  readonly servizio: Pick<Servizio, 'denominazione' | 'telefono'>;
}

/**
 * Asks the API what anybody may ask it, through its own door: the same limits, quota and words, counted to the same
 * address. Cookies and tokens of who looks at the page stay outside.
 */
export class Domande {
  constructor(
    private readonly app: FastifyInstance,
    private readonly request: FastifyRequest,
  ) {}

  async ambiti(): Promise<readonly AmbitoConComuni[]> {
    const { ambiti } = await this.certa<{ ambiti: readonly AmbitoConComuni[] | null }>(COMUNI, {});
    return ambiti ?? fallita();
  }

  async servizi(comune: string): Promise<readonly Servizio[]> {
    const { serviziAffidi } = await this.certa<{ serviziAffidi: readonly Servizio[] | null }>(SERVIZI, { comune });
    return serviziAffidi ?? fallita();
  }

  /** @returns who has it, or what is to be corrected */
  async chiedi(
    comune: string,
    { chiave, servizio, nome, recapito, messaggio }: Modulo,
  ): Promise<Inviata | readonly Errore[]> {
    const input = { chiaveIdempotenza: chiave, comune, servizio, nome, recapito, messaggio: messaggio || null };
    const { data, errors } = await this.chiama<{ chiediContattoAffido: Inviata | null }>(CHIEDI, { input });
    const correggibili = errors.filter(({ extensions }) => CORREGGIBILI.has(String(extensions?.code)));
    return data?.chiediContattoAffido ?? (correggibili.length > 0 ? correggibili.flatMap(erroriDi) : fallita());
  }

  private async certa<T>(query: string, variables: object): Promise<T> {
    const { data } = await this.chiama<T>(query, variables);
    return data ?? fallita();
  }

  private async chiama<T>(query: string, variables: object): Promise<Answer<T>> {
    const answer = await this.app.inject({
      method: 'POST',
      url: '/graphql',
      remoteAddress: this.request.ip,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      payload: JSON.stringify({ query, variables }),
    });
    const wait = answer.headers['retry-after'];
    if (answer.statusCode === 429) {
      const frase = 'Hai fatto molte richieste in poco tempo: riprova tra qualche minuto.';
      throw new PaginaError(429, frase, wait === undefined ? {} : { 'retry-after': String(wait) });
    }
    if (answer.statusCode >= 500) {
      fallita();
    }
    const { data = null, errors = [] } = answer.json<Partial<Answer<T>>>();
    return { data, errors };
  }
}

interface Answer<T> {
  readonly data: T | null;
  readonly errors: readonly GraphQLFormattedError[];
}

const CORREGGIBILI: ReadonlySet<string> = new Set([
  'INPUT_NON_VALIDO',
  'LIMITE_SUPERATO',
  'CHIAVE_IDEMPOTENZA_RIUSATA',
]);

function erroriDi({ message: frase, extensions }: GraphQLFormattedError): Errore[] {
  const campi = (extensions?.campi ?? []) as readonly string[];
  return campi.length === 0
    ? [{ campo: null, frase }]
    : campi.map((campo, i) => ({ campo, frase: suaDi(frase, i, campi) }));
}

const CORREGGI = 'Correggi: ';

/** One sentence for several fields has a part for each, in their order: beside a field stands what is wrong with it. */
function suaDi(frase: string, i: number, campi: readonly string[]): string {
  const parti = frase.startsWith(CORREGGI) ? frase.slice(CORREGGI.length).replace(/\.$/, '').split('; ') : [];
  return parti.length === campi.length ? `${CORREGGI}${parti[i]}.` : frase;
}

function fallita(): never {
  throw new PaginaError(503, RIPROVA);
}
