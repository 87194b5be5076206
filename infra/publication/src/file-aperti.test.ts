import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { type CellaAperta, COLONNE, FORMATI } from './file-aperti.js';
import { Impronte } from './impronte.js';

const edizione = { codice: 'prova-1', licenza: 'CC BY 4.0' };

const cella = (more: Partial<CellaAperta> = {}): CellaAperta => ({
  codice: 'prova.MINORI',
  etichetta: 'Minori in carico',
  anno: 2020,
  ambito: 4,
  luogo: 'Valle Trompia',
  ente: null,
  valore: 746,
  soppresso: false,
  unita: 'persone',
  data: '2020-12-31',
  origine: 'PIANO_DI_ZONA',
  fonte: { documento: 'Piano di Zona, "Valle Trompia"', capitolo: '5, bisogni', pagina: 83 },
  ...more,
});

const intero = (formato: 'csv' | 'ndjson', celle: readonly CellaAperta[]) =>
  FORMATI[formato].inizio() + FORMATI[formato].blocco(edizione, celle);

const letto = (testo: string): string[][] => parse(testo, { record_delimiter: '\r\n' });

describe('the files of an edition', () => {
  const taciuta = cella({ valore: null, soppresso: true, ambito: null, ente: 'acli', luogo: 'acli' });

  test('say the same in CSV and in NDJSON, suppressed cells without a value', () => {
    const [intestazione, ...righe] = letto(intero('csv', [cella(), taciuta]));
    expect(intestazione).toEqual(COLONNE.map(([nome]) => nome));
    const oggetti = intero('ndjson', [cella(), taciuta])
      .trimEnd()
      .split('\n')
      .map((riga) => JSON.parse(riga) as Record<string, string | number | boolean | null>);
    expect(oggetti.map((oggetto) => Object.values(oggetto).map((valore) => `${valore ?? ''}`))).toEqual(righe);
    expect(oggetti).toMatchObject([
      { edizione: 'prova-1', ambito: 4, valore: 746, soppresso: false, fonte_pagina: 83, licenza: 'CC BY 4.0' },
      { ambito: null, ente: 'acli', valore: null, soppresso: true },
    ]);
  });

  test.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('begin no formula with %j', (testo) => {
    const [, riga] = letto(intero('csv', [cella({ etichetta: testo })]));
    expect(riga![2]).toBe(`'${testo}`);
  });

  test('are the bytes that their checksum was told of, however they are cut', () => {
    const testo = fc.string({ unit: 'grapheme' });
    const celle = fc.array(
      fc.record({ etichetta: testo, luogo: testo, valore: fc.option(fc.integer({ min: 0 })), capitolo: testo }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(celle, fc.integer({ min: 1, max: 5 }), (dette, passo) => {
        const tutte = dette.map(({ capitolo, ...more }) => cella({ ...more, fonte: { capitolo } }));
        const impronte = new Impronte();
        for (let i = 0; i < tutte.length; i += passo) {
          impronte.aggiungi(edizione, tutte.slice(i, i + passo));
        }
        const fatte = impronte.fatte();
        for (const formato of ['csv', 'ndjson'] as const) {
          const bytes = Buffer.from(intero(formato, tutte), 'utf8');
          const sha256 = createHash('sha256').update(bytes).digest('hex');
          expect(fatte[formato]).toEqual({ sha256, byte: bytes.length });
        }
      }),
    );
  });

  test('are written as they always were: a checksum that was told holds for ever', () => {
    const impronte = new Impronte();
    impronte.aggiungi(edizione, [cella(), taciuta, cella({ etichetta: 'a "b", c\nd', valore: 2.5 })]);
    expect(impronte.fatte()).toEqual({
      csv: { byte: 621, sha256: '279eff7173f87107a121f560013ae91422f119be4f1aa52ef32ac4a2bcf5e84c' },
      ndjson: { byte: 1058, sha256: 'e23b4a9bdb468a6e322ee863cb725e600c3721387068199f384ccb18955260e5' },
    });
  });
});
