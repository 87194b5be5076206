import { celleDi } from './celle.js';
import type { Cubo, Figura } from './cubo.js';
import { edizioneNuova, type Edizione } from './registro.js';

export const figura = (ambito_id: number, codice: string, valore: number, more: Partial<Figura> = {}): Figura => ({
  ambito_id,
  anno: 2020,
  codice,
  valore,
  data: '2020-12-31',
  fonte: {},
  origine: 'RILEVATO',
  ...more,
});

/** One count by ambito, with its total. */
export const cuboConTotale: Cubo = {
  nome: 'prova',
  statement: 'SELECT * FROM prova_figura',
  misure: { MINORI: { tipo: 'PERSONE' } },
  totali: ['MINORI'],
};

export const edizione = (cubo: Cubo, numero: number, figure: readonly Figura[]): Edizione =>
  edizioneNuova(cubo, numero, celleDi(cubo, figure), figure);

/** As the login for published figures reads it: without the counts behind. */
export const vistaDaFuori = ({ celle, ...resto }: Edizione): Edizione => ({
  ...resto,
  celle: celle.map((cella) => ({ ...cella, esatto: null })),
});

/** What a careless rule would publish: everything from the threshold up as it is, totals too. */
export const senzaArrotondare = (una: Edizione): Edizione => {
  const esatti = new Map(una.celle.map((cella) => [`${cella.ambito_id}/${cella.anno}/${cella.codice}`, cella.esatto]));
  const totale = (anno: number, codice: string) =>
    una.celle
      .filter((cella) => cella.anno === anno && cella.codice === codice)
      .reduce((sum, cella) => sum + (cella.esatto ?? 0), 0);
  return {
    ...una,
    celle: una.celle.map((cella) => {
      const esatto =
        cella.ambito_id === 0
          ? totale(cella.anno, cella.codice)
          : esatti.get(`${cella.ambito_id}/${cella.anno}/${cella.codice}`);
      return cella.soppresso || esatto === null || esatto === undefined
        ? cella
        : { ...cella, valore: esatto, origine: 'PIANO_DI_ZONA', esatto: null };
    }),
  };
};
