import { groupByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { avvisiByAnno, type AvvisoPubblicato, celleByAnno, type CellaDiAnno } from '@trama/publication/celle.loader';
import { vociByCampagna } from '../rilevazione/campagna.loader.js';
import { Campagna } from '../rilevazione/campagna.entity.js';
import { IN_VERIFICA, ULTIME_APPROVATE } from '../rilevazione/dati-rilevati.loader.js';
import { definizioni } from '../rilevazione/definizioni.service.js';
import { StatoValore } from '../rilevazione/rilevazione.stati.js';
import type { Annata, Atteso, Figura } from './confronto.js';

const ATTESI = `
  /* confronto.attesi */
  SELECT DISTINCT ON (a.anno, d.ambito_id) a.anno, d.ambito_id AS "ambitoId", d.nome, d.interno, p.minori, p.residenti
  FROM unnest($1::int[]) AS a (anno)
  JOIN obbligo o ON o.rilevazione = $2 AND make_date(a.anno, 12, 31) BETWEEN o.dal AND coalesce(o.al, 'infinity')
  JOIN destinatario d ON d.ambito_id = o.ambito_id
  LEFT JOIN popolazione_annuale p ON p.ambito_id = d.ambito_id AND p.anno = a.anno
  ORDER BY a.anno, d.ambito_id`;

/** Through the wall: all contributors for the coordination, the own figures for a contributor. */
const APPROVATE = `
  /* confronto.approvate */
  SELECT k.anno, v.ambito_id AS "ambitoId", v.voce, v.stato,
    CASE v.stato WHEN 'ZERO' THEN 0 ELSE v.valore::float8 END AS valore, v.stato = 'SOPPRESSO' AS soppresso, v.origine,
    (c.inviata_il AT TIME ZONE 'Europe/Rome')::date::text AS data,
    ${IN_VERIFICA} AS "inVerifica"
  FROM campagna k
  JOIN ${ULTIME_APPROVATE} c ON c.campagna_id = k.id
  JOIN valore v ON v.ambito_id = c.ambito_id AND v.compilazione_id = c.id
  WHERE k.rilevazione = $2 AND k.anno = ANY ($1) AND v.testo IS NULL`;

type DiAnno<T> = T & { readonly anno: number };

/** Each year needs the one before, for the change. */
const conPrecedenti = (anni: readonly number[]): number[] => [...new Set(anni.flatMap((anno) => [anno, anno - 1]))];

/** What the comparison of each year is made of, or null for a year without a campaign: four statements, however many years. */
export async function annateByAnno(
  tx: Tx,
  anni: readonly number[],
  rilevazione: string,
): Promise<Array<Annata | null>> {
  const campagne = await tx.select(Campagna, {
    where: { rilevazione: [rilevazione], anno: anni },
    comment: 'confronto.campagne',
  });
  const voci = await vociByCampagna(
    tx,
    campagne.map(({ id }) => id),
  );
  const attesi = groupByKey(anni, await tx.query<DiAnno<Atteso>>(ATTESI, [anni, rilevazione]), ({ anno }) => anno);
  const lette = await tx.query<DiAnno<Figura>>(APPROVATE, [conPrecedenti(anni), rilevazione]);
  return anni.map((anno, i) => {
    const campagna = campagne.find((una) => una.anno === anno);
    return campagna
      ? {
          definizione: definizioni.di(campagna),
          voci: voci[campagne.indexOf(campagna)]!,
          attesi: attesi[i]!,
          figure: lette.filter((figura) => figura.anno === anno),
          precedenti: lette.filter((figura) => figura.anno === anno - 1),
        }
      : null;
  });
}

/** What was published of each year and of the one before it, and what to know about it: two statements. */
export async function pubblicateByAnno(
  tx: Tx,
  anni: readonly number[],
  cubo: string,
): Promise<Array<Pick<Annata, 'figure' | 'precedenti'>>> {
  const tutti = conPrecedenti(anni);
  const celle = await celleByAnno(cubo)(tx, tutti);
  const avvisi = await avvisiByAnno(cubo)(tx, tutti);
  const figure = new Map(tutti.map((anno, i) => [anno, figurePubblicate(celle[i]!, avvisi[i]!)]));
  return anni.map((anno) => ({ figure: figure.get(anno)!, precedenti: figure.get(anno - 1)! }));
}

function figurePubblicate(celle: readonly CellaDiAnno[], avvisi: readonly AvvisoPubblicato[]): Figura[] {
  const posto = ({ ambitoId, codice }: { ambitoId: number; codice: string }) => `${ambitoId} ${codice}`;
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
