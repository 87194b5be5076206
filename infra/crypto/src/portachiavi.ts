import { createSecretKey, type KeyObject } from 'node:crypto';

/** What a key serves. It is in the file and in every derivation, so that one key can never do the work of another. */
export type UsoChiavi = 'kek' | 'indice' | 'collegamento';

export const LUNGHEZZA_CHIAVE = 32;

export interface VersioneChiave {
  readonly versione: number;
  /** Differs between two files that both have a version 1: development and production, say. */
  readonly id: string;
  readonly chiave: KeyObject;
}

export interface VersioneGrezza {
  readonly versione: number;
  readonly id: string;
  readonly byte: Buffer;
}

/**
 * The versions of one key: the current one for writing, all of them for reading. Keys are KeyObjects, which neither
 * a log line nor a debugger's `inspect` prints.
 */
export class Portachiavi {
  readonly versioni: readonly VersioneChiave[];
  readonly corrente: VersioneChiave;

  constructor(
    readonly uso: UsoChiavi,
    versioni: readonly VersioneGrezza[],
    corrente: number,
  ) {
    this.versioni = versioni.map(leggi).sort((a, b) => b.versione - a.versione);
    const attuale = this.conVersione(corrente);
    if (!attuale || new Set(versioni.map(({ versione }) => versione)).size !== versioni.length) {
      throw new ChiaviError(`The ${uso} keys need one current version, and no version twice.`);
    }
    this.corrente = attuale;
  }

  conVersione(versione: number): VersioneChiave | undefined {
    return this.versioni.find((voce) => voce.versione === versione);
  }

  conId(id: string): VersioneChiave | undefined {
    return this.versioni.find((voce) => voce.id === id);
  }
}

/** Keys that are missing, unreadable or open to others: a fault of the installation, never of who asked. */
export class ChiaviError extends Error {
  override readonly name = 'ChiaviError';
}

/** Refuses keys for another use, whoever mixed up two files. */
export function perUso(chiavi: Portachiavi, uso: UsoChiavi): Portachiavi {
  if (chiavi.uso !== uso) {
    throw new ChiaviError(`These keys are for ${chiavi.uso}, not for ${uso}.`);
  }
  return chiavi;
}

function leggi({ versione, id, byte }: VersioneGrezza): VersioneChiave {
  if (byte.length !== LUNGHEZZA_CHIAVE) {
    throw new ChiaviError(`Key ${id} must be ${LUNGHEZZA_CHIAVE} bytes long.`);
  }
  return { versione, id, chiave: createSecretKey(byte) };
}
