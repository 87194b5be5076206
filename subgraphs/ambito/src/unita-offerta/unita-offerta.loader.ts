import { alignByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import type { Contributo } from '@trama/schema/copertura';
import { inUnoStato } from '../occupazione/occupazione.loader.js';
import { primoGiornoValido } from '../occupazione/validita.service.js';
import { POSTI_DI_UNITA } from './capienza.service.js';
import { type FiltroUnita, type Offerta, type PostiTotali, UnitaOfferta } from './unita-offerta.entity.js';

export async function unitaByCodice(tx: Tx, codici: readonly string[]): Promise<Array<UnitaOfferta | null>> {
  const unita = await tx.select(UnitaOfferta, { where: { codice: codici }, comment: 'unita-offerta.unitaByCodice' });
  return alignByKey(codici, unita, (row) => row.codice);
}

const OFFERTA = `
  /* unita-offerta.offertaByAmbito */
  SELECT ambito_id AS "ambitoId", coalesce(sum(unita), 0)::int AS unita,
         coalesce(sum(${POSTI_DI_UNITA}), 0)::int AS posti,
         (array_agg(origine ORDER BY origine = 'DIMOSTRATIVO' DESC))[1] AS origine
  FROM unita_offerta WHERE ambito_id = ANY ($1) AND sommabile GROUP BY ambito_id`;

export async function offertaByAmbito(tx: Tx, numeri: readonly number[]): Promise<Array<Offerta | null>> {
  const rows = await tx.query<Offerta>(OFFERTA, [numeri]);
  return alignByKey(numeri, rows, (row) => row.ambitoId);
}

const POSTI_TOTALI = `
  /* unita-offerta.postiTotali */
  SELECT sum(posti_autorizzati)::int AS autorizzati, sum(posti_accreditati)::int AS accreditati
  FROM unita_offerta
  WHERE sommabile AND ($1::text IS NULL OR tipo = $1) AND ($2::smallint IS NULL OR ambito_id = $2)`;

const POSTI_TOTALI_IN_STATO = `${POSTI_TOTALI} AND ${inUnoStato('$3', '$4')}`;

export async function postiTotali(tx: Tx, { tipo, ambito, posti }: FiltroUnita): Promise<PostiTotali> {
  const [totali] = await (posti === null
    ? tx.query<PostiTotali>(POSTI_TOTALI, [tipo, ambito])
    : tx.query<PostiTotali>(POSTI_TOTALI_IN_STATO, [tipo, ambito, posti, primoGiornoValido()]));
  return totali!;
}

const CONTRIBUTI = `
  /* unita-offerta.contributi */
  SELECT ambito_id AS numero, NULL AS data, origine
  FROM unita_offerta WHERE $1::smallint IS NULL OR ambito_id = $1 GROUP BY ambito_id, origine`;

/** Which ambiti have units in the register at all: a type that an ambito does not have is not a gap. */
export function contributiUnita(tx: Tx, ambito: number | null): Promise<Contributo[]> {
  return tx.query<Contributo>(CONTRIBUTI, [ambito]);
}
