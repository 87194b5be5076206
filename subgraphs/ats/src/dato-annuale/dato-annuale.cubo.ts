import type { Cubo } from '@trama/publication/cubo';
import { AVVISI_DATI_RILEVATI, DATI_RILEVATI } from '../rilevazione/dati-rilevati.loader.js';
import type { CodiceDato } from './dato-annuale.codici.js';
import { dizionarioDatiAnnuali } from './dizionario.service.js';

/** Yearly figures by ambito and measure, with the residents that their rates are computed on. No totals over ambiti. */
export const datiAnnuali: Cubo = {
  nome: 'dati-annuali',
  dizionario: dizionarioDatiAnnuali,
  statement: `
    /* dato-annuale.pubblica */
    SELECT ambito_id, anno, codice, valore::int AS valore, data::text AS data, fonte, origine FROM dato_annuale
    UNION ALL
    SELECT ambito_id, anno, codice, valore, data, fonte, origine FROM (${DATI_RILEVATI}) rilevati WHERE pubblicata
    UNION ALL
    SELECT ambito_id, anno, 'RESIDENTI', residenti, make_date(anno, 1, 1)::text, fonte, origine FROM popolazione_annuale
    UNION ALL
    SELECT ambito_id, anno, 'MINORI_RESIDENTI', minori, make_date(anno, 1, 1)::text, fonte, origine FROM popolazione_annuale`,
  avvisi: `
    /* dato-annuale.pubblicaAvvisi */
    SELECT * FROM (${AVVISI_DATI_RILEVATI}) avvisi`,
  misure: {
    ...({
      TUTELA_MINORI_IN_CARICO: { tipo: 'PERSONE', conta: 'TUTELA_MINORI_IN_CARICO' },
      TUTELA_NUCLEI_IN_CARICO: { tipo: 'PERSONE', conta: 'TUTELA_NUCLEI_IN_CARICO' },
      AFFIDO_MINORI_IN_ATTESA: { tipo: 'PERSONE' },
      AFFIDI_IN_ESSERE: { tipo: 'PERSONE' },
      POVERTA_BENEFICIARI: { tipo: 'PERSONE', conta: 'POVERTA_BENEFICIARI' },
    } satisfies Record<CodiceDato, { tipo: 'PERSONE'; conta?: string }>),
    RESIDENTI: { tipo: 'PUBBLICA' },
    MINORI_RESIDENTI: { tipo: 'PUBBLICA' },
  },
};
