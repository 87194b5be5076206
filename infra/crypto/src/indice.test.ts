import fc from 'fast-check';
import { portachiaviDiProva } from './crypto.fixtures.js';
import { IndiceCieco } from './indice.js';
import { normalizza } from './normalizza.js';

const colonna = { ambito: 3, tabella: 'persona', colonna: 'codice_fiscale', maiuscolo: true };
const v1 = new IndiceCieco(portachiaviDiProva('indice', [1]));
const v12 = new IndiceCieco(portachiaviDiProva('indice', [1, 2]));
const v2 = new IndiceCieco(portachiaviDiProva('indice', [2]));

describe('normalisation', () => {
  test('applied twice changes nothing more', () => {
    const qualsiasi = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme-composite' }),
    );
    fc.assert(
      fc.property(qualsiasi, fc.boolean(), (testo, maiuscolo) => {
        const una = normalizza(testo, { maiuscolo });
        expect(normalizza(una, { maiuscolo })).toBe(una);
      }),
      { numRuns: 5000 },
    );
  });

  test('does so for every single character', () => {
    for (let punto = 0; punto <= 0x10ffff; punto += 1) {
      const una = normalizza(`a${String.fromCodePoint(punto)}`, { maiuscolo: true });
      if (normalizza(una, { maiuscolo: true }) !== una) {
        throw new Error(`U+${punto.toString(16)}`);
      }
    }
  });

  test('brings together what a person takes for the same', () => {
    const scritti = ['RSSMRA85T10A562S', ' rssmra85t10a562s\u00a0', '\uff32\uff33\uff33\uff2d\uff32\uff2185T10A562S'];
    expect(new Set(scritti.map((testo) => v1.calcola(colonna, testo))).size).toBe(1);
    expect(normalizza('Nicolo\u0300')).toBe('Nicol\u00f2');
  });
});

describe('the blind index', () => {
  test('is short, says its version and is equal for equal values', () => {
    expect(v1.calcola(colonna, 'X')).toMatch(/^i1:[\w-]{22}$/);
    expect(v1.calcola(colonna, 'X')).toBe(v12.perRicerca(colonna, 'x')[1]);
  });

  test('differs by value, ambito, table, column and version', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        fc.pre(normalizza(a, colonna) !== normalizza(b, colonna));
        expect(v1.calcola(colonna, a)).not.toBe(v1.calcola(colonna, b));
      }),
    );
    const altre = [
      {},
      { ambito: 4 },
      { tabella: 'famiglia' },
      { colonna: 'nome' },
      { tabella: 'personacodice', colonna: '_fiscale' },
    ];
    const tutti = altre.flatMap((altra) =>
      [v1, v2].map((indice) => indice.calcola({ ...colonna, ...altra }, 'X').slice(3)),
    );
    expect(new Set(tutti).size).toBe(altre.length * 2);
  });

  test('leaves case alone where it means something', () => {
    const nome = { ...colonna, maiuscolo: false };
    expect(v1.calcola(nome, 'a')).not.toBe(v1.calcola(nome, 'A'));
  });

  test('rotates: writes with the current version, searches all, says which rows to redo', () => {
    const vecchio = v1.calcola(colonna, 'X');
    expect(v12.calcola(colonna, 'X')).toMatch(/^i2:/);
    expect(v12.perRicerca(colonna, 'X')).toEqual([v2.calcola(colonna, 'X'), vecchio]);
    expect(v12.daRifare(vecchio)).toBe(true);
    expect(v12.daRifare(v12.calcola(colonna, 'X'))).toBe(false);
    expect(v2.perRicerca(colonna, 'X')).not.toContain(vecchio);
  });

  test('asks for keys of its own use', () => {
    expect(() => new IndiceCieco(portachiaviDiProva('kek'))).toThrow('not for indice');
  });
});
