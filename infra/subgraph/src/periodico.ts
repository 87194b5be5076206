import type { ClienteCollegamento } from '@trama/collegamento/cliente/cliente';
import type { Database } from '@trama/database/database';
import { type Identity, identityOf } from '@trama/kernel/identity';
import type { Logger } from '@trama/kernel/log';
import { randomUUID } from 'node:crypto';
import type { Cassaforte } from './cassaforte.js';
import type { ClienteInterno } from './cliente-interno.js';

/** The services that work may ask. A process is told of those that there are. */
interface TuttiIServizi {
  readonly collegamento: ClienteCollegamento;
  /** Through which the subgraph of the ambiti is asked. */
  readonly ambito: ClienteInterno;
}

export type Servizi = Partial<TuttiIServizi>;

/** What work that nobody asks for is done with. */
export interface Banco {
  readonly database: Database;
  /** Where the subgraph keeps data of people. */
  readonly cassaforte?: Cassaforte | undefined;
}

export type BancoPeriodico<S extends keyof Servizi = 'collegamento'> = Banco & Pick<TuttiIServizi, S>;

/** Work that a subgraph's process does again and again. It must be safe to repeat, and beside another process's. */
export interface LavoroPeriodico<S extends keyof Servizi> {
  readonly nome: string;
  /** Whom it asks: where that is not known, it is not done. */
  readonly servizio: S;
  readonly ogniMs: number;
  readonly giro: (banco: BancoPeriodico<S>) => Promise<void>;
}

export type Periodico = LavoroPeriodico<'collegamento'> | LavoroPeriodico<'ambito'>;

/**
 * Who does work that nobody asks for; in the access log by this name.
 *
 * @param ambito whose rows it is about; null for what belongs to none
 */
export const lavoroDi = (nome: string, ambito: number | null): Identity =>
  identityOf({ subject: `lavoro/${nome}`, ruolo: 'LAVORO', ambito, asst: null, ente: null, scope: [] }, randomUUID());

/** @returns what ends it, once the round under way is over */
export function ripeti(
  periodici: readonly Periodico[],
  { servizi, ...banco }: Banco & { readonly servizi: Servizi },
  log: Logger,
): () => Promise<void> {
  const fermi = periodici
    .filter(({ servizio }) => servizi[servizio] !== undefined)
    .map((periodico) => ripetiUno(periodico, { ...banco, ...servizi } as Banco & TuttiIServizi, log));
  return async () => {
    await Promise.all(fermi.map((ferma) => ferma()));
  };
}

function ripetiUno({ nome, ogniMs, giro }: Periodico, banco: Banco & TuttiIServizi, log: Logger): () => Promise<void> {
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
