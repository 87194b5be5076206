import { caricaRilevazione } from '@trama/regole/node/cartella';
import { verificaFile } from '@trama/regole/node/verifica-file';
import { definizionePer, vociIn } from '@trama/regole/rilevazione';
import type { Dato } from '@trama/regole/valori';
import { esamina } from '@trama/regole/verifica';
import { serializzaViolazioni } from '@trama/regole/violazione';
import * as xlsx from '@e965/xlsx';
import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FormatoFile, leggiModulo, scriviModulo } from './formati.js';

const definizione = definizionePer(caricaRilevazione('tutela-minori'), 2020)!;
const scritte = vociIn(definizione).filter(({ formula }) => formula === null);
const FORMATI = Object.values(FormatoFile);

const valore = (voce: string, numero: number): Dato => ({ voce, stato: 'VALORE', valore: numero, nota: null });
/** What the Piano prints of ambito 4. */
const DEL_PIANO = [
  valore('minori_31_12', 746),
  valore('nuclei_31_12', 511),
  valore('eta_media', 11.5),
  valore('minori_prevenzione', 266),
  valore('minori_tutela', 480),
  valore('educativa_nuclei', 59),
  valore('educativa_minori', 93),
  valore('educativa_ore', 8158),
];

/** Any words, also those that a spreadsheet would run. */
const parole = fc
  .tuple(
    fc.constantFrom('', '=', '+', '-', '@', '\t', "'", '"', ';', "''="),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom('', '\n1', '\n=1+1', ';2', '&amp;', 'a&#65;b', '<![CDATA[x]]>', '_x0041_', '_x005F_'),
  )
  .map((parti) => parti.join('').trim())
  .filter((testo) => testo !== '');

const risposta = fc.oneof(
  fc.record({ stato: fc.constant('VALORE' as const), numero: fc.integer({ min: 1, max: 99_999_999 }) }),
  fc.record({ stato: fc.constantFrom('ZERO', 'NON_DOVUTO', 'NON_APPLICABILE', 'SOPPRESSO', 'NON_PERVENUTO' as const) }),
);

const risposte: fc.Arbitrary<Dato[]> = fc
  .tuple(
    ...scritte.map(({ codice, tipo, decimali }) =>
      fc.option(
        fc.tuple(risposta, fc.option(parole), parole).map(([detta, nota, testo]): Dato => {
          const { stato } = detta;
          if (tipo === 'TESTO') {
            return { voce: codice, stato, valore: null, testo: stato === 'VALORE' ? testo : null, nota };
          }
          const numero = 'numero' in detta ? detta.numero / 10 ** (decimali ?? 0) : null;
          return { voce: codice, stato, valore: numero, nota };
        }),
      ),
    ),
  )
  .map((tutte) =>
    tutte.filter((dato) => dato !== null).filter(({ stato, nota }) => stato !== 'NON_PERVENUTO' || nota !== null),
  );

describe.each(FORMATI)('a form as %s', (formato) => {
  const leggi = (contenuto: Buffer) => leggiModulo(definizione, contenuto, formato);

  test('comes back as it went, whatever was answered', () => {
    fc.assert(
      fc.property(risposte, (dati) => {
        expect(leggi(scriviModulo(definizione, dati, formato))).toMatchObject({ dati, problemi: [] });
      }),
      { numRuns: 60 },
    );
  });

  test('is a template when nothing was answered: every voce that somebody types, and no answer', () => {
    const modello = scriviModulo(definizione, [], formato);
    expect(leggi(modello)).toMatchObject({ dati: [], problemi: [] });
    expect(modello.length).toBeLessThan(40_000);
  });

  test('says what is wrong where it is wrong, and gives nothing of the rest', () => {
    const tabella = [
      ['voce', 'stato', 'valore', 'nota'],
      ['minori_31_12', '', 'tanti', ''],
      ['minori_marziani', '', 3, ''],
      ['nuclei_31_12', 'FORSE', '', ''],
      ['', '', '', ''],
      ['minori_seguiti', '', 746, ''],
      ['nuclei_31_12', '', 511, ''],
    ];
    const { dati, problemi } = leggi(come(formato, tabella));
    expect(dati).toEqual([]);
    expect(problemi.map(({ riga, colonna }) => [riga, colonna])).toEqual([
      [2, 'valore'],
      [3, 'voce'],
      [4, 'stato'],
      [6, 'voce'],
      [7, 'voce'],
    ]);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['too much', Buffer.alloc(300_000, 'a')],
    ['an image', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['a broken sheet', Buffer.from('PK\u0003\u0004 not a sheet')],
    [
      'the other kind',
      scriviModulo(definizione, DEL_PIANO, formato === FormatoFile.CSV ? FormatoFile.XLSX : FormatoFile.CSV),
    ],
  ])('is refused in a sentence when it is %s', (_cosa, contenuto) => {
    const { dati, problemi } = leggi(contenuto);
    expect([dati, problemi.length > 0]).toEqual([[], true]);
  });
});

function come(formato: FormatoFile, tabella: Array<Array<string | number>>): Buffer {
  if (formato === FormatoFile.CSV) {
    return Buffer.from(tabella.map((celle) => celle.join(';')).join('\r\n'));
  }
  const libro = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(libro, xlsx.utils.aoa_to_sheet(tabella), 'Foglio1');
  return xlsx.write(libro, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

describe('a spreadsheet', () => {
  const conCella = (cella: xlsx.CellObject): Buffer => {
    const foglio = xlsx.utils.aoa_to_sheet([
      ['voce', 'valore'],
      ['minori_31_12', 1],
    ]);
    foglio.B2 = cella;
    const libro = xlsx.utils.book_new();
    xlsx.utils.book_append_sheet(libro, foglio, 'Dati');
    return xlsx.write(libro, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
  };
  const problemi = (contenuto: Buffer) => leggiModulo(definizione, contenuto, FormatoFile.XLSX).problemi;

  test.each([
    ['a formula', { t: 'n', v: 746, f: '500+246' }, 'c’è una formula'],
    ['a day that it made of 3/4', { t: 'n', v: 45_000, z: 'dd/mm/yyyy' }, 'c’è una data'],
    ['a share, which it keeps as a hundredth', { t: 'n', v: 0.12, z: '0%' }, 'in percentuale'],
    ['a calculation that failed', { t: 'e', v: 0x07 }, 'errore di calcolo'],
  ])('with %s is asked again', (_cosa, cella, frase) => {
    expect(problemi(conCella(cella as xlsx.CellObject))).toMatchObject([
      { riga: 2, colonna: 'B', messaggio: expect.stringContaining(frase) },
    ]);
  });

  test('that unpacks to more than any form is not unpacked', () => {
    const libro = xlsx.utils.book_new();
    xlsx.utils.book_append_sheet(
      libro,
      xlsx.utils.aoa_to_sheet([
        ['voce', 'valore', 'a'.repeat(32_000)],
        ...Array.from({ length: 400 }, (_, i) => ['x', i, `${'b'.repeat(32_000)}${i}`]),
      ]),
      'Dati',
    );
    const bomba = xlsx.write(libro, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
    expect(bomba.length).toBeLessThan(256 * 1024);
    expect(problemi(bomba)).toEqual([{ riga: 1, colonna: '', messaggio: 'il foglio è troppo grande per un modulo.' }]);
  });
});

describe('a CSV that a person wrote', () => {
  const leggi = (testo: string) => leggiModulo(definizione, Buffer.from(testo), FormatoFile.CSV);

  test('keeps an apostrophe that belongs to a word, and a spreadsheet’s empty cells are nothing', () => {
    const { dati, problemi } = leggi("voce;stato;valore;nota;;\nminori_31_12;;746;'ndrangheta;;\n;;;;;\n");
    expect([dati, problemi]).toEqual([[{ ...valore('minori_31_12', 746), nota: "'ndrangheta" }], []]);
  });

  test('is asked again where a semicolon has cut a note in two', () => {
    const { dati, problemi } = leggi('voce;stato;valore;nota\nminori_31_12;;746;Ricontati; erano 750\n');
    expect([dati, problemi]).toEqual([[], [expect.objectContaining({ riga: 2, colonna: 'nota' })]]);
  });

  test('begins no new row, and so no formula, inside a note', () => {
    const csv = scriviModulo(definizione, [{ ...valore('minori_31_12', 746), nota: 'ok\n=1+1' }], FormatoFile.CSV);
    expect(csv.toString()).toContain('"ok\n=1+1"');
  });
});

test('the exported CSV is judged on the contributor’s own machine as the server judges it', () => {
  const dir = mkdtempSync(join(tmpdir(), 'trama-formati-'));
  try {
    const file = join(dir, 'dati.csv');
    writeFileSync(file, scriviModulo(definizione, DEL_PIANO, FormatoFile.CSV));
    const { testo } = verificaFile([file, '--anno', '2020', '--json']);
    expect(testo).toBe(serializzaViolazioni(esamina(definizione, DEL_PIANO).violazioni));
  } finally {
    rmSync(dir, { recursive: true });
  }
});
