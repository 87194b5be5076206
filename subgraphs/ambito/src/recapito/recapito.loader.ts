import type { Nomina } from '@trama/audit/ispezione';
import { groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { nominaDelCaso } from '../cartella/caso.loader.js';
import { Recapito } from './recapito.type.js';

const RECAPITI = `
  /* recapito.recapitiByPersona */
  SELECT r.persona_id AS "personaId", r.ambito_id AS "ambitoId", r.id, r.tipo, r.valore, r.preferito, r.dal::text AS dal, r.al::text AS al,
    NOT EXISTS (SELECT FROM caso_persona cp WHERE cp.ambito_id = r.ambito_id AND cp.persona_id = r.persona_id
      AND cp.caso_id IN (SELECT trama.casi_seguiti())) AS "inEmergenza"
  FROM recapito_persona r WHERE r.persona_id = ANY ($1)
  ORDER BY r.al IS NOT NULL, r.preferito DESC, r.tipo, r.creato_il, r.id`;

type Riga = Recapito & { readonly inEmergenza: boolean };

/** How each person is reached, what is to be tried first before the rest, and what is no longer good at the end. */
export async function recapitiByPersona(tx: Tx, persone: readonly string[], nomina: Nomina): Promise<Recapito[][]> {
  const righe = await tx.query<Riga>(RECAPITI, [persone]);
  nominaDelCaso(nomina, 'Recapito', righe);
  const recapiti = righe.map(({ inEmergenza: _, ...campi }) => Object.assign(new Recapito(), campi));
  return groupByKey(persone, recapiti, ({ personaId }) => personaId);
}
