import type { ClienteCollegamento } from '@trama/collegamento/cliente/cliente';
import { LOTTO } from '@trama/collegamento/cliente/protocollo';
import type { Cifrario } from '@trama/crypto/cifrario';
import type { Tx } from '@trama/database/database';
import { type BancoPeriodico, lavoroDi, type LavoroPeriodico } from '@trama/subgraph/periodico';
import { aggiornaSeguiti, collega, scollega } from './collegamento.service.js';

/** A colleague who has just opened a case looks at it again within this time. */
const OGNI_MS = 15_000;

const AMBITI = '/* collegamento.ambiti */ SELECT numero FROM ambito ORDER BY numero';

/** One process at a time for each ambito: another one leaves it, and comes back. */
const TURNO = `/* collegamento.turno */ SELECT pg_try_advisory_xact_lock(hashtext('trama.collegamento'), $1) AS mio`;

/** Keeps what the linkage service knows of each ambito, and what the ambito knows from it, as the case files are. */
export const collegamentoPeriodico: LavoroPeriodico<'collegamento'> = {
  nome: 'collegamento',
  servizio: 'collegamento',
  ogniMs: OGNI_MS,
  giro: async (banco) => {
    const ambiti = await banco.database.read(lavoroDi('collegamento', null), (tx) =>
      tx.query<{ numero: number }>(AMBITI),
    );
    // First everybody's people, then everybody's alerts: a family that two ambiti enrol in one round is told to both.
    for (const { numero } of ambiti) {
      await iscriviAmbito(banco, numero);
    }
    for (const { numero } of ambiti) {
      await conTurno(banco, numero, (tx) => aggiornaSeguiti(tx, banco.collegamento));
    }
  },
};

async function iscriviAmbito(banco: BancoPeriodico, ambito: number): Promise<void> {
  const fermi = new Set<string>();
  let guardati = LOTTO;
  while (guardati === LOTTO) {
    guardati = (await conTurno(banco, ambito, (tx, cifrario) => lotto(tx, cifrario, banco.collegamento, fermi))) ?? 0;
  }
}

async function lotto(tx: Tx, cifrario: Cifrario, cliente: ClienteCollegamento, fermi: Set<string>): Promise<number> {
  const tolti = await scollega(tx, cliente);
  if (tolti === LOTTO) {
    return tolti;
  }
  const esito = await collega(tx, cifrario, cliente, [...fermi]);
  esito.fermi.forEach((attore) => fermi.add(attore));
  return esito.guardati;
}

async function conTurno<T>(
  { database, cassaforte }: BancoPeriodico,
  ambito: number,
  work: (tx: Tx, cifrario: Cifrario) => Promise<T>,
): Promise<T | null> {
  const chi = lavoroDi('collegamento', ambito);
  return database.write(chi, async (tx) => {
    const [turno] = await tx.query<{ mio: boolean }>(TURNO, [ambito]);
    return turno!.mio ? work(tx, cassaforte!.per(chi)) : null;
  });
}
