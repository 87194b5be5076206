import type { Tx } from '@trama/database/database';
import { DomainError } from '@trama/kernel/errors';
import { type Accesso, accessiA, type Classe, iscrivi, type Oggetto, type Operazione, rifiutati } from './accesso.js';
import type { Scopo } from './scopi.js';

export interface Atto {
  readonly scopo: Scopo;
  /** SCRITTURA, when nothing else is said. */
  readonly operazione?: Operazione;
  readonly classe?: Classe;
}

const annotati = new WeakMap<Tx, Accesso[]>();

/**
 * Says that this transaction writes records of people: call it before the write, as soon as the records are known.
 * The lines are added in the same transaction, as its last act, so the write and its trace happen together or not at
 * all. When the work refuses (a DomainError), its lines say so, in a transaction of their own.
 */
export function registra(tx: Tx, atto: Atto, tipo: string, oggetti: Oggetto | readonly Oggetto[]): void {
  const come = { operazione: 'SCRITTURA', classe: 'ORDINARIO', ...atto } as const;
  const nuovi = accessiA(tx, come, tipo, Array.isArray(oggetti) ? oggetti : [oggetti as Oggetto]);
  const lista = annotati.get(tx) ?? inAttesa(tx);
  lista.push(...nuovi);
}

function inAttesa(tx: Tx): Accesso[] {
  const lista: Accesso[] = [];
  annotati.set(tx, lista);
  tx.beforeCommit(() => iscrivi(tx, lista));
  tx.afterRollback(async (causa, write) => {
    if (causa instanceof DomainError) {
      await write((altra) => iscrivi(altra, rifiutati(lista, causa)));
    }
  });
  return lista;
}
