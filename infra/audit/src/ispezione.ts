import type { Database, Tx } from '@trama/database/database';
import { DomainError } from '@trama/kernel/errors';
import type { Identity } from '@trama/kernel/identity';
import { type Accesso, accessiA, type Classe, iscrivi, type Oggetto, rifiutati } from './accesso.js';
import type { Scopo } from './scopi.js';

/**
 * Says which records the work is about, of which type: as soon as it knows, so that a refusal names them too. An
 * empty list says that somebody looked for this type and found none.
 */
export type Nomina = (tipo: string, oggetti: Oggetto | readonly Oggetto[]) => void;

/** Work that reads people: it names what it reads. */
export type Ispezione<T> = (tx: Tx, nomina: Nomina) => Promise<T>;

export interface ModoIspezione {
  readonly classe?: Classe;
}

/** Either what the work gave, or why it refused. */
type Esame<T> = { readonly value: T } | { readonly rifiuto: DomainError };

/**
 * The third door: reading a person is an act, and this writes it down. The log's rows are committed before the value
 * is returned, so there is no value without its rows; a refusal of the work (a DomainError) is logged and then thrown.
 *
 * The work itself cannot write: it runs behind a savepoint in which PostgreSQL allows reading only, which is lifted
 * for the log's one statement.
 *
 * @throws whatever the work throws; and any failure of the log, in which case nothing is returned
 */
export async function inspect<T>(
  database: Database,
  identity: Identity,
  scopo: Scopo,
  work: Ispezione<T>,
  { classe = 'ORDINARIO' }: ModoIspezione = {},
): Promise<T> {
  const esame = await database.write(identity, async (tx): Promise<Esame<T>> => {
    const come = { scopo, operazione: 'LETTURA', classe } as const;
    const accessi: Accesso[] = [];
    const nomina: Nomina = (tipo, oggetti) =>
      void accessi.push(...accessiA(tx, come, tipo, Array.isArray(oggetti) ? oggetti : [oggetti as Oggetto]));
    const esito = await esamina(tx, (reading) => work(reading, nomina));
    const visti = accessi.length > 0 ? accessi : accessiA(tx, come, null, []);
    await iscrivi(tx, 'rifiuto' in esito ? rifiutati(visti, esito.rifiuto) : visti);
    return esito;
  });
  if ('rifiuto' in esame) {
    throw esame.rifiuto;
  }
  return esame.value;
}

async function esamina<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<Esame<T>> {
  await tx.query('SAVEPOINT esame; SET TRANSACTION READ ONLY');
  try {
    const value = await work(tx);
    await tx.query('RELEASE SAVEPOINT esame');
    return { value };
  } catch (cause) {
    if (!(cause instanceof DomainError)) {
      throw cause;
    }
    await tx.query('ROLLBACK TO SAVEPOINT esame');
    return { rifiuto: cause };
  }
}
