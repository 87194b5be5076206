import type { Tx } from '@trama/database/database';
import type { StatoRichiestaAffido } from '@trama/schema/affido';
import type { SchedaRichiesta } from '@trama/schema/scheda-richiesta';

const SCRIVI = `
  /* scheda.scrivi */
  INSERT INTO scheda_richiesta AS s (codice, id, ambito, comune_istat, eta, registrata_il, tipo, macrocategoria, natura,
    fratelli, eta_fratelli, bisogni_speciali, lingue, culture, vicinanza, scuola_istat, parenti, autorita, decreto_data, durata_mesi,
    proroga_mesi, stato, origine, versione, aggiornata_il)
  SELECT codice, id, ambito, comune, eta, "registrataIl", tipo, macrocategoria, natura, fratelli, "etaFratelli", "bisogniSpeciali",
    lingue, culture, vicinanza, scuola, parenti, "decretoAutorita", "decretoData", "durataMesi", "prorogaMesi", stato, origine,
    versione, "aggiornataIl"
  FROM jsonb_to_recordset($1::jsonb) AS n (codice text, id uuid, ambito smallint, comune text, eta smallint,
    "registrataIl" date, tipo text, macrocategoria text, natura text, fratelli smallint, "etaFratelli" smallint[],
    "bisogniSpeciali" boolean, lingue text[], culture text[], vicinanza text, scuola text, parenti text[], "decretoAutorita" text,
    "decretoData" date, "durataMesi" smallint, "prorogaMesi" smallint, stato text, origine text, versione integer, "aggiornataIl" timestamptz)
  ON CONFLICT (codice) DO UPDATE SET comune_istat = EXCLUDED.comune_istat, eta = EXCLUDED.eta,
    registrata_il = EXCLUDED.registrata_il, tipo = EXCLUDED.tipo, macrocategoria = EXCLUDED.macrocategoria,
    natura = EXCLUDED.natura, fratelli = EXCLUDED.fratelli, eta_fratelli = EXCLUDED.eta_fratelli,
    culture = EXCLUDED.culture, durata_mesi = EXCLUDED.durata_mesi, proroga_mesi = EXCLUDED.proroga_mesi, bisogni_speciali = EXCLUDED.bisogni_speciali,
    lingue = EXCLUDED.lingue, vicinanza = EXCLUDED.vicinanza, scuola_istat = EXCLUDED.scuola_istat,
    parenti = EXCLUDED.parenti, autorita = EXCLUDED.autorita, decreto_data = EXCLUDED.decreto_data,
    stato = EXCLUDED.stato, versione = EXCLUDED.versione, aggiornata_il = EXCLUDED.aggiornata_il
  WHERE s.versione < EXCLUDED.versione`;

/** Keeps the newest of each sheet: an older one that comes late changes nothing. */
export async function scriviSchede(tx: Tx, schede: readonly SchedaRichiesta[]): Promise<void> {
  if (schede.length > 0) {
    await tx.query(SCRIVI, [JSON.stringify(schede)]);
  }
}

const NUOVE = `
  /* scheda.nuove */
  SELECT n.codice FROM jsonb_to_recordset($1::jsonb) AS n (codice text, versione integer)
  LEFT JOIN scheda_richiesta s ON s.codice = n.codice
  WHERE s.versione IS NULL OR s.versione < n.versione`;

/** Whether any of these sheets is newer than what is kept: writing what is there already would make readers wait for each other. */
export async function ciSonoNuove(tx: Tx, schede: readonly SchedaRichiesta[]): Promise<boolean> {
  const versioni = schede.map(({ codice, versione }) => ({ codice, versione }));
  return (await tx.query(NUOVE, [JSON.stringify(versioni)])).length > 0;
}

/** How long a reading that found nothing new goes without being noted. */
const NOTA_DOPO = '15 seconds';

const LETTE = `
  /* scheda.lette */
  SELECT fino_al AS "finoAl", letta_il < now() - interval '${NOTA_DOPO}' AS "daNotare" FROM scheda_lettura`;

const SEGNA = `
  /* scheda.segna */
  INSERT INTO scheda_lettura (fino_al) VALUES ($1)
  ON CONFLICT (unica) DO UPDATE SET fino_al = greatest(scheda_lettura.fino_al, EXCLUDED.fino_al), letta_il = now()`;

export interface LetturaSchede {
  /** The newest change among what was read. */
  readonly finoAl: Date;
  /** Whether nobody has noted a reading for a while. */
  readonly daNotare: boolean;
}

/** How far the sheets were read; null before the first reading. */
export async function letteFinoAl(tx: Tx): Promise<LetturaSchede | null> {
  const [riga] = await tx.query<LetturaSchede>(LETTE);
  return riga ?? null;
}

export async function segnaLette(tx: Tx, finoAl: string): Promise<void> {
  await tx.query(SEGNA, [finoAl]);
}

const DI_CHIUSE = `
  s.codice = a.richiesta_codice AND s.stato = 'CHIUSA' AND a.stato IN ('PROPOSTO', 'IN_VALUTAZIONE', 'ACCETTATO')`;

const DA_RIFIUTARE = `
  /* scheda.daRifiutare */
  SELECT a.codice FROM abbinamento a JOIN scheda_richiesta s ON ${DI_CHIUSE} LIMIT 1`;

/** Whether somebody is still asked for a request that its ambito closed. */
export const daRifiutare = async (tx: Tx): Promise<boolean> => (await tx.query(DA_RIFIUTARE)).length > 0;

const CHIUSE = `
  /* scheda.rifiutaChiuse */
  UPDATE abbinamento a SET stato = 'RIFIUTATO', motivo = 'La richiesta è stata chiusa dal suo ambito.',
    deciso_il = (now() AT TIME ZONE 'Europe/Rome')::date, versione = a.versione + 1
  FROM scheda_richiesta s WHERE ${DI_CHIUSE}`;

/** Nobody is asked any more for a request that its ambito closed. */
export async function rifiutaChiuse(tx: Tx): Promise<void> {
  await tx.query(CHIUSE);
}

/**
 * Where each request should stand, as its proposals and placements say: worked out from what is, and not from what
 * happened, so that a message that was lost is made good by the next.
 */
const DA_PORTARE = `
  /* scheda.daPortare */
  SELECT codice, voluto AS stato, CASE WHEN voluto = 'CHIUSA' THEN 'Affido concluso: ' || lower(esito) || '.' END AS motivo
  FROM (
    SELECT s.codice, s.stato, u.esito, CASE
      WHEN a.in_essere THEN 'IN_AFFIDO'
      WHEN a.aperti THEN 'IN_ABBINAMENTO'
      WHEN s.stato = 'IN_AFFIDO' AND u.esito IN ('RIENTRO', 'AUTONOMIA') THEN 'CHIUSA'
      ELSE 'IN_ATTESA' END AS voluto
    FROM scheda_richiesta s
    CROSS JOIN LATERAL (
      SELECT coalesce(bool_or(a.stato = 'IN_ESSERE'), false) AS in_essere,
        coalesce(bool_or(a.stato IN ('PROPOSTO', 'IN_VALUTAZIONE', 'ACCETTATO')), false) AS aperti
      FROM abbinamento a WHERE a.richiesta_codice = s.codice) a
    LEFT JOIN LATERAL (
      SELECT c.esito FROM abbinamento c WHERE c.richiesta_codice = s.codice AND c.stato = 'CONCLUSO'
      ORDER BY c.fine DESC, c.aggiornato_il DESC LIMIT 1) u ON true
    WHERE s.stato <> 'CHIUSA' AND ($1::text[] IS NULL OR s.codice = ANY ($1))
  ) d WHERE voluto <> stato ORDER BY codice LIMIT 500`;

export interface StatoDaPortare {
  readonly codice: string;
  readonly stato: StatoRichiestaAffido;
  readonly motivo: string | null;
}

/** @param codici of these requests only; of all when null */
export const statiDaPortare = (tx: Tx, codici: readonly string[] | null): Promise<StatoDaPortare[]> =>
  tx.query<StatoDaPortare>(DA_PORTARE, [codici]);
