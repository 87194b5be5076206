import type { ValoreCompilato } from '../rilevazione/compilazione.entity.js';
import { Provenienza, StatoValore } from '../rilevazione/rilevazione.stati.js';
import { confrontaProposte } from './confronto-proposte.service.js';

const scritto = (codiceVoce: string, valore: number | null, provenienza: Provenienza): ValoreCompilato => ({
  compilazioneId: 'c',
  campagnaId: 'k',
  codiceVoce,
  stato: valore === null ? StatoValore.NON_PERVENUTO : StatoValore.VALORE,
  valore,
  testo: null,
  nota: null,
  provenienza,
  fonte: null,
  inVerifica: false,
  ripresoDaId: null,
  ripresaVoce: null,
});
const { PRECOMPILATO, MANUALE } = Provenienza;

describe('what is written beside what is proposed', () => {
  test.each([
    ['nothing is written', [], 7, { scritto: null, differenza: null, superato: false }],
    ['the count was accepted and still stands', [scritto('a', 7, PRECOMPILATO)], 7, { differenza: 0, superato: false }],
    ['the count was accepted and has changed', [scritto('a', 9, PRECOMPILATO)], 7, { differenza: -2, superato: true }],
    ['another number was typed', [scritto('a', 4, MANUALE)], 7, { differenza: 3, superato: false }],
    ['it was typed that there is none', [scritto('a', null, MANUALE)], 7, { differenza: null, superato: false }],
    ['a zero stands', [scritto('a', 0, PRECOMPILATO)], 0, { differenza: 0, superato: false }],
    ['hours have decimals', [scritto('a', 0.1, MANUALE)], 0.3, { differenza: 0.2, superato: false }],
  ])('when %s', (_cosa, scritti, proposto, atteso) => {
    expect(confrontaProposte('k', scritti, [{ voce: 'a', valore: proposto }])).toMatchObject([{ proposto, ...atteso }]);
  });

  test('is told also of what was accepted and is no longer counted, and of nothing that never was', () => {
    const righe = confrontaProposte(
      'k',
      [scritto('tolta', 5, PRECOMPILATO), scritto('mai', 5, MANUALE), scritto('a', 1, MANUALE)],
      [{ voce: 'a', valore: 1 }],
    );
    expect(righe.map(({ codiceVoce, proposto, superato }) => [codiceVoce, proposto, superato])).toEqual([
      ['a', 1, false],
      ['tolta', null, true],
    ]);
  });
});
