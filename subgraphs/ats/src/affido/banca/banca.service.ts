import type { Tx } from '@trama/database/database';
import { giorniTra, oggiARoma, piuGiorni } from '@trama/kernel/calendario';
import type { Conteggio } from '@trama/schema/conteggio';
import { rifiuto } from '@trama/kernel/rifiuto';
import { archi, vincoloCheSblocca } from '../abbinamento/candidati.js';
import { bacinoDi } from '../candidati/candidati.service.js';
import { schedeDaSeguire } from '../scheda/scheda.loader.js';
import type { Scheda } from '../scheda/scheda.entity.js';
import type {
  AffidiPerServizio,
  AffidiPerTipo,
  AndamentoTrimestre,
  EsitoASeiMesi,
  FamigliePerStato,
  RichiestaDaSeguire,
  RiepilogoAmbito,
  RiepilogoBanca,
} from './banca.type.js';

/** A request that waits for so long heads the list of those to look at. */
export const GIORNI_DA_SEGUIRE = 90;
const MASSIMO_DA_SEGUIRE = 50;
const TRIMESTRI = 8;

const esatto = (valore: number): Conteggio => ({ valore, soppresso: false });

const RIEPILOGO = `
  /* banca.riepilogo */
  SELECT (SELECT count(*)::int FROM famiglia_affidataria WHERE stato = 'DISPONIBILE') AS famiglie,
    (SELECT count(*)::int FROM abbinamento WHERE stato = 'IN_ESSERE') AS affidi,
    coalesce(sum(1 + fratelli), 0)::int AS minori,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY $1::date - decreto_data) AS mediana, max($1::date - decreto_data) AS massima,
    trama.schede_lette_il() AS "letteIl"
  FROM scheda_richiesta WHERE stato IN ('IN_ATTESA', 'IN_ABBINAMENTO')`;

interface Totali {
  readonly famiglie: number;
  readonly affidi: number;
  readonly minori: number;
  readonly mediana: number | null;
  readonly massima: number | null;
  readonly letteIl: Date | null;
}

export async function riepilogo(tx: Tx, oggi = oggiARoma()): Promise<RiepilogoBanca> {
  const [totali] = await tx.query<Totali>(RIEPILOGO, [oggi]);
  const { famiglie, affidi, minori, mediana, massima, letteIl } = totali!;
  return {
    famiglieDisponibili: esatto(famiglie),
    minoriInAttesa: esatto(minori),
    affidiInEssere: esatto(affidi),
    giorniMedianiAttesa: mediana,
    giorniMassimiAttesa: massima,
    richiesteLetteIl: letteIl,
  };
}

const PER_AMBITO = `
  /* banca.perAmbito */
  SELECT numero,
    (SELECT coalesce(sum(1 + s.fratelli), 0)::int FROM scheda_richiesta s
     WHERE s.ambito = numero AND s.stato IN ('IN_ATTESA', 'IN_ABBINAMENTO')) AS minori,
    (SELECT count(*)::int FROM famiglia_affidataria f WHERE f.ambito_casa = numero AND f.stato = 'DISPONIBILE') AS famiglie,
    (SELECT count(*)::int FROM abbinamento a WHERE a.richiesta_ambito = numero AND a.stato = 'IN_ESSERE') AS affidi
  FROM ambito ORDER BY numero`;

export async function perAmbito(tx: Tx): Promise<RiepilogoAmbito[]> {
  const righe = await tx.query<Record<'numero' | 'minori' | 'famiglie' | 'affidi', number>>(PER_AMBITO);
  return righe.map(({ numero, minori, famiglie, affidi }) => ({
    ambitoNumero: numero,
    minoriInAttesa: esatto(minori),
    famiglieDisponibili: esatto(famiglie),
    affidiInEssere: esatto(affidi),
  }));
}

const PER_TIPO = `
  /* banca.perTipo */
  SELECT tipo, count(*) FILTER (WHERE stato = 'IN_ESSERE')::int AS "inEssere",
    count(*) FILTER (WHERE stato = 'CONCLUSO')::int AS conclusi
  FROM abbinamento WHERE stato IN ('IN_ESSERE', 'CONCLUSO') GROUP BY tipo ORDER BY tipo`;

export const perTipo = (tx: Tx): Promise<AffidiPerTipo[]> => tx.query<AffidiPerTipo>(PER_TIPO);

const PER_SERVIZIO = `
  /* banca.perServizio */
  SELECT s.codice AS "servizioCodice",
    (SELECT count(*)::int FROM famiglia_affidataria f WHERE f.servizio_codice = s.codice AND f.stato <> 'CESSATA') AS famiglie,
    count(a.id) FILTER (WHERE a.stato = 'IN_ESSERE')::int AS "inEssere",
    count(a.id) FILTER (WHERE a.stato = 'CONCLUSO')::int AS conclusi
  FROM servizio_affidi s LEFT JOIN abbinamento a ON a.servizio_codice = s.codice GROUP BY s.codice, s.numero ORDER BY s.numero`;

export const perServizio = (tx: Tx): Promise<AffidiPerServizio[]> => tx.query<AffidiPerServizio>(PER_SERVIZIO);

const PER_STATO = `
  /* banca.perStato */
  SELECT stato, count(*)::int AS famiglie FROM famiglia_affidataria GROUP BY stato ORDER BY stato`;

export const perStato = (tx: Tx): Promise<FamigliePerStato[]> => tx.query<FamigliePerStato>(PER_STATO);

const A_SEI_MESI = `
  /* banca.aSeiMesi */
  SELECT CASE WHEN fine < inizio + interval '6 months' THEN esito END AS esito, count(*)::int AS affidi
  FROM abbinamento WHERE inizio <= $1::date - interval '6 months' GROUP BY 1 ORDER BY 1 NULLS FIRST`;

export const aSeiMesi = (tx: Tx, oggi = oggiARoma()): Promise<EsitoASeiMesi[]> =>
  tx.query<EsitoASeiMesi>(A_SEI_MESI, [oggi]);

const ANDAMENTO = `
  /* banca.andamento */
  SELECT t.dal::date::text AS dal,
    (SELECT count(*)::int FROM scheda_richiesta s WHERE s.decreto_data >= t.dal AND s.decreto_data < t.fino) AS richieste,
    (SELECT count(*)::int FROM abbinamento a WHERE a.inizio >= t.dal AND a.inizio < t.fino) AS avviati,
    (SELECT count(*)::int FROM abbinamento a WHERE a.fine >= t.dal AND a.fine < t.fino) AS conclusi,
    (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a.inizio - s.decreto_data)
     FROM abbinamento a JOIN scheda_richiesta s ON s.codice = a.richiesta_codice
     WHERE a.inizio >= t.dal AND a.inizio < t.fino) AS "giorniMediani"
  FROM (SELECT dal, dal + interval '3 months' AS fino FROM generate_series(
    date_trunc('quarter', $1::date) - make_interval(months => 3 * ($2::int - 1)), date_trunc('quarter', $1::date), interval '3 months')
    AS g (dal)) t ORDER BY t.dal`;

/** The last eight quarters, this one included. */
export const andamento = (tx: Tx, oggi = oggiARoma()): Promise<AndamentoTrimestre[]> =>
  tx.query<AndamentoTrimestre>(ANDAMENTO, [oggi, TRIMESTRI]);

/**
 * Those that have waited for ninety days or more, the longest first, each with what would help most. A proposal that nobody
 * has answered yet is no family: those that have one are on the list too.
 */
export async function daSeguire(tx: Tx, quante: number, oggi = oggiARoma()): Promise<RichiestaDaSeguire[]> {
  if (quante < 1 || quante > MASSIMO_DA_SEGUIRE) {
    throw rifiuto('limite', `limite deve essere da 1 a ${MASSIMO_DA_SEGUIRE}.`);
  }
  const prime = await schedeDaSeguire(tx, piuGiorni(oggi, -GIORNI_DA_SEGUIRE), quante);
  const { richiesta, famiglie, contesto } = await bacinoDi(tx, prime);
  const proposte = await proposteAperte(tx, prime);
  return prime.map((scheda) => {
    const chiesta = richiesta(scheda);
    return {
      richiesta: { codice: scheda.codice },
      giorni: giorniTra(scheda.decretoData, oggi),
      candidati: archi(chiesta, famiglie, contesto).length,
      proposteAperte: proposte.get(scheda.codice) ?? 0,
      sblocco: vincoloCheSblocca(chiesta, famiglie, contesto),
    };
  });
}

const PROPOSTE = `
  /* banca.proposteAperte */
  SELECT richiesta_codice AS richiesta, count(*)::int AS quante FROM abbinamento
  WHERE richiesta_codice = ANY ($1) AND stato IN ('PROPOSTO', 'IN_VALUTAZIONE', 'ACCETTATO') GROUP BY richiesta_codice`;

async function proposteAperte(tx: Tx, schede: readonly Scheda[]): Promise<Map<string, number>> {
  const codici = schede.map(({ codice }) => codice);
  const righe = await tx.query<{ richiesta: string; quante: number }>(PROPOSTE, [codici]);
  return new Map(righe.map(({ richiesta, quante }) => [richiesta, quante]));
}
