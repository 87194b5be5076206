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
const CONDIZIONI: Readonly<Record<keyof FiltroAccessi, (segno: string) => string>> = {
  ambito: (segno) => `a.ambito_id = ${segno}::smallint`,
  soggetto: (segno) => `a.soggetto = ${segno}`,
  oggetto: (segno) => `a.oggetto = ${segno}::uuid`,
  richiesta: (segno) => `a.richiesta = ${segno}`,
  scopo: (segno) => `a.scopo = ${segno}`,
  operazione: (segno) => `a.operazione = ${segno}`,
  esito: (segno) => `a.esito = ${segno}`,
  classe: (segno) => `a.classe = ${segno}`,
  dal: (segno) => `a.quando >= ${segno}::date::timestamp AT TIME ZONE 'Europe/Rome'`,
  al: (segno) => `a.quando < (${segno}::date + 1)::timestamp AT TIME ZONE 'Europe/Rome'`,
};

const COLONNE = `a.ambito_id AS ambito, a.numero, a.soggetto, a.ruolo, a.scopo, s.base_giuridica AS "baseGiuridica",
  to_char(a.quando AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS quando,
  a.operazione, a.tipo, a.oggetto, a.richiesta, a.esito, a.classe`;

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
  const { dove, valori } = condizioni(filtro);
  const [conto] = await tx.query<{ righe: number }>(
    `/* registro.contaAccessi */ SELECT count(*)::int AS righe FROM registro.accesso a WHERE ${dove}`,
    valori,
  );
  const dopo = after ? await posizione(tx, after) : [];
  const [quante, ambito, numero] = [1, 2, 3].map((posto) => `$${valori.length + posto}`) as [string, string, string];
  const righe = await tx.query<Accesso>(
    `/* registro.listAccessi */
     SELECT ${COLONNE} FROM registro.accesso a JOIN registro.scopo s ON s.codice = a.scopo
     WHERE ${dove} ${dopo.length > 0 ? `AND (a.quando, a.ambito_id, a.numero) < ${quelloDi(ambito, numero)}` : ''}
     ORDER BY a.quando DESC, a.ambito_id DESC, a.numero DESC LIMIT ${quante}::int`,
    [...valori, first + 1, ...dopo],
  );
  return toPage(righe, conto!.righe, first, (riga) => [riga.ambito, riga.numero]);
}

/** Where a line stands in time, to the microsecond, which a cursor made of a JavaScript date would lose. */
const quelloDi = (ambito: string, numero: string): string =>
  `(SELECT d.quando, d.ambito_id, d.numero FROM registro.accesso d
    WHERE d.ambito_id = ${ambito}::smallint AND d.numero = ${numero}::bigint)`;

function condizioni(filtro: FiltroAccessi): { dove: string; valori: unknown[] } {
  const chieste = (Object.keys(CONDIZIONI) as Array<keyof FiltroAccessi>).filter(
    (nome) => (filtro[nome] ?? null) !== null,
  );
  const testi = chieste.map((nome, i) => CONDIZIONI[nome](`$${i + 1}`));
  return { dove: testi.join(' AND ') || 'true', valori: chieste.map((nome) => filtro[nome]) };
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
