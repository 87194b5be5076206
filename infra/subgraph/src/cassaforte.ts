import { magazzinoChiaviSql } from '@trama/crypto/chiavi-sql';
import { Cifrario, type FileChiavi } from '@trama/crypto/cifrario';
import type { Database } from '@trama/database/database';
import type { Identity } from '@trama/kernel/identity';

/** Connections for keys: a statement each, so a few are enough. */
export const KEY_POOL = 2;

/**
 * The keys of a process that keeps data of people. Open keys are shared, and each caller finds them through the wall
 * with the own identity.
 *
 * The database must have connections of its own (`KEY_POOL`): a key is made in a transaction of its own while the
 * caller's is open, and callers that held all connections of one pool would wait for each other.
 */
export class Cassaforte {
  private readonly comune: Cifrario;

  constructor(
    chiavi: FileChiavi,
    private readonly database: Database,
  ) {
    this.comune = Cifrario.da(chiavi, magazzinoChiaviSql(nessuno));
  }

  /** Closes every open key of the process: the next use finds and opens it again. */
  dimenticaTutto(): void {
    this.comune.chiavi.dimenticaTutto();
  }

  /** What one caller keeps and reads data of people with. */
  per(identity: Identity): Cifrario {
    return this.comune.con(
      magazzinoChiaviSql((_ambito, testo, valori) =>
        this.database.write(identity, (tx) => tx.query<object>(testo, valori)),
      ),
    );
  }
}

const nessuno = (): Promise<never> => Promise.reject(new Error('keys are found for a caller, never for the process'));
