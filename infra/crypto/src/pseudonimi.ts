import { type KeyObject, randomBytes } from 'node:crypto';
import { canonico, inUtf8 } from './canonico.js';
import { derivaChiave, hmac } from './derivazione.js';
import { perUso, type Portachiavi, type VersioneChiave } from './portachiavi.js';

/** Where a pseudonym means something: one ambito, one purpose. */
export interface Spazio {
  readonly ambito: number;
  readonly scopo: string;
}

const SENZA_CODICE = 'senza-cf:';
const PSEUDONIMO = /^k(\d{1,9}):[\w-]{43}$/;

/**
 * The computations of the linkage service, none of which leaves it. From the linkage key of each version:
 *
 *   nucleo      HMAC(K_link, codice)                the person, for the service alone: never stored
 *   pseudonimo  HMAC(K_ambito_scopo, nucleo)        what an ambito keeps
 *   registro    HMAC(K_registro_scopo, nucleo)      what the service keeps, to find the same person elsewhere
 *   riferimento HMAC(K_riferimento, pseudonimo)     what the service keeps, to find a row from a pseudonym
 *   famiglia    HMAC(K_famiglia, nucleo di casa)    what the service keeps, to tell households of one ambito apart
 *   contata     HMAC(K_contata, famiglia)           what whoever counts families gets
 *
 * So the service's own table does not join with an ambito's, nor one purpose with another.
 */
export class Pseudonimi {
  constructor(private readonly chiavi: Portachiavi) {
    perUso(chiavi, 'collegamento');
  }

  get versioni(): readonly number[] {
    return this.chiavi.versioni.map(({ versione }) => versione);
  }

  get corrente(): number {
    return this.chiavi.corrente.versione;
  }

  /** Null for a version that is not there any more. */
  pseudonimo(versione: number, { ambito, scopo }: Spazio, codice: string): string | null {
    const voce = this.chiavi.conVersione(versione);
    if (!voce) {
      return null;
    }
    const chiave = perUnUso(voce, 'pseudonimo', ambito, scopo);
    return `k${versione}:${hmac(chiave, nucleo(voce, codice)).toString('base64url')}`;
  }

  registro(versione: number, scopo: string, codice: string): Buffer | null {
    const voce = this.chiavi.conVersione(versione);
    return voce ? hmac(perUnUso(voce, 'registro', scopo), nucleo(voce, codice)) : null;
  }

  riferimento(
    { ambito, scopo }: Spazio,
    pseudonimo: string,
  ): { readonly versione: number; readonly riferimento: Buffer } | null {
    const voce = this.chiavi.conVersione(Number(PSEUDONIMO.exec(pseudonimo)?.[1]));
    if (!voce) {
      return null;
    }
    const riferimento = hmac(perUnUso(voce, 'riferimento'), canonico(ambito, scopo, pseudonimo));
    return { versione: voce.versione, riferimento };
  }

  /** @param nucleo the household's opaque id in its ambito, or what stands for it */
  famiglia(versione: number, { ambito, scopo }: Spazio, nucleo: string): Buffer | null {
    const voce = this.chiavi.conVersione(versione);
    return voce ? hmac(perUnUso(voce, 'famiglia', ambito, scopo), inUtf8(nucleo)) : null;
  }

  /** The name of a household for whoever only counts: it joins with no table, the service's own included. */
  famigliaContata(versione: number, scopo: string, famiglia: Buffer): string {
    return hmac(perUnUso(this.chiavi.conVersione(versione)!, 'contata', scopo), famiglia).toString('base64url');
  }

  /** What tells two questions apart for a quota, and nothing else. It changes every day. */
  improntaDiDomanda(giorno: string, domanda: string): Buffer {
    return hmac(perUnUso(this.chiavi.corrente, 'quota', giorno), canonico(inUtf8(domanda)));
  }
}

/** For a record without a codice fiscale: equal to nothing, not even to another for the same record. */
export function pseudonimoSenzaCodice(): string {
  return `${SENZA_CODICE}${randomBytes(16).toString('base64url')}`;
}

export const isSenzaCodice = (pseudonimo: string) => pseudonimo.startsWith(SENZA_CODICE);
export const isPseudonimo = (testo: string) => PSEUDONIMO.test(testo);

function perUnUso(
  { chiave, versione }: VersioneChiave,
  uso: string,
  ...spazio: ReadonlyArray<string | number>
): KeyObject {
  return derivaChiave(chiave, 'trama.collegamento.v1', uso, versione, ...spazio);
}

const nucleo = (voce: VersioneChiave, codice: string) => hmac(perUnUso(voce, 'nucleo'), inUtf8(codice));
