import { alignByKey } from '@trama/database/align';
import type { Tx } from '@trama/database/database';
import { conteggioDi } from '@trama/schema/conteggio';
import type { Fonte } from '@trama/schema/fonte';
import type { Origine } from '@trama/schema/origine';
import type { ValutazioniAmbito } from './valutazione.type.js';

interface Riga {
  readonly ambitoId: number;
  readonly totale: number;
  readonly giorniMediani: number | null;
  readonly fonte: Fonte;
  readonly origine: Origine;
}

const VALUTAZIONI = `
  /* valutazione.valutazioniByAmbito */
  SELECT ambito_id AS "ambitoId", totale, giorni_mediani AS "giorniMediani", fonte, origine
  FROM valutazione_annuale WHERE ambito_id = ANY ($1) AND anno = $2`;

export async function valutazioniByAmbito(
  tx: Tx,
  numeri: readonly number[],
  anno: number,
): Promise<Array<ValutazioniAmbito | null>> {
  const rows = await tx.query<Riga>(VALUTAZIONI, [numeri, anno]);
  return alignByKey(numeri, rows, (row) => row.ambitoId).map((row) => row && pubblica(row));
}

/** A median over fewer people than may be told would tell about them. */
function pubblica({ totale, giorniMediani, fonte, origine }: Riga): ValutazioniAmbito {
  const conteggio = conteggioDi(totale, origine);
  return { totale: conteggio, giorniMediani: conteggio.soppresso ? null : giorniMediani, fonte, origine };
}
