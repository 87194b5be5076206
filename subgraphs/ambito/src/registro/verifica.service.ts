import { NESSUN_AMBITO } from '@trama/audit/accesso';
import type { Nomina } from '@trama/audit/ispezione';
import type { Tx } from '@trama/database/database';
import type { DifettoCatena, VerificaCatena } from './verifica.type.js';

/** The fields of a line in the order in which they are hashed, each in the text that was. */
const CAMPI = [
  'a.ambito_id::text',
  'a.numero::text',
  '(extract(epoch FROM a.quando) * 1000000)::bigint::text',
  'a.soggetto',
  'a.ruolo',
  'a.richiesta',
  'a.scopo',
  'a.operazione',
  'a.tipo',
  'a.oggetto::text',
  'a.esito',
  'a.classe',
];

const codificato = (campo: string): string =>
  `coalesce(int4send(octet_length(${campo})) || convert_to(${campo}, 'UTF8'), int4send(-1))`;

/** Without the function that wrote them: who could change the lines could change that as well. */
const ATTESO = `sha256(a.precedente || ${CAMPI.map(codificato).join(' || ')})`;

/** Before line 1 stand 32 bytes of zeros; a chain whose first lines went at the end of their time starts from what it says. */
const VERIFICA = `
  /* registro.verificaCatene */
  WITH riga AS (
    SELECT a.ambito_id, a.numero, a.hash,
      CASE
        WHEN a.numero <> lag(a.numero, 1, a.numero - 1) OVER w + 1 THEN 'NUMERO'
        WHEN a.precedente <> lag(a.hash, 1,
          CASE WHEN a.numero = 1 THEN decode(repeat('00', 32), 'hex') ELSE a.precedente END) OVER w THEN 'PRECEDENTE'
        WHEN a.hash <> ${ATTESO} THEN 'CONTENUTO'
      END AS difetto
    FROM registro.accesso a WHERE $1::smallint IS NULL OR a.ambito_id = $1
    WINDOW w AS (PARTITION BY a.ambito_id ORDER BY a.numero)
  )
  SELECT ambito_id AS ambito, count(*)::text AS righe, min(numero)::text AS prima, max(numero)::text AS ultima,
    encode((array_agg(hash ORDER BY numero DESC))[1], 'hex') AS impronta,
    (min(numero) FILTER (WHERE difetto IS NOT NULL))::text AS rotta,
    (array_agg(difetto ORDER BY numero) FILTER (WHERE difetto IS NOT NULL))[1] AS difetto
  FROM riga GROUP BY ambito_id ORDER BY ambito_id`;

type Riga = Omit<VerificaCatena, 'rottura'> & { readonly rotta: string | null; readonly difetto: DifettoCatena | null };

/**
 * Every chain, or that of one ambito, in one statement. Looking is an access too: what it writes comes after what it
 * counts. Row-level security shows lines to the garante alone.
 */
export async function verificaCatene(tx: Tx, nomina: Nomina, ambito: number | null): Promise<VerificaCatena[]> {
  nomina('RegistroAccessi', { id: null, ambito: ambito ?? NESSUN_AMBITO });
  const catene = await tx.query<Riga>(VERIFICA, [ambito]);
  return catene.map(({ rotta, difetto, ...catena }) => ({
    ...catena,
    rottura: rotta === null ? null : { numero: rotta, difetto: difetto! },
  }));
}
