import type { Cubo } from '@trama/publication/cubo';
import { dizionarioValutazioni } from './valutazione.dizionario.js';

/** Yearly multidimensional assessments by ambito: people assessed, and the median wait of those people. */
export const valutazioniAnnuali: Cubo = {
  nome: 'valutazioni-annuali',
  dizionario: dizionarioValutazioni,
  statement: `
    /* valutazione.pubblica */
    SELECT ambito_id, anno, 'VALUTATI' AS codice, totale::double precision AS valore, make_date(anno, 12, 31)::text AS data,
           fonte, origine
    FROM valutazione_annuale
    UNION ALL
    SELECT ambito_id, anno, 'GIORNI_MEDIANI', giorni_mediani, make_date(anno, 12, 31)::text, fonte, origine
    FROM valutazione_annuale WHERE giorni_mediani IS NOT NULL`,
  misure: { VALUTATI: { tipo: 'PERSONE' }, GIORNI_MEDIANI: { tipo: 'DIPENDENTE', da: 'VALUTATI' } },
};
