import type { Archivi } from '@trama/reference/archivi';
import type { Carico } from '@trama/reference/caricamento';
import { caso } from '@trama/reference/caso';
import { FONTE_DIMOSTRATIVA as fonte } from '@trama/reference/fonte';
import { ANNI_DIMOSTRATIVI, popolazioneDimostrativa } from '@trama/reference/popolazione-dimostrativa';

/** Invented yearly assessments of the ambiti other than Valle Trompia, sized on their old residents. */
export function dimostrativo(archivi: Archivi): Carico[] {
  const popolazione = popolazioneDimostrativa(archivi);
  const righe = archivi.get('comuniAmbiti').ambiti.flatMap(({ numero }) =>
    ANNI_DIMOSTRATIVI.map((anno) => {
      const sorte = caso(6_000 + numero * 10_000 + anno);
      const anziani = popolazione
        .filter((row) => row.ambito === numero && row.anno === anno)
        .reduce((sum, { eta65oltre }) => sum + eta65oltre, 0);
      return {
        ambito_id: numero,
        anno,
        totale: Math.round((anziani * sorte.numero(8, 20)) / 1000),
        giorni_mediani: sorte.intero(12, 45),
        fonte,
      };
    }),
  );
  return [{ tabella: 'valutazione_annuale', chiave: ['ambito_id', 'anno'], origine: 'DIMOSTRATIVO', righe }];
}
