import { type FirmaServizio, SERVIZIO_HEADER } from '@trama/identity/servizio';
import type { Domanda } from './interno.js';

/** Below the time that a statement of the asker's own transaction may take. */
const PAZIENZA_MS = 10_000;

/** The other program did not answer, or not what it should. Nothing of the question is in the message. */
export class InternoError extends Error {
  override readonly name = 'InternoError';

  /** @param status of the answer; null when there was none */
  constructor(
    message: string,
    readonly status: number | null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What one subgraph's process asks another's through. */
export class ClienteInterno {
  /**
   * @param nome of the program that is asked
   * @param indirizzo where it listens, without a path
   */
  constructor(
    private readonly nome: string,
    private readonly indirizzo: string,
    private readonly firma: FirmaServizio,
  ) {}

  /** @throws InternoError when the other does not answer */
  async chiedi<C, R>({ percorso, risposta }: Domanda<C, R>, domanda: C): Promise<R> {
    const body = JSON.stringify(domanda);
    const headers = {
      'content-type': 'application/json',
      [SERVIZIO_HEADER]: await this.firma.sign(this.nome, percorso, body),
    };
    const signal = AbortSignal.timeout(PAZIENZA_MS);
    const esito = await fetch(new URL(percorso, this.indirizzo), { method: 'POST', headers, body, signal }).catch(
      (cause: unknown) => {
        throw new InternoError(`${percorso}: no answer`, null, { cause });
      },
    );
    if (!esito.ok) {
      throw new InternoError(`${percorso}: ${esito.status}`, esito.status);
    }
    const letta = risposta.safeParse(await esito.json().catch(() => null));
    if (!letta.success) {
      throw new InternoError(`${percorso}: not an answer`, esito.status);
    }
    return letta.data;
  }
}
