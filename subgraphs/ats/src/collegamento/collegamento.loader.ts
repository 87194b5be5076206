import { alignByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';

export interface FamiglieContate {
  readonly giorno: string;
  readonly quante: number;
}

const QUANTE = `
  /* collegamento.famiglieByGiorno */
  SELECT g.giorno::text AS giorno, f.quante
  FROM unnest($1::date[]) AS g (giorno) CROSS JOIN LATERAL trama.famiglie_su_piu_ambiti(g.giorno) f`;

/** Families that services of more than one ambito followed on each day; null where linkage was never read. */
export async function famiglieByGiorno(tx: Tx, giorni: readonly string[]): Promise<Array<FamiglieContate | null>> {
  return alignByKey(giorni, await tx.query<FamiglieContate>(QUANTE, [giorni]), ({ giorno }) => giorno);
}
