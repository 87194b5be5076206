import type { Tx } from '@trama/database/database';
import { saturazioneDi } from '@trama/disclosure/fascia-posti';
import { type Contributo, type Copertura, coperturaDi } from '@trama/schema/copertura';
import { Origine } from '@trama/schema/origine';
import { listAmbiti } from '../territorio/territorio.loader.js';
import { CON_UNA_CAPIENZA, POSTI_DI_UNITA } from '../unita-offerta/capienza.service.js';
import type { TipoUnitaOfferta } from '../unita-offerta/tipo-unita.type.js';
import type { RigaSaturazione, SaturazioneRete } from './saturazione.type.js';
import { primoGiornoValido } from './validita.service.js';

interface Somma {
  readonly tipo: TipoUnitaOfferta | null;
  readonly ambitoId: number | null;
  readonly unita: number;
  readonly dichiarate: number;
  readonly posti: number;
  readonly minimo: number;
  readonly massimo: number;
  readonly dal: string | null;
  readonly dimostrativo: boolean;
}

/** Places may have changed since a declaration: both sides of the rate are of its day. Units of few places stay out. */
const SOMME = `
  /* occupazione.saturazione */
  WITH ultima AS (
    SELECT DISTINCT ON (unita) unita AS di, giorno, posti, minimo, coalesce(massimo, posti) AS massimo, origine
    FROM disponibilita_posti WHERE giorno >= $3 AND stato <> 'RISERVATA' ORDER BY unita, giorno DESC)
  SELECT u.tipo, u.ambito_id AS "ambitoId", count(*)::int AS unita, count(d.di)::int AS dichiarate,
         coalesce(sum(d.posti), 0)::int AS posti, coalesce(sum(d.minimo), 0)::int AS minimo,
         coalesce(sum(d.massimo), 0)::int AS massimo, min(d.giorno)::text AS dal,
         coalesce(bool_or(d.origine = 'DIMOSTRATIVO'), false) AS dimostrativo
  FROM unita_offerta u LEFT JOIN ultima d ON d.di = u.codice
  WHERE u.sommabile AND ${CON_UNA_CAPIENZA} AND ${POSTI_DI_UNITA} >= 5
    AND ($1::text IS NULL OR u.tipo = $1) AND ($2::smallint IS NULL OR u.ambito_id = $2)
  GROUP BY GROUPING SETS ((u.tipo, u.ambito_id), (u.tipo), (u.ambito_id), ())
  ORDER BY u.tipo, u.ambito_id`;

/** How full the units are whose last declaration is no older than it may be, of one type and one ambito if asked. */
export async function saturazioneRete(
  tx: Tx,
  tipo: TipoUnitaOfferta | null,
  ambito: number | null,
): Promise<SaturazioneRete> {
  const somme = await tx.query<Somma>(SOMME, [tipo, ambito, primoGiornoValido()]);
  const righe = (conTipo: boolean, conAmbito: boolean) =>
    somme.filter((una) => (una.tipo !== null) === conTipo && (una.ambitoId !== null) === conAmbito);
  return {
    totale: rigaDi(righe(false, false)[0]!),
    perTipo: righe(true, false).map(rigaDi),
    perAmbito: righe(false, true).map(rigaDi),
    perTipoEAmbito: righe(true, true).map(rigaDi),
    copertura: await coperturaDelle(tx, righe(false, true)),
  };
}

function rigaDi(somma: Somma): RigaSaturazione {
  const { tasso, margine } = saturazioneDi(somma);
  return { ...somma, saturazione: { ...tasso }, margine };
}

async function coperturaDelle(tx: Tx, perAmbito: readonly Somma[]): Promise<Copertura> {
  const conUnita = new Set(perAmbito.map(({ ambitoId }) => ambitoId));
  const attesi = (await listAmbiti(tx)).filter(({ numero }) => conUnita.has(numero));
  const contributi = perAmbito.filter(({ dichiarate }) => dichiarate > 0).map(contributoDi);
  return coperturaDi(attesi, contributi);
}

const contributoDi = ({ ambitoId, dal, dimostrativo }: Somma): Contributo => ({
  numero: ambitoId!,
  data: dal,
  origine: dimostrativo ? Origine.DIMOSTRATIVO : Origine.RILEVATO,
});
