import { leggiNumero, scriviNumero } from './numeri';

describe('a number as somebody types it', () => {
  test.each([
    ['746', 746],
    ['1.234', 1234],
    ['1.234.567,25', 1_234_567.25],
    ['8 158', 8158],
    ['11,5', 11.5],
    ['2.5', 2.5],
    ['-3', -3],
    ['0', 0],
  ])('%s', (text, value) => expect(leggiNumero(text)).toBe(value));

  test.each(['', 'tanti', '1,2,3', '1.23.4', '12,', '1e3', '-'])('%s is none', (text) =>
    expect(leggiNumero(text)).toBeUndefined(),
  );

  test('comes back as it went', () => {
    expect([0, 1234.5, -2, 11.25].map((value) => leggiNumero(scriviNumero(value)))).toEqual([0, 1234.5, -2, 11.25]);
  });
});
