import type { Database, Tx } from '@trama/database/database';
import type { Identity } from '@trama/kernel/identity';
import { NESSUN_AMBITO, type Operazione } from '../accesso.js';
import { registra } from '../registra.js';
import type { Disposizione } from './conservabile.js';
import { type AzioneConservazione, RegoleError } from './regole.js';

/** How a rule stands, or what was done, in one ambito. */
export interface EsitoConservazione {
  readonly tipo: string;
  readonly azione: AzioneConservazione;
  readonly ambito: number;
  /** Records past their time. */
  readonly scaduti: number;
  /** Those of them that a legal hold keeps. */
  readonly bloccati: number;
  /** Those that were dealt with in this run. */
  readonly eseguiti: number;
  /** False for a rule that nobody has approved: its records are counted and kept. */
  readonly approvata: boolean;
}

export interface OpzioniConservazione {
  /** Count only: nothing is written, not even in the access log. */
  readonly prova: boolean;
  /** Records dealt with in one transaction. */
  readonly batch?: number;
}

const OPERAZIONE: Readonly<Record<AzioneConservazione, Operazione>> = {
  CANCELLA: 'CANCELLAZIONE',
  ANONIMIZZA: 'ANONIMIZZAZIONE',
  ARCHIVIA: 'ARCHIVIAZIONE',
};

// Events and tables are the modules' own text, written in the code; whatever comes from outside is a parameter.
// A record is kept to the end of the last day, in Rome; a hold to the end of its own.
const OGGI = `(now() AT TIME ZONE 'Europe/Rome')::date`;
const SCADUTI = (evento: string) => `
  SELECT e.ambito_id AS ambito, e.id, EXISTS (
    SELECT FROM registro.blocco_legale b WHERE b.ambito_id = e.ambito_id AND b.tipo = $1 AND b.oggetto = e.id
      AND (b.fino_al IS NULL OR b.fino_al >= ${OGGI})
  ) AS bloccato
  FROM (${evento}) e WHERE (e.inizio + $2::interval)::date < ${OGGI}`;

const CONTA = (evento: string) => `
  /* conservazione.conta */
  SELECT ambito, count(*)::int AS scaduti, count(*) FILTER (WHERE bloccato)::int AS bloccati
  FROM (${SCADUTI(evento)}) s GROUP BY ambito ORDER BY ambito`;

const DA_TRATTARE = (evento: string) => `
  /* conservazione.daTrattare */
  SELECT id FROM (${SCADUTI(evento)}) s
  WHERE NOT bloccato AND ambito = $3 AND ($4::uuid[] IS NULL OR id = ANY ($4)) ORDER BY id LIMIT $5`;

const TIENI_FERME = (tabella: string) => `
  /* conservazione.tieniFerme */
  SELECT FROM ${tabella} WHERE ambito_id = $1 AND id = ANY ($2) ORDER BY id FOR UPDATE`;

/**
 * Carries out the rules, or with `prova` says what it would do. Runs as the owner of the tables. Each batch is one
 * transaction with its lines in the access log; run again, it finds nothing more to do.
 */
export async function conserva(
  database: Database,
  chi: Identity,
  disposizioni: readonly Disposizione[],
  { prova, batch = 200 }: OpzioniConservazione,
): Promise<EsitoConservazione[]> {
  const esiti: EsitoConservazione[] = [];
  for (const disposizione of disposizioni) {
    for (const conto of await database.read(chi, (tx) => conta(tx, disposizione))) {
      const daFare = !prova && conto.approvata && conto.scaduti > conto.bloccati;
      const eseguiti = daFare ? await eseguiTutti(database, chi, disposizione, conto.ambito, batch) : 0;
      esiti.push({ ...conto, eseguiti });
    }
  }
  if (!prova) {
    await database.write(chi, async (tx) => annotaCorsa(tx, esiti));
  }
  return esiti;
}

async function conta(tx: Tx, { regola, evento }: Disposizione): Promise<EsitoConservazione[]> {
  const conti = await tx.query<Pick<EsitoConservazione, 'ambito' | 'scaduti' | 'bloccati'>>(CONTA(evento), [
    regola.tipo,
    regola.durata,
  ]);
  const { tipo, azione, atto } = regola;
  return conti.map((conto) => ({ tipo, azione, ...conto, eseguiti: 0, approvata: atto !== null }));
}

async function eseguiTutti(
  database: Database,
  chi: Identity,
  disposizione: Disposizione,
  ambito: number,
  batch: number,
): Promise<number> {
  let totale = 0;
  for (;;) {
    const fatti = await database.write(chi, (tx) => eseguiBatch(tx, disposizione, ambito, batch));
    if (fatti === 0) {
      return totale;
    }
    totale += fatti;
  }
}

async function eseguiBatch(tx: Tx, disposizione: Disposizione, ambito: number, batch: number): Promise<number> {
  const { regola, tabella, esegui } = disposizione;
  // Waits for a hold that is being written, and keeps the next one out until this is over: a hold that was there wins.
  await tx.query('LOCK TABLE registro.blocco_legale IN SHARE MODE');
  const trovati = await scaduti(tx, disposizione, ambito, { batch });
  // A record that somebody reopens meanwhile is judged again once nobody else can change it.
  await tx.query(TIENI_FERME(tabella), [ambito, trovati]);
  const ids = await scaduti(tx, disposizione, ambito, { tra: trovati });
  if (ids.length === 0) {
    return 0;
  }
  const atto = { scopo: 'CONSERVAZIONE', operazione: OPERAZIONE[regola.azione] } as const;
  registra(
    tx,
    atto,
    regola.tipo,
    ids.map((id) => ({ id, ambito })),
  );
  await esegui(tx, ambito, ids);
  const rimasti = await scaduti(tx, disposizione, ambito, { tra: ids });
  if (rimasti.length > 0) {
    throw new RegoleError(
      `${regola.azione} di ${regola.tipo} nell'ambito ${ambito} ha lasciato ${rimasti.length} schede ancora scadute: niente è stato scritto.`,
    );
  }
  return ids.length;
}

async function scaduti(
  tx: Tx,
  { regola, evento }: Disposizione,
  ambito: number,
  { tra, batch = null }: { tra?: readonly string[]; batch?: number | null },
): Promise<string[]> {
  const valori = [regola.tipo, regola.durata, ambito, tra ?? null, batch];
  const righe = await tx.query<{ id: string }>(DA_TRATTARE(evento), valori);
  return righe.map(({ id }) => id);
}

/** That the job ran is itself in the log, also when there was nothing to do. */
function annotaCorsa(tx: Tx, esiti: readonly EsitoConservazione[]): void {
  const fatto = esiti.some(({ eseguiti }) => eseguiti > 0);
  const corsa = fatto ? [{ id: null, ambito: NESSUN_AMBITO }] : [];
  registra(tx, { scopo: 'CONSERVAZIONE' }, 'Conservazione', corsa);
}

/** A line for a person. */
export function frase(esito: EsitoConservazione, prova: boolean): string {
  const { tipo, ambito, azione, scaduti: oltre, bloccati, eseguiti, approvata } = esito;
  const fare = approvata ? oltre - bloccati : 0;
  const detto = prova ? `da trattare ${fare}` : `trattate ${eseguiti}`;
  const attesa = approvata ? '' : ' (regola senza atto di approvazione: si conta soltanto)';
  return `${tipo}, ambito ${ambito}, ${azione}: scadute ${oltre}, con blocco legale ${bloccati}, ${detto}${attesa}`;
}
