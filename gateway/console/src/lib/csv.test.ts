import { toCsv } from './csv';

describe('a table as a file', () => {
  test('opens in an Italian spreadsheet: mark of the encoding, semicolons, decimal comma, empty where there is nothing', () => {
    expect(
      toCsv(
        ['Ambito', 'Tasso'],
        [
          ['Valle Trompia', 42.4],
          ['Garda', null],
        ],
      ),
    ).toBe('\uFEFFAmbito;Tasso\r\nValle Trompia;42,4\r\nGarda;\r\n');
  });

  test('keeps what would break a line', () => {
    expect(toCsv(['a'], [['uno; "due"\ntre']])).toContain('"uno; ""due""\ntre"');
  });

  test('runs nothing: a text that begins like a formula is a text', () => {
    expect(toCsv(['a'], [['=HYPERLINK("x")'], ['-5'], ['@x']])).toBe(
      '\uFEFFa\r\n"\'=HYPERLINK(""x"")"\r\n-5\r\n\'@x\r\n',
    );
  });
});
