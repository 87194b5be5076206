import { caricaRilevazione, caricaRiprese, rilevazioniPresenti } from './node/cartella.js';
import { leggiRiprese, type Ripresa } from './riprese.js';

const rilevazioni = new Map(rilevazioniPresenti().map((codice) => [codice, caricaRilevazione(codice)]));
const buona: Ripresa = {
  codice: 'RIP-01',
  da: { rilevazione: 'tutela-minori', voce: 'affido_attesa' },
  a: { rilevazione: 'affido', voce: 'minori_in_attesa_31_12' },
  anniPrima: 0,
  dal: 2021,
  come: 'Per le prove.',
  responsabile: 'Prova',
  fonte: { documento: 'Prova', capitolo: 'Prova', pagina: null },
};
const problemi = (...riprese: unknown[]): string[] => {
  const esito = leggiRiprese(riprese, rilevazioni);
  return esito.ok ? [] : esito.problemi.map(({ dove, messaggio }) => `${dove}: ${messaggio}`);
};

describe('voci that ask the same thing', () => {
  test('of the project are asked where they say, in the same unit', () => {
    const riprese = caricaRiprese(rilevazioni);
    expect(riprese.map(({ a }) => a.rilevazione)).toEqual(expect.arrayContaining(['affido', 'tutela-minori']));
    expect(problemi(...riprese)).toEqual([]);
  });

  test.each<[string, Partial<Ripresa>, string]>([
    ['a voce that nobody asks', { da: { rilevazione: 'affido', voce: 'gatti' } }, 'affido nel 2021 non chiede gatti'],
    ['a year before the collection', { dal: 2020 }, 'affido nel 2020 non chiede minori_in_attesa_31_12'],
    ['another unit', { da: { rilevazione: 'tutela-minori', voce: 'affido_progetti' } }, 'non contano la stessa cosa'],
    ['a calculated voce', { da: { rilevazione: 'tutela-minori', voce: 'minori_seguiti' } }, 'si calcola'],
    ['itself', { da: { rilevazione: 'affido', voce: 'affidi_31_12' } }, 'non riprende da sé stessa'],
    ['a negative distance', { anniPrima: -1 }, 'anniPrima'],
  ])('%s is refused', (_cosa, altro, frase) => {
    expect(problemi({ ...buona, ...altro })).toEqual([expect.stringContaining(frase)]);
  });

  test('a field that nobody knows, a code twice and a second figure for one voce are refused', () => {
    expect(problemi({ ...buona, verso: 'x' })).toHaveLength(1);
    expect(problemi(buona, { ...buona, da: { rilevazione: 'tutela-minori', voce: 'minori_31_12' } })).toHaveLength(1);
    expect(problemi(buona, { ...buona, codice: 'RIP-02' })).toEqual([expect.stringContaining('RIP-02')]);
  });
});
