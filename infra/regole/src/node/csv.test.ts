import { righeDaCsv } from './csv.js';

describe('a CSV', () => {
  const leggi = (testo: string) => righeDaCsv(Buffer.from(testo));

  test('is read cell by cell, its empty lines too', () => {
    expect(leggi('\uFEFFa;"b;c"\r\n\r\nd\r\n')).toEqual({ righe: [['a', 'b;c'], [''], ['d']] });
  });

  test.each(['a;b\n"c;d\n', 'a;b\n"c;d\ne;f\ng;h\n', 'a;b\n"c" ;d\ne;f\n'])(
    'with a quote that is not as it should be is none, and the row of the quote is told: %j',
    (testo) => expect(leggi(testo)).toMatchObject({ riga: 2, messaggio: expect.stringContaining('virgolette') }),
  );
});
