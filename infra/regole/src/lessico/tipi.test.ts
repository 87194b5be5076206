import { VOCABOLARIO } from './espressioni.fixtures.js';
import { leggiEspressione } from './sintassi.js';
import { tipoDiEspressione, type Vocabolario } from './tipi.js';
import { describeUnita, type Dimensione, parseUnita } from './unita.js';

function check(testo: string, vocabolario: Vocabolario = VOCABOLARIO): { tipo: string; errori: string[] } {
  const esito = leggiEspressione(testo);
  if (!esito.ok) {
    throw new Error(esito.errore.messaggio);
  }
  const { tipo, errori } = tipoDiEspressione(esito.espressione, vocabolario);
  const nome = tipo?.tipo === 'numero' ? nameOf(tipo.unita) : (tipo?.tipo ?? 'nessuno');
  return { tipo: nome, errori: errori.map(({ posizione, messaggio }) => `${posizione}: ${messaggio}`) };
}

const nameOf = (unita: Dimensione | null): string => (unita ? describeUnita(unita) : 'libero');

describe('the types of expressions', () => {
  test.each([
    ['minori + nuovi', 'persone'],
    ['educativa_ore / minori', 'ore diviso persone'],
    ['minori / nuovi', 'un numero senza unità'],
    ['educativa_ore / minori * minori', 'ore'],
    ['minori * minori', 'persone alla 2'],
    ['minori > 0', 'logico'],
    ['2 * 3', 'libero'],
    ['percentuale(minori, nuovi)', 'percentuale'],
    ['variazione(minori)', 'un numero senza unità'],
    ['precedente(educativa_ore)', 'ore'],
    ['se protocollo allora minori altrimenti 0', 'persone'],
    ['se protocollo allora minori > 1', 'logico'],
    ['presente(criticita)', 'logico'],
    ['protocollo = (minori > 0)', 'logico'],
  ])('%s is %s', (testo, tipo) => {
    expect(check(testo)).toEqual({ tipo, errori: [] });
  });

  test.each([
    ['minori + educativa_ore', '10: non si può sommare persone e ore'],
    ['minori = educativa_ore', '10: non si può confrontare con = persone e ore'],
    ['tra(minori, 0, spazio_ore)', '16: non si può confrontare persone e ore'],
    ['minoro > 0', '1: la voce minoro non esiste: forse minori'],
    ['qualcosa_di_diverso > 0', '1: la voce qualcosa_di_diverso non esiste'],
    ['criticita > 0', "1: confrontare con > vuole un numero: qui c'è un testo"],
    ['non minori', "5: non vuole una condizione, vera o falsa: qui c'è un numero (persone)"],
    ['minori e protocollo', "1: e vuole una condizione, vera o falsa: qui c'è un numero (persone)"],
    ['protocollo = minori', '14: non si può confrontare con = una condizione e un numero (persone)'],
    ['se minori allora protocollo', "4: se vuole una condizione, vera o falsa: qui c'è un numero (persone)"],
    ['tra(minori, 0)', '1: tra ha 2 argomenti, si scrive tra(valore, minimo, massimo)'],
    ['precedente(minori + 1) > 0', '12: precedente vuole il codice di una voce'],
    ['arrotonda(minori, nuovi) > 0', '19: i decimali di arrotonda sono un numero scritto da 0 a 6'],
    ['minori / 0 > 1', '10: non si divide per zero'],
  ])('%s is refused', (testo, errore) => {
    expect(check(testo).errori).toEqual([errore]);
  });

  test('all that is wrong is said at once, in the order of the text, without echoes', () => {
    expect(check('uno + minori + due > 0 e tra(minori, ore) e non nuovi').errori).toEqual([
      '1: la voce uno non esiste',
      '16: la voce due non esiste',
      '26: tra ha 2 argomenti, si scrive tra(valore, minimo, massimo)',
      "49: non vuole una condizione, vera o falsa: qui c'è un numero (persone)",
    ]);
  });

  test('last year is asked only what it was asked then, in the same unit', () => {
    const oreDiPrima = VOCABOLARIO.tipoDi('educativa_ore');
    const vocabolario: Vocabolario = {
      ...VOCABOLARIO,
      tipoPrecedente: (codice) => (codice === 'nuovi' ? undefined : oreDiPrima),
    };
    expect(check('precedente(educativa_ore) > 0', vocabolario).errori).toEqual([]);
    expect(check('precedente(nuovi) > 0', vocabolario).errori).toEqual([
      "12: la voce nuovi non c'era l'anno prima: la regola può partire l'anno dopo",
    ]);
    expect(check('variazione(minori) > 0', vocabolario).errori).toEqual([
      "12: la voce minori l'anno prima aveva un'altra unità o un altro tipo",
    ]);
  });

  test('numbers that could grow without end are refused', () => {
    const prodotto = Array.from({ length: 95 }, () => 'n').join('*');
    const vocabolario: Vocabolario = {
      ...VOCABOLARIO,
      tipoDi: () => VOCABOLARIO.tipoDi('minori'),
      tipoPrecedente: null,
    };
    expect(check(prodotto, vocabolario).errori).toEqual([expect.stringContaining('troppo lunghi')]);
  });

  test('units are one, or one by another', () => {
    expect(['persone', 'ore/persone', 'numero'].map((testo) => describeUnita(parseUnita(testo)!))).toEqual([
      'persone',
      'ore diviso persone',
      'un numero senza unità',
    ]);
    expect(['metri', 'ore/ore', 'ore/persone/nuclei', ''].map(parseUnita)).toEqual([null, null, null, null]);
  });
});
