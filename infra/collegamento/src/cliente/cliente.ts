import { type FirmaServizio, SERVIZIO_HEADER } from '@trama/identity/servizio';
import { COLLEGAMENTO, type Corpo, DOMANDE, type Percorso, type Risposta } from './protocollo.js';

/** Below the time that a statement of the asker's own transaction may take. */
const PAZIENZA_MS = 10_000;

/** The linkage service did not answer, or not what it should. Nothing of the question is in the message. */
export class CollegamentoError extends Error {
  override readonly name = 'CollegamentoError';
}

/** What a program asks the linkage service through. */
export class ClienteCollegamento {
  constructor(
    private readonly indirizzo: string,
    private readonly firma: FirmaServizio,
  ) {}

  /** @throws CollegamentoError when the service does not answer */
  async chiedi<P extends Percorso>(percorso: P, domanda: Corpo<P>): Promise<Risposta<P>> {
    const body = JSON.stringify(domanda);
    const headers = {
      'content-type': 'application/json',
      [SERVIZIO_HEADER]: await this.firma.sign(COLLEGAMENTO, percorso, body),
    };
    const signal = AbortSignal.timeout(PAZIENZA_MS);
    const risposta = await fetch(new URL(percorso, this.indirizzo), { method: 'POST', headers, body, signal }).catch(
      (cause: unknown) => {
        throw new CollegamentoError(`${percorso}: no answer`, { cause });
      },
    );
    if (!risposta.ok) {
      throw new CollegamentoError(`${percorso}: ${risposta.status}`);
    }
    const letta = DOMANDE[percorso].risposta.safeParse(await risposta.json().catch(() => null));
    if (!letta.success) {
      throw new CollegamentoError(`${percorso}: not an answer`);
    }
    return letta.data as Risposta<P>;
  }
}
