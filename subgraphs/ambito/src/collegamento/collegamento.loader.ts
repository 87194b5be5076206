import type { Nomina } from '@trama/audit/ispezione';
import { alignByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { nominaDelCaso } from '../cartella/caso.loader.js';
import { EsitoCollegamento, SeguitoAltrove, ServizioAltrove } from './collegamento.type.js';

interface Riga {
  readonly casoId: string;
  readonly ambitoId: number;
  readonly inEmergenza: boolean;
  readonly senzaCodice: number;
  readonly inAttesa: number;
  readonly collegati: number;
  readonly aggiornatoAl: Date | null;
}

const CASI = `
  /* collegamento.seguitoAltroveByCaso */
  SELECT c.id AS "casoId", c.ambito_id AS "ambitoId", c.id NOT IN (SELECT trama.casi_seguiti()) AS "inEmergenza",
    count(*) FILTER (WHERE p.codice_fiscale_indice IS NULL OR k.pseudonimo LIKE 'senza-cf:%')::int AS "senzaCodice",
    count(*) FILTER (WHERE p.codice_fiscale_indice IS NOT NULL AND k.pseudonimo IS NULL)::int AS "inAttesa",
    count(*) FILTER (WHERE p.codice_fiscale_indice IS NOT NULL AND k.pseudonimo LIKE 'k%')::int AS collegati,
    (SELECT letta_il FROM collegamento_lettura l WHERE l.ambito_id = c.ambito_id) AS "aggiornatoAl"
  FROM caso c
  JOIN caso_persona cp ON cp.ambito_id = c.ambito_id AND cp.caso_id = c.id AND cp.ruolo IN ('MINORE', 'GENITORE')
  JOIN persona p ON p.ambito_id = cp.ambito_id AND p.id = cp.persona_id
  LEFT JOIN collegamento k ON k.ambito_id = c.ambito_id AND k.caso_id = c.id AND k.persona_id = p.id
  WHERE c.id = ANY ($1) AND c.stato = 'APERTO'
  GROUP BY c.ambito_id, c.id`;

const SERVIZI = `
  /* collegamento.servizi */
  SELECT caso_id AS "casoId", altro_ambito AS "altroAmbito", servizio, recapito, dal
  FROM seguito_altrove WHERE caso_id = ANY ($1) ORDER BY altro_ambito, servizio`;

/** What is known of each open case; null for a closed one, that nobody follows any more. Two statements. */
export async function seguitoAltroveByCaso(
  tx: Tx,
  casi: readonly string[],
  nomina: Nomina,
): Promise<Array<SeguitoAltrove | null>> {
  const righe = await tx.query<Riga>(CASI, [casi]);
  nominaDelCaso(
    nomina,
    'SeguitoAltrove',
    righe.map((riga) => ({ ...riga, id: riga.casoId })),
  );
  const servizi = await tx.query<ServizioAltrove>(SERVIZI, [casi]);
  const esiti = righe.map(({ casoId, ambitoId, senzaCodice, aggiornatoAl, ...riga }) => {
    const suoi = servizi
      .filter((servizio) => servizio.casoId === casoId)
      .map((servizio) => Object.assign(new ServizioAltrove(), servizio));
    const esito = esitoDi(suoi.length, riga);
    return Object.assign(new SeguitoAltrove(), { casoId, ambitoId, esito, servizi: suoi, senzaCodice, aggiornatoAl });
  });
  return alignByKey(casi, esiti, ({ casoId }) => casoId);
}

/** A yes is a yes at once; a no needs that everybody who has a code was looked for. */
function esitoDi(servizi: number, { inAttesa, collegati }: Pick<Riga, 'inAttesa' | 'collegati'>): EsitoCollegamento {
  if (servizi > 0) {
    return EsitoCollegamento.SEGUITO_ALTROVE;
  }
  if (inAttesa > 0) {
    return EsitoCollegamento.IN_ATTESA;
  }
  return collegati > 0 ? EsitoCollegamento.NESSUNA_CORRISPONDENZA : EsitoCollegamento.NON_COLLEGABILE;
}
