import { lavoroDi, type LavoroPeriodico } from '@trama/subgraph/periodico';
import { aggiornaFamiglie } from './collegamento.service.js';

const OGNI_MS = 60_000;

/** Another process that is at it does the same work: this one leaves it. */
const TURNO = `/* collegamento.turno */ SELECT pg_try_advisory_xact_lock(hashtext('trama.collegamento')) AS mio`;

/** Keeps the pairs of households as the linkage service knows them. */
export const collegamentoPeriodico: LavoroPeriodico<'collegamento'> = {
  nome: 'collegamento',
  servizio: 'collegamento',
  ogniMs: OGNI_MS,
  giro: ({ database, collegamento }) =>
    database.write(lavoroDi('collegamento', null), async (tx) => {
      const [turno] = await tx.query<{ mio: boolean }>(TURNO);
      if (turno!.mio) {
        await aggiornaFamiglie(tx, collegamento);
      }
    }),
};
