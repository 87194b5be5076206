import type { Nomina } from '@trama/audit/ispezione';
import { groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { nominaDelCaso } from '../cartella/caso.loader.js';
import type { Intervento } from './intervento.type.js';

const INTERVENTI = `
  /* intervento.interventiByCaso */
  SELECT caso_id AS "casoId", ambito_id AS "ambitoId", id, tipo, persona_id AS persona, dal::text AS dal, al::text AS al,
         ore::float8 AS ore, incontri, obiettivo_raggiunto AS "obiettivoRaggiunto", origine,
         caso_id NOT IN (SELECT trama.casi_seguiti()) AS "inEmergenza"
  FROM intervento WHERE caso_id = ANY ($1) ORDER BY intervento.dal, creato_il, id`;

type Riga = Intervento & { readonly ambitoId: number; readonly inEmergenza: boolean };

/** What is and was done for each case, the oldest first. */
export async function interventiByCaso(tx: Tx, casi: readonly string[], nomina: Nomina): Promise<Intervento[][]> {
  const righe = await tx.query<Riga>(INTERVENTI, [casi]);
  nominaDelCaso(nomina, 'Intervento', righe);
  return groupByKey(casi, righe, ({ casoId }) => casoId);
}
