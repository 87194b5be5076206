import type { Cubo, Misura } from '@trama/publication/cubo';
import { AVVISI_RILEVATI, figurePubblicabili } from '../rilevazione/dati-rilevati.loader.js';
import { dizionarioDatiAnnuali } from '../dato-annuale/dizionario.service.js';
import { dizionarioDi } from '../rilevazione/dizionario.service.js';
import { INDICATORI, type SchedaIndicatore } from './indicatore/indicatori.js';

export const POVERTA = 'poverta';

/** What is counted also by the cube of yearly figures, where the auditor must know that it is the same. */
const STESSE: Readonly<Record<string, string>> = { rdc_beneficiari: 'POVERTA_BENEFICIARI' };

function misuraDi({ codice, persone }: SchedaIndicatore): Misura {
  const conta = STESSE[codice];
  return persone ? { tipo: 'PERSONE', ...(conta && { conta }) } : { tipo: 'PUBBLICA' };
}

/**
 * Published campaigns of the collection on poverty, with the residents that rates are computed on. No totals over ambiti:
 * those that people read are sums of published cells.
 */
export const datiPoverta: Cubo = {
  nome: POVERTA,
  dizionario: () => {
    const codici = INDICATORI.map(({ codice }) => codice);
    const { titolo, voci } = dizionarioDi(POVERTA, 'Osservatorio provinciale sulla povertà', codici);
    const { RESIDENTI, MINORI_RESIDENTI } = dizionarioDatiAnnuali().voci;
    return { titolo, voci: { ...voci, RESIDENTI: RESIDENTI!, MINORI_RESIDENTI: MINORI_RESIDENTI! } };
  },
  statement: `
    /* osservatorio.pubblica */${figurePubblicabili(POVERTA)}
    UNION ALL
    SELECT p.ambito_id, p.anno, d.codice, d.valore, make_date(p.anno, 1, 1)::text, p.fonte, p.origine
    FROM popolazione_annuale p JOIN campagna k ON k.rilevazione = '${POVERTA}' AND k.stato = 'PUBBLICATA' AND k.anno = p.anno
    CROSS JOIN LATERAL (VALUES ('RESIDENTI', p.residenti), ('MINORI_RESIDENTI', p.minori)) d (codice, valore)
    ORDER BY 1, 2, 3`,
  avvisi: `
    /* osservatorio.pubblicaAvvisi */
    SELECT ambito_id, anno, voce AS codice, avviso, data, fonte, origine FROM (${AVVISI_RILEVATI}) v
    WHERE rilevazione = '${POVERTA}'`,
  misure: {
    ...Object.fromEntries(INDICATORI.map((scheda) => [scheda.codice, misuraDi(scheda)])),
    RESIDENTI: { tipo: 'PUBBLICA' },
    MINORI_RESIDENTI: { tipo: 'PUBBLICA' },
  },
};
