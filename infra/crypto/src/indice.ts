import { canonico, inUtf8 } from './canonico.js';
import { derivaChiave, hmac } from './derivazione.js';
import { normalizza } from './normalizza.js';
import { perUso, type Portachiavi, type VersioneChiave } from './portachiavi.js';

/** A column that can be searched by exact value. */
export interface ColonnaCercata {
  readonly ambito: number;
  readonly tabella: string;
  readonly colonna: string;
  /** Where case means nothing: codes, never passwords or file names. */
  readonly maiuscolo?: boolean;
}

/** Half of an HMAC: enough that two values never meet, and short in an index. */
const BYTE = 16;

/**
 * Blind index: what stands beside a ciphertext so that it can be found. Each ambito and column has a key of its own,
 * from a key that encrypts nothing, so equal values look equal in one column of one ambito and nowhere else.
 */
export class IndiceCieco {
  constructor(private readonly chiavi: Portachiavi) {
    perUso(chiavi, 'indice');
  }

  /** What is written beside the value, `i<version>:` and 22 characters. */
  calcola(colonna: ColonnaCercata, valore: string): string {
    return voce(this.chiavi.corrente, colonna, valore);
  }

  /** What is searched, with `= ANY(...)`: rows not yet rewritten after a rotation carry an older version. */
  perRicerca(colonna: ColonnaCercata, valore: string): string[] {
    return this.chiavi.versioni.map((chiave) => voce(chiave, colonna, valore));
  }

  /** Whether a row still carries an older version, to be computed again from the decrypted value. */
  daRifare(indice: string): boolean {
    return !indice.startsWith(prefisso(this.chiavi.corrente));
  }
}

function voce(
  chiave: VersioneChiave,
  { ambito, tabella, colonna, maiuscolo = false }: ColonnaCercata,
  valore: string,
): string {
  const diColonna = derivaChiave(chiave.chiave, 'trama.indice.v1', chiave.versione, ambito, tabella, colonna);
  const impronta = hmac(diColonna, canonico(inUtf8(normalizza(valore, { maiuscolo }))));
  return `${prefisso(chiave)}${impronta.subarray(0, BYTE).toString('base64url')}`;
}

const prefisso = ({ versione }: VersioneChiave) => `i${versione}:`;
