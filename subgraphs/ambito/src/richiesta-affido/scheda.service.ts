import type { Tx } from '@trama/database/database';
import type { StatoRichiestaAffido } from '@trama/schema/affido';
import { SCHEDE_PER_VOLTA, type SchedaRichiesta } from '@trama/schema/scheda-richiesta';
import type { RichiestaAffido } from './richiesta-affido.entity.js';

/** As `schedaRichiesta` has it. */
const COLONNE = `codice, id, ambito_id AS ambito, comune_istat AS comune, eta, registrata_il::text AS "registrataIl", tipo,
  macrocategoria, natura, fratelli, eta_fratelli AS "etaFratelli", bisogni_speciali AS "bisogniSpeciali", lingue, culture, vicinanza, scuola_istat AS scuola, parenti,
  decreto_autorita AS "decretoAutorita", decreto_data::text AS "decretoData", durata_mesi AS "durataMesi",
  proroga_mesi AS "prorogaMesi", stato, origine, versione,
  aggiornata_il AS "aggiornataIl"`;

const CAMBIATE = `
  /* schedaRichiesta.cambiate */
  SELECT ${COLONNE} FROM richiesta_affido
  WHERE $1::timestamptz IS NULL OR (aggiornata_il, codice) > ($1, coalesce($2, ''))
  ORDER BY aggiornata_il, codice LIMIT $3`;

const DI = `
  /* schedaRichiesta.di */
  SELECT ${COLONNE} FROM richiesta_affido WHERE codice = ANY ($1) ORDER BY codice`;

/** A request that is closed stays so: whatever was proposed for it is for who proposed it to end. */
const PORTA = `
  /* schedaRichiesta.portaStati */
  UPDATE richiesta_affido r SET stato = p.stato, motivo_chiusura = p.motivo, versione = r.versione + 1
  FROM unnest($1::text[], $2::text[], $3::text[]) AS p (codice, stato, motivo)
  WHERE r.codice = p.codice AND r.stato <> 'CHIUSA' AND r.stato <> p.stato`;

type Riga = Omit<SchedaRichiesta, 'aggiornataIl'> & { readonly aggiornataIl: Date };

export interface Dopo {
  readonly dal: string | null;
  readonly dopo: string | null;
}

export interface StatoPortato {
  readonly codice: string;
  readonly stato: StatoRichiestaAffido;
  readonly motivo: string | null;
}

/** Those that changed after a moment, the oldest change first. */
export const schedeCambiate = async (tx: Tx, { dal, dopo }: Dopo): Promise<SchedaRichiesta[]> =>
  (await tx.query<Riga>(CAMBIATE, [dal, dopo, SCHEDE_PER_VOLTA])).map(scheda);

export const schedeDi = async (tx: Tx, codici: readonly string[]): Promise<SchedaRichiesta[]> =>
  (await tx.query<Riga>(DI, [codici])).map(scheda);

/** @returns the sheets of all that were named, changed or not */
export async function portaStati(tx: Tx, stati: readonly StatoPortato[]): Promise<SchedaRichiesta[]> {
  const codici = stati.map(({ codice }) => codice);
  await tx.query(PORTA, [codici, stati.map(({ stato }) => stato), stati.map(({ motivo }) => motivo)]);
  return schedeDi(tx, codici);
}

const scheda = (riga: Riga): SchedaRichiesta => ({ ...riga, aggiornataIl: riga.aggiornataIl.toISOString() });

/** The sheet of a request that was read already. */
export const schedaDi = (r: RichiestaAffido): SchedaRichiesta => ({
  codice: r.codice,
  id: r.id,
  ambito: r.ambitoId,
  comune: r.comuneIstat,
  eta: r.etaRegistrata,
  registrataIl: r.registrataIl,
  tipo: r.tipo,
  macrocategoria: r.macrocategoria,
  natura: r.natura,
  fratelli: r.fratelli,
  etaFratelli: r.etaFratelliRegistrate,
  bisogniSpeciali: r.bisogniSpeciali,
  lingue: r.lingue,
  culture: r.culture,
  vicinanza: r.vicinanza,
  scuola: r.scuolaIstat,
  parenti: r.parenti,
  decretoAutorita: r.decretoAutorita,
  decretoData: r.decretoData,
  durataMesi: r.durataMesi,
  prorogaMesi: r.prorogaMesi,
  stato: r.stato,
  origine: r.origine,
  versione: r.versione,
  aggiornataIl: r.aggiornataIl.toISOString(),
});
