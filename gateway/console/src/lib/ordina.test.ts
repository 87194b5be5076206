import { ordina } from './ordina';

const sorted = (values: Array<string | number | null>, isDescending = false) =>
  ordina(values, (value) => value, isDescending);

describe('rows in order', () => {
  test('numbers by size, words as a dictionary does', () => {
    expect(sorted([10, 9, 100])).toEqual([9, 10, 100]);
    expect(sorted(['Ùrago', 'Valle', 'Tavernole', 'unità'])).toEqual(['Tavernole', 'unità', 'Ùrago', 'Valle']);
  });

  test('what is missing comes last, upwards and downwards', () => {
    expect(sorted([null, 2, 1])).toEqual([1, 2, null]);
    expect(sorted([null, 2, 1], true)).toEqual([2, 1, null]);
  });
});
