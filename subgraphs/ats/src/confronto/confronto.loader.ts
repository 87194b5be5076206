import { groupByKey } from '@trama/database/align';
import { type Bundle, unbundle } from '@trama/database/bundles';
import type { Tx } from '@trama/database/database';
import { avvisiByAnno, type AvvisoPubblicato, celleByAnno, type CellaDiAnno } from '@trama/publication/celle.loader';
import { ULTIME_APPROVATE } from '../rilevazione/dati-rilevati.loader.js';
import { StatoValore } from '../rilevazione/rilevazione.stati.js';
import type { Atteso, Figura } from './confronto.js';

type DiAnno<T> = T & { readonly anno: number };

const ATTESI = `
  /* confronto.attesi */
  SELECT DISTINCT ON (a.anno, d.ambito_id) a.anno, d.ambito_id AS "ambitoId", d.nome, d.interno, p.minori, p.residenti
  FROM unnest($1::int[]) AS a (anno)
  JOIN obbligo o ON o.rilevazione = $2 AND make_date(a.anno, 12, 31) BETWEEN o.dal AND coalesce(o.al, 'infinity')
  JOIN destinatario d ON d.ambito_id = o.ambito_id
  LEFT JOIN popolazione_annuale p ON p.ambito_id = d.ambito_id AND p.anno = a.anno
  ORDER BY a.anno, d.ambito_id`;

/** Who owes the collection for each year. */
export async function attesiByAnno(tx: Tx, anni: readonly number[], rilevazione: string): Promise<Atteso[][]> {
  return groupByKey(anni, await tx.query<DiAnno<Atteso>>(ATTESI, [anni, rilevazione]), ({ anno }) => anno);
}

/** Through the wall: all contributors for the coordination, the own figures for a contributor. */
const APPROVATE = `
  /* confronto.approvate */
  SELECT anno, ambito_id AS "ambitoId", stato, stato = 'SOPPRESSO' AS soppresso, origine,
    (inviata_il AT TIME ZONE 'Europe/Rome')::date::text AS data, valori
  FROM (
    SELECT k.anno, v.ambito_id, v.stato, v.origine, c.inviata_il,
      json_object_agg(v.voce, CASE v.stato WHEN 'ZERO' THEN 0 ELSE v.valore::float8 END) AS valori
    FROM campagna k
    JOIN ${ULTIME_APPROVATE} c ON c.campagna_id = k.id
    JOIN valore v ON v.ambito_id = c.ambito_id AND v.compilazione_id = c.id
    WHERE k.rilevazione = $2 AND k.anno = ANY ($1) AND v.testo IS NULL
    GROUP BY k.anno, v.ambito_id, v.stato, v.origine, c.inviata_il) m`;

/** Also of earlier editions: a correction does not answer a question, the coordination does. */
const DOMANDE_APERTE = `
  /* confronto.domandeAperte */
  SELECT k.anno, q.ambito_id AS "ambitoId", q.voce
  FROM campagna k JOIN compilazione e ON e.campagna_id = k.id
  JOIN domanda q ON q.ambito_id = e.ambito_id AND q.compilazione_id = e.id
  WHERE k.rilevazione = $2 AND k.anno = ANY ($1) AND q.stato = 'APERTA'`;

type Approvata = DiAnno<Omit<Figura, 'voce' | 'inVerifica'>> & { readonly codice: string };

/** The approved figures of each year that the caller may read exactly: two statements, however many years. */
export async function approvateByAnno(tx: Tx, anni: readonly number[], rilevazione: string): Promise<Figura[][]> {
  const [mazzi, domande] = await Promise.all([
    tx.query<Bundle<Approvata>>(APPROVATE, [anni, rilevazione]),
    tx.query<DiAnno<PostoDiVoce>>(DOMANDE_APERTE, [anni, rilevazione]),
  ]);
  const chieste = new Set(domande.map((domanda) => `${domanda.anno} ${postoDi(domanda)}`));
  const inVerifica = (anno: number, posto: PostoDiVoce): boolean =>
    chieste.size > 0 && chieste.has(`${anno} ${postoDi(posto)}`);
  const approvate = groupByKey(anni, unbundle(mazzi), ({ anno }) => anno);
  return approvate.map((figure, i) =>
    figure.map(({ codice: voce, ambitoId, stato, valore, soppresso, origine, data }) => ({
      ambitoId,
      voce,
      stato,
      valore,
      soppresso,
      origine,
      data,
      inVerifica: inVerifica(anni[i]!, { ambitoId, voce }),
    })),
  );
}

interface PostoDiVoce {
  readonly ambitoId: number;
  readonly voce: string;
}

const postoDi = ({ ambitoId, voce }: PostoDiVoce): string => `${ambitoId} ${voce}`;

/** What was published of each year, and what to know about it: two statements. */
export async function pubblicateByAnno(tx: Tx, anni: readonly number[], cubo: string): Promise<Figura[][]> {
  const [celle, avvisi] = await Promise.all([celleByAnno(cubo)(tx, anni), avvisiByAnno(cubo)(tx, anni)]);
  return anni.map((_, i) => figurePubblicate(celle[i]!, avvisi[i]!));
}

function figurePubblicate(celle: readonly CellaDiAnno[], avvisi: readonly AvvisoPubblicato[]): Figura[] {
  const posto = ({ ambitoId, codice }: { ambitoId: number; codice: string }) => postoDi({ ambitoId, voce: codice });
  const inVerifica = new Set(avvisi.filter(({ avviso }) => avviso === 'IN_VERIFICA').map(posto));
  return [...celle.map((cella) => figuraDi(cella, inVerifica.has(posto(cella)))), ...avvisi.flatMap(senzaFigura)];
}

function figuraDi({ ambitoId, codice, valore, soppresso, origine, data }: CellaDiAnno, inVerifica: boolean): Figura {
  const conValore = valore === 0 ? StatoValore.ZERO : StatoValore.VALORE;
  const stato = soppresso ? StatoValore.SOPPRESSO : conValore;
  return { ambitoId, voce: codice, stato, valore, soppresso, origine, data, inVerifica };
}

/** Why there is none. */
function senzaFigura({ ambitoId, codice, avviso, origine, data }: AvvisoPubblicato): Figura[] {
  if (avviso === 'IN_VERIFICA') {
    return [];
  }
  const stato = StatoValore[avviso];
  return [{ ambitoId, voce: codice, stato, valore: null, soppresso: false, origine, data, inVerifica: false }];
}
