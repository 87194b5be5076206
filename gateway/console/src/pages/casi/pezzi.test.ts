import { dividi, righeDi, rigaNelFile } from './pezzi';
import { resocontoDi } from './resoconto';

const TESTATA = 'codice_esterno;nome;cognome';
const file = (...righe: string[]) => `\uFEFF${[TESTATA, ...righe].join('\r\n')}\r\n`;
const STRETTA = { righe: 3, byte: 10_000 };

describe('rows of a file', () => {
  test('end where a line does, unless it is inside quotes', () => {
    expect(righeDi('a;"b;\nc";d\r\ne\r\n').map(({ celle }) => celle)).toEqual([['a', 'b;\nc', 'd'], ['e']]);
    expect(righeDi('"di ""casa""";x')[0]!.celle).toEqual(['di "casa"', 'x']);
  });

  test('stay as they were written, without what ends them', () => {
    for (const fine of ['\r\n', '\n', '\r']) {
      expect(righeDi(`\uFEFF"a";b${fine}c${fine}`).map(({ testo }) => testo)).toEqual(['"a";b', 'c']);
    }
  });

  test('are none where a quote is not as it should be, and the line is told', () => {
    for (const rotto of ['a\r\n"b" ;c', 'a\r\nb;"c', 'a\r\nb;"c\r\nd\r\ne\r\n']) {
      expect(() => righeDi(rotto)).toThrow(expect.objectContaining({ riga: 2 }));
    }
  });
});

describe('a file in parts', () => {
  test('that fits is one part, with its headings', () => {
    const [uno, ...altri] = dividi(file('A;Ada;Prova', 'A;Nino;Prova'));
    expect(altri).toEqual([]);
    expect(uno).toMatchObject({ casi: 1, righe: [1, 2, 3] });
    expect(uno!.testo).toBe(`${TESTATA}\r\nA;Ada;Prova\r\nA;Nino;Prova\r\n`);
  });

  test('never divides a case, even when its rows do not follow each other', () => {
    const pezzi = dividi(file('A;1;x', 'B;2;x', 'B;3;x', 'A;4;x', 'C;5;x'), STRETTA);
    expect(pezzi.map(({ casi, righe }) => [casi, righe])).toEqual([
      [1, [1, 2, 5]],
      [2, [1, 3, 4, 6]],
    ]);
    for (const codice of ['A', 'B', 'C']) {
      expect(pezzi.filter(({ testo }) => testo.includes(`\n${codice};`))).toHaveLength(1);
    }
  });

  test('holds every row once, whatever the measure', () => {
    const righe = Array.from({ length: 40 }, (_, n) => `C${n % 13};persona ${n};x`);
    for (const misura of [1, 2, 5, 7, 100]) {
      const pezzi = dividi(file(...righe), { righe: misura, byte: 100_000 });
      const found = pezzi.flatMap(({ testo }) => testo.trim().split('\r\n').slice(1));
      expect([...found].sort()).toEqual([...righe].sort());
      const numbers = pezzi.flatMap((pezzo) => pezzo.righe.slice(1));
      expect([...numbers].sort((a, b) => a - b)).toEqual(righe.map((_, n) => n + 2));
    }
  });

  test('counts bytes and not letters: an accent takes two', () => {
    const righe = ['A;à;x', 'B;à;x'];
    expect(dividi(file(...righe), { righe: 9, byte: 15 })).toHaveLength(2);
    expect(dividi(file(...righe.map((riga) => riga.replace('à', 'a'))), { righe: 9, byte: 15 })).toHaveLength(1);
  });

  test('a case larger than the measure is a part of its own', () => {
    const pezzi = dividi(file('A;1;x', 'B;1;x', 'B;2;x', 'B;3;x', 'B;4;x', 'C;1;x'), STRETTA);
    expect(pezzi.map(({ righe }) => righe.length - 1)).toEqual([1, 4, 1]);
  });

  test('says where a row of a part stands in the file; empty lines count, and are not sent', () => {
    const [, due] = dividi(file('A;1;x', '', ';;', 'B;1;x'), { righe: 1, byte: 10_000 });
    expect(due!.righe).toEqual([1, 5]);
    expect([rigaNelFile(due!, 1), rigaNelFile(due!, 2)]).toEqual([1, 5]);
  });

  test('without the column that names a case there is one part, whose headings the API can refuse', () => {
    expect(dividi('nome,cognome\r\nAda,Prova\r\nNino,Prova\r\n')).toEqual([
      { testo: 'nome,cognome\r\nAda,Prova\r\n', casi: 1, righe: [1, 2] },
    ]);
    expect(dividi('')).toEqual([{ testo: '\r\n', casi: 1, righe: [1] }]);
  });

  test('a row that names no case is sent, so that it is told of', () => {
    expect(dividi(file(';Ada;Prova', ';Nino;Prova'), { righe: 1, byte: 10_000 })).toHaveLength(2);
  });
});

test('what is wrong in the parts of a file is told as the whole file numbers it, from its top', () => {
  const pezzi = dividi(file('A;1;x', 'B;1;x', 'A;2;x'), { righe: 2, byte: 10_000 });
  const resoconto = (riga: number) => ({
    casi: 1,
    chiusi: 0,
    persone: 2,
    nuclei: 1,
    problemi: [{ riga, colonna: 'nome', gravita: 'AVVISO' as const, messaggio: `riga ${riga}` }],
  });
  expect(resocontoDi(pezzi, [resoconto(3), resoconto(2)])).toMatchObject({
    casi: 2,
    persone: 4,
    nuclei: 2,
    problemi: [{ riga: 3 }, { riga: 4 }],
  });
});
