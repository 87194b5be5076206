import type { Nomina } from '@trama/audit/ispezione';
import { groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { nominaDelCaso } from '../cartella/caso.loader.js';
import type { Provvedimento } from './provvedimento.type.js';

const PROVVEDIMENTI = `
  /* provvedimento.provvedimentiByCaso */
  SELECT caso_id AS "casoId", ambito_id AS "ambitoId", id, autorita, tipo, data::text AS data,
         revocato_il::text AS "revocatoIl", origine, caso_id NOT IN (SELECT trama.casi_seguiti()) AS "inEmergenza"
  FROM provvedimento WHERE caso_id = ANY ($1) ORDER BY provvedimento.data, creato_il, id`;

type Riga = Provvedimento & { readonly ambitoId: number; readonly inEmergenza: boolean };

/** The judicial measures of each case, the oldest first. */
export async function provvedimentiByCaso(tx: Tx, casi: readonly string[], nomina: Nomina): Promise<Provvedimento[][]> {
  const righe = await tx.query<Riga>(PROVVEDIMENTI, [casi]);
  nominaDelCaso(nomina, 'Provvedimento', righe);
  return groupByKey(casi, righe, ({ casoId }) => casoId);
}
