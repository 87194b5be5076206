import { alignByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import type { FamigliaAffidataria as FamigliaCalcolo } from '../abbinamento/abbinamento.type.js';
import { FamigliaAffidataria, ServizioAffidi } from './famiglia.entity.js';

/** Row-level security hides those of others that are no candidates: hidden ones answer null like missing ones. */
export async function famigliaByCodice(tx: Tx, codici: readonly string[]): Promise<Array<FamigliaAffidataria | null>> {
  const comment = 'famiglia.byCodice';
  const righe = await tx.select(FamigliaAffidataria, { where: { codice: codici }, comment });
  return alignByKey(codici, righe, ({ codice }) => codice);
}

export async function famigliaById(tx: Tx, ids: readonly string[]): Promise<Array<FamigliaAffidataria | null>> {
  const righe = await tx.select(FamigliaAffidataria, { where: { id: ids }, comment: 'famiglia.byId' });
  return alignByKey(ids, righe, ({ id }) => id);
}

export async function servizioByCodice(tx: Tx, codici: readonly string[]): Promise<Array<ServizioAffidi | null>> {
  const comment = 'famiglia.servizioByCodice';
  const righe = await tx.select(ServizioAffidi, { where: { codice: codici }, comment });
  return alignByKey(codici, righe, ({ codice }) => codice);
}

const MIO = '/* famiglia.servizioMio */ SELECT trama.servizio_affidi_mio() AS codice';

/** The code of the fostering service that the caller works for; null for who works for none. The key does not matter. */
export async function servizioMio(tx: Tx, chiavi: readonly string[]): Promise<Array<string | null>> {
  const [riga] = await tx.query<{ codice: string | null }>(MIO);
  return chiavi.map(() => riga!.codice);
}

/**
 * A family with the places that are taken, and how many fosterings it ended: what the matching reads. Lists as JSON, as
 * `Tx.select` reads them.
 */
const COLONNE = `f.id, f.codice, f.ambito_casa AS ambito, f.comune_istat AS comune, f.stato, to_json(f.tipi) AS tipi,
  f.eta_min AS "etaMin", f.eta_max AS "etaMax", f.posti, f.fratelli, f.bisogni_speciali AS "bisogniSpeciali",
  to_json(f.lingue) AS lingue, to_json(f.culture) AS culture,
  f.distanza_max_km AS "distanzaMaxKm", f.disponibile_dal::text AS dal, f.disponibile_al::text AS al,
  f.riconfermata_il::text AS "riconfermataIl", coalesce(p.occupati, 0) AS occupati, coalesce(p.proposti, 0) AS proposti,
  f.affidi_precedenti + coalesce(p.conclusi, 0) AS conclusi`;

const DISPONIBILI = `
  /* famiglia.disponibili */
  WITH f AS (SELECT * FROM famiglia_affidataria WHERE stato = 'DISPONIBILE')
  SELECT ${COLONNE} FROM f LEFT JOIN trama.posti_presi((SELECT array_agg(id) FROM f)) p ON p.famiglia_id = f.id
  ORDER BY f.codice`;

const PER_CODICE = `
  /* famiglia.perCalcolo */
  WITH f AS (SELECT * FROM famiglia_affidataria WHERE codice = ANY ($1))
  SELECT ${COLONNE} FROM f LEFT JOIN trama.posti_presi((SELECT array_agg(id) FROM f)) p ON p.famiglia_id = f.id
  ORDER BY f.codice`;

interface Riga {
  readonly id: string;
  readonly codice: string;
  readonly ambito: number;
  readonly comune: string;
  readonly stato: FamigliaCalcolo['stato'];
  readonly tipi: FamigliaCalcolo['disponibilita']['tipi'];
  readonly etaMin: number;
  readonly etaMax: number;
  readonly posti: number;
  readonly fratelli: boolean;
  readonly bisogniSpeciali: boolean;
  readonly lingue: readonly string[];
  readonly culture: readonly string[];
  readonly distanzaMaxKm: number | null;
  readonly dal: string;
  readonly al: string | null;
  readonly riconfermataIl: string;
  readonly occupati: number;
  readonly proposti: number;
  readonly conclusi: number;
}

/** Every family that may be a candidate for this caller, as the matching reads it: one statement. */
export const famiglieDisponibili = async (tx: Tx): Promise<FamigliaCalcolo[]> =>
  (await tx.query<Riga>(DISPONIBILI)).map(famigliaDa);

/** Families by their code, in whatever state, as the matching reads them. */
export const famigliePerCalcolo = async (tx: Tx, codici: readonly string[]): Promise<FamigliaCalcolo[]> =>
  (await tx.query<Riga>(PER_CODICE, [codici])).map(famigliaDa);

const famigliaDa = (r: Riga): FamigliaCalcolo => ({
  codice: r.codice,
  // Who declares a conflict says the code, which the two services tell each other.
  pseudonimo: r.codice,
  ambito: r.ambito,
  comune: r.comune,
  stato: r.stato,
  disponibilita: {
    tipi: r.tipi,
    etaMin: r.etaMin,
    etaMax: r.etaMax,
    posti: r.posti,
    fratelli: r.fratelli,
    bisogniSpeciali: r.bisogniSpeciali,
    distanzaMaxKm: r.distanzaMaxKm,
    dal: r.dal,
    al: r.al,
    riconfermataIl: r.riconfermataIl,
  },
  postiOccupati: r.occupati,
  postiProposti: r.proposti,
  affidiConclusi: r.conclusi,
  lingue: r.lingue,
  culture: r.culture,
});
