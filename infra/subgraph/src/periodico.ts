import type { ClienteCollegamento } from '@trama/collegamento/cliente/cliente';
import type { Database } from '@trama/database/database';
import { type Identity, identityOf } from '@trama/kernel/identity';
import type { Logger } from '@trama/kernel/log';
import { randomUUID } from 'node:crypto';
import type { Cassaforte } from './cassaforte.js';

/** What work that nobody asks for is done with. */
export interface BancoPeriodico {
  readonly database: Database;
  /** Where the subgraph keeps data of people. */
  readonly cassaforte?: Cassaforte | undefined;
  readonly collegamento: ClienteCollegamento;
}

/** Work that a subgraph's process does again and again. It must be safe to repeat, and beside another process's. */
export interface Periodico {
  readonly nome: string;
  readonly ogniMs: number;
  readonly giro: (banco: BancoPeriodico) => Promise<void>;
}

/**
 * Who does work that nobody asks for; in the access log by this name.
 *
 * @param ambito whose rows it is about; null for what belongs to none
 */
export const lavoroDi = (nome: string, ambito: number | null): Identity =>
  identityOf({ subject: `lavoro/${nome}`, ruolo: 'LAVORO', ambito, asst: null, ente: null, scope: [] }, randomUUID());

/** @returns what ends it, once the round under way is over */
export function ripeti(periodici: readonly Periodico[], banco: BancoPeriodico, log: Logger): () => Promise<void> {
  const fermi = periodici.map((periodico) => ripetiUno(periodico, banco, log));
  return async () => {
    await Promise.all(fermi.map((ferma) => ferma()));
  };
}

function ripetiUno({ nome, ogniMs, giro }: Periodico, banco: BancoPeriodico, log: Logger): () => Promise<void> {
  let finito = false;
  let guasto = false;
  let sveglia: NodeJS.Timeout | undefined;
  let inCorso = Promise.resolve();
  const prossimo = (): void => {
    inCorso = giro(banco).then(
      () => void (guasto = false),
      (error: unknown) => {
        // Once, until it works again: every few seconds the same line hides the others.
        if (!guasto) {
          log.warn({ lavoro: nome, error: error instanceof Error ? error.message : 'unknown' }, 'work put off');
        }
        guasto = true;
      },
    );
    void inCorso.then(() => {
      if (!finito) {
        sveglia = setTimeout(prossimo, ogniMs).unref();
      }
    });
  };
  prossimo();
  return async () => {
    finito = true;
    clearTimeout(sveglia);
    await inCorso;
  };
}
