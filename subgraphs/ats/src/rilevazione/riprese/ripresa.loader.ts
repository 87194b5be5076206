import { groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import type { Ripresa } from '@trama/regole/riprese';
import { scrittiByCompilazione } from '../compilazione.loader.js';
import { IN_VERIFICA } from '../dati-rilevati.loader.js';
import { definizioni } from '../definizioni.service.js';
import type { PropostaRipresa } from './ripresa.type.js';

/**
 * Of each answer that another one serves, the newest approved edition, or, until there is one, what was sent. Through the
 * wall: a contributor's own answers and nobody else's.
 */
const ALTROVE = `
  /* riprese.altrove */
  SELECT c.id AS "compilazioneId", c.campagna_id AS "campagnaId", r.codice, r.voce, a.id AS "daCompilazioneId",
    a.campagna_id AS "daCampagnaId", v.voce AS "daVoceCodice", CASE v.stato WHEN 'ZERO' THEN 0 ELSE v.valore::float8 END AS valore,
    v.origine, ${IN_VERIFICA} AS "inVerifica"
  FROM compilazione c JOIN campagna k ON k.id = c.campagna_id
  JOIN jsonb_to_recordset($2) AS r (codice text, rilevazione text, voce text, altra text, altra_voce text, prima int, dal int, al int)
    ON r.rilevazione = k.rilevazione AND k.anno BETWEEN r.dal AND coalesce(r.al, 9999)
  JOIN voce q ON q.campagna_id = k.id AND q.codice = r.voce
  JOIN campagna ka ON ka.rilevazione = r.altra AND ka.anno = k.anno - r.prima
  JOIN LATERAL (
    SELECT * FROM compilazione a WHERE a.ambito_id = c.ambito_id AND a.campagna_id = ka.id
      AND a.stato IN ('INVIATA', 'IN_REVISIONE', 'APPROVATA')
    ORDER BY (a.stato = 'APPROVATA') DESC, a.edizione DESC LIMIT 1) a ON true
  JOIN valore v ON v.ambito_id = a.ambito_id AND v.compilazione_id = a.id AND v.voce = r.altra_voce AND v.stato IN ('VALORE', 'ZERO')
  WHERE c.id = ANY ($1) AND c.ambito_id = $3
  ORDER BY q.ordine, r.codice`;

type Riga = Omit<PropostaRipresa, 'come' | 'scritto' | 'superato'> & { readonly codice: string };

/** What other answers of the caller's own ambito say of the voci of each answer, beside what is written there: two statements. */
export async function ripreseByCompilazione(tx: Tx, ids: readonly string[]): Promise<PropostaRipresa[][]> {
  const come = new Map(definizioni.riprese.map((ripresa) => [ripresa.codice, ripresa.come]));
  const righe = await tx.query<Riga>(ALTROVE, [
    ids,
    JSON.stringify(definizioni.riprese.map(rigaDi)),
    tx.identity.ambito,
  ]);
  const scritti = new Map((await scrittiByCompilazione(tx, ids)).map((lista, i) => [ids[i], lista]));
  const proposte = righe.map(({ codice, ...riga }): PropostaRipresa => {
    const scritto = scritti.get(riga.compilazioneId)?.find(({ codiceVoce }) => codiceVoce === riga.voce) ?? null;
    const presa = scritto?.ripresaVoce === riga.daVoceCodice && scritto.valore !== riga.valore;
    return { ...riga, come: come.get(codice)!, scritto, superato: presa };
  });
  return groupByKey(ids, proposte, ({ compilazioneId }) => compilazioneId);
}

const rigaDi = ({ codice, da, a, anniPrima, dal, al }: Ripresa) => ({
  codice,
  rilevazione: a.rilevazione,
  voce: a.voce,
  altra: da.rilevazione,
  altra_voce: da.voce,
  prima: anniPrima,
  dal,
  al: al ?? null,
});
