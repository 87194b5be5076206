import { createHash } from 'node:crypto';

/** A line of the log as it is stored, each field in the text that is hashed. */
export interface RigaCatena {
  readonly ambito: number;
  /** Whole number, as text: PostgreSQL's bigint is wider than ours. */
  readonly numero: string;
  /** Whole microseconds since 1970, UTC. */
  readonly istante: string;
  readonly soggetto: string;
  readonly ruolo: string;
  readonly richiesta: string;
  readonly scopo: string;
  readonly operazione: string;
  readonly tipo: string | null;
  readonly oggetto: string | null;
  readonly esito: string;
  readonly classe: string;
  readonly precedente: Buffer;
  readonly hash: Buffer;
}

/** What the first line of every chain follows. */
export const ORIGINE: Buffer = Buffer.alloc(32);

/**
 * The hash that a line must have after the one before it, worked out without the database:
 *
 *   sha256(hash of the line before || field || field || ...)
 *
 * A field is its length in bytes, as a signed 32-bit number with the most significant byte first, and then its text in
 * UTF-8; a missing one is the length -1 alone. The order is that of `campi` below. The migration `registro` says the
 * same in SQL: a change here or there breaks every chain that exists.
 */
export function improntaDi(riga: RigaCatena, precedente: Buffer): Buffer {
  const campi = [
    String(riga.ambito),
    riga.numero,
    riga.istante,
    riga.soggetto,
    riga.ruolo,
    riga.richiesta,
    riga.scopo,
    riga.operazione,
    riga.tipo,
    riga.oggetto,
    riga.esito,
    riga.classe,
  ];
  const hash = createHash('sha256').update(precedente);
  campi.map(codifica).forEach((campo) => hash.update(campo));
  return hash.digest();
}

function codifica(campo: string | null): Buffer {
  const contenuto = Buffer.from(campo ?? '', 'utf8');
  const lunghezza = Buffer.alloc(4);
  lunghezza.writeInt32BE(campo === null ? -1 : contenuto.length);
  return Buffer.concat([lunghezza, contenuto]);
}

export type Difetto = 'NUMERO' | 'PRECEDENTE' | 'CONTENUTO';

/** Walks a chain line by line, from `dopo` on, and stops at the first line that is wrong. */
export class Cammino {
  numero: bigint;
  hash: Buffer;

  constructor(dopo: { readonly numero: bigint; readonly hash: Buffer } = { numero: 0n, hash: ORIGINE }) {
    this.numero = dopo.numero;
    this.hash = dopo.hash;
  }

  /** What is wrong with the next line; null when it follows. */
  avanza(riga: RigaCatena): Difetto | null {
    if (BigInt(riga.numero) !== this.numero + 1n) {
      return 'NUMERO';
    }
    if (!riga.precedente.equals(this.hash)) {
      return 'PRECEDENTE';
    }
    if (!riga.hash.equals(improntaDi(riga, this.hash))) {
      return 'CONTENUTO';
    }
    this.numero += 1n;
    this.hash = riga.hash;
    return null;
  }
}
