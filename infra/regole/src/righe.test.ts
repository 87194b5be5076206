import { datiDaRighe } from './righe.js';
import { definizione, versione, voce } from './rilevazione.fixtures.js';

const d = definizione([
  versione([
    voce('minori'),
    voce('ore', { tipo: 'DECIMALE', unita: 'ore', decimali: 2 }),
    voce('protocollo', { tipo: 'SI_NO' }),
    voce('parole', { tipo: 'TESTO' }),
  ]),
]);
const TESTA = ['voce', 'stato', 'valore', 'nota'];

describe('answers in a table', () => {
  test('are read with or without a state, with the decimal comma, in any order of columns', () => {
    const righe = [
      ['Valore', 'voce', 'nota'],
      ['746', 'minori', 'Ricontati.'],
      ['11,5', 'ore', ''],
      ['', '', ''],
      ['sì', 'protocollo', ''],
      ['Poche educatrici', 'parole', ''],
      ['', 'minori', ''],
    ];
    expect(datiDaRighe(d, righe)).toEqual({
      problemi: [],
      dati: [
        { voce: 'minori', stato: 'VALORE', valore: 746, nota: 'Ricontati.' },
        { voce: 'ore', stato: 'VALORE', valore: 11.5, nota: null },
        { voce: 'protocollo', stato: 'VALORE', valore: 1, nota: null },
        { voce: 'parole', stato: 'VALORE', valore: null, testo: 'Poche educatrici', nota: null },
        { voce: 'minori', stato: 'NON_PERVENUTO', valore: null, nota: null },
      ],
    });
  });

  test.each([
    ['8.158', null],
    ['8.15', 8.15],
    ['8,158', 8.158],
    ['1.234.567', null],
    ['8158', 8158],
    ['-3', -3],
    ['12 ore', null],
    ['1e3', null],
    ['9999999999', null],
  ])('%s is %s: what reads in two ways is asked again', (testo, valore) => {
    const { dati, problemi } = datiDaRighe(d, [TESTA, ['ore', '', testo, '']]);
    expect(dati.map((dato) => dato.valore)).toEqual(valore === null ? [] : [valore]);
    expect(problemi.map(({ riga, colonna }) => `${riga} ${colonna}`)).toEqual(valore === null ? ['2 valore'] : []);
  });

  test('every problem is said, with row and column as a spreadsheet shows them', () => {
    const righe = [TESTA, ['minori', 'FORSE', '3', ''], ['', '', '3', ''], ['ore', '', 'tante', '']];
    expect(datiDaRighe(d, righe).problemi).toEqual([
      { riga: 2, colonna: 'stato', messaggio: expect.stringContaining('FORSE non è uno stato: scrivi VALORE, ZERO') },
      { riga: 3, colonna: 'voce', messaggio: 'manca il codice della voce.' },
      { riga: 4, colonna: 'valore', messaggio: expect.stringContaining('tante non è un numero') },
    ]);
    const intestazioni = (nomi: string[]) => datiDaRighe(d, [nomi]).problemi.map(({ colonna }) => colonna);
    expect(intestazioni(['voce,stato,valore,nota'])).toEqual(['voce', 'valore']);
    expect(intestazioni(['voce', 'valore', 'prezzo', 'valore'])).toEqual(['prezzo', 'valore']);
    expect(datiDaRighe(d, []).problemi).toHaveLength(2);
  });
});
