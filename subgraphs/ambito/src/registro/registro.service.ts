import type { Nomina } from '@trama/audit/ispezione';
import { NESSUN_AMBITO } from '@trama/audit/accesso';
import type { Tx } from '@trama/database/database';
import { decodeCursor, invalidCursor, toPage } from '@trama/database/page';
import type { Page, PageArgs } from '@trama/schema/page';
import type { Accesso } from './accesso.type.js';

/** Conditions on the log; those that are null or absent are not asked for. */
export interface FiltroAccessi {
  readonly ambito?: number | null;
  readonly soggetto?: string | null;
  readonly oggetto?: string | null;
  readonly richiesta?: string | null;
  readonly scopo?: string | null;
  readonly operazione?: string | null;
  readonly esito?: string | null;
  readonly classe?: string | null;
  readonly dal?: string | null;
  readonly al?: string | null;
}

/** A day begins in Rome, whatever the server thinks. */
const DOVE = `($1::smallint IS NULL OR a.ambito_id = $1) AND ($2::text IS NULL OR a.soggetto = $2)
  AND ($3::uuid IS NULL OR a.oggetto = $3) AND ($4::text IS NULL OR a.richiesta = $4)
  AND ($5::text IS NULL OR a.scopo = $5) AND ($6::text IS NULL OR a.operazione = $6)
  AND ($7::text IS NULL OR a.esito = $7) AND ($8::text IS NULL OR a.classe = $8)
  AND ($9::date IS NULL OR a.quando >= $9::date::timestamp AT TIME ZONE 'Europe/Rome')
  AND ($10::date IS NULL OR a.quando < ($10::date + 1)::timestamp AT TIME ZONE 'Europe/Rome')`;

const CONTA = `
  /* registro.contaAccessi */
  SELECT count(*)::int AS righe FROM registro.accesso a WHERE ${DOVE}`;

// The cursor names a line, and PostgreSQL knows when that was to the microsecond: a JavaScript date would not.
const ELENCO = `
  /* registro.listAccessi */
  SELECT a.ambito_id AS ambito, a.numero, a.soggetto, a.ruolo, a.scopo, s.base_giuridica AS "baseGiuridica",
    to_char(a.quando AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS quando,
    a.operazione, a.tipo, a.oggetto, a.richiesta, a.esito, a.classe
  FROM registro.accesso a JOIN registro.scopo s ON s.codice = a.scopo
  WHERE ${DOVE} AND ($12::smallint IS NULL OR (a.quando, a.ambito_id, a.numero) < (
    SELECT d.quando, d.ambito_id, d.numero FROM registro.accesso d WHERE d.ambito_id = $12 AND d.numero = $13::bigint))
  ORDER BY a.quando DESC, a.ambito_id DESC, a.numero DESC LIMIT $11`;

/**
 * Lines of the log, the newest first. The reading is itself an access: to the log of the ambito asked about, or of all.
 * Row-level security shows lines to the garante alone.
 */
export async function listAccessi(
  tx: Tx,
  nomina: Nomina,
  filtro: FiltroAccessi,
  { first, after }: PageArgs,
): Promise<Page<Accesso>> {
  nomina('RegistroAccessi', { id: filtro.oggetto ?? null, ambito: filtro.ambito ?? NESSUN_AMBITO });
  const { ambito, soggetto, oggetto, richiesta, scopo, operazione, esito, classe, dal, al } = filtro;
  const valori = [ambito, soggetto, oggetto, richiesta, scopo, operazione, esito, classe, dal, al];
  const [conto] = await tx.query<{ righe: number }>(CONTA, valori);
  const dopo = after ? await posizione(tx, after) : [null, null];
  const righe = await tx.query<Accesso>(ELENCO, [...valori, first + 1, ...dopo]);
  return toPage(righe, conto!.righe, first, (riga) => [riga.ambito, riga.numero]);
}

/** @throws DomainError when the line is not there: an empty page would look like the end of the log */
async function posizione(tx: Tx, after: string): Promise<readonly [number, string]> {
  const [ambito, numero] = decodeCursor(after, 2);
  const leggibile = Number.isInteger(ambito) && Number(ambito) < 32_768 && /^\d{1,18}$/.test(String(numero));
  const [riga] = leggibile
    ? await tx.query('/* registro.posizione */ SELECT FROM registro.accesso WHERE ambito_id = $1 AND numero = $2', [
        ambito,
        numero,
      ])
    : [];
  if (!riga) {
    throw invalidCursor();
  }
  return [Number(ambito), String(numero)];
}
