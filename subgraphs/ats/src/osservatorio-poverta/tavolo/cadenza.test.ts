import { cadenzaDi } from './cadenza.js';

describe('meeting every six months', () => {
  test('the next meeting is late from the day after, and promised days that went by are named', () => {
    const incontri = [
      { previstoIl: '2021-05-10', tenutoIl: '2021-05-12' },
      { previstoIl: '2021-10-01', tenutoIl: null },
    ];
    expect(cadenzaDi(incontri, '2021-11-12')).toMatchObject({
      entro: '2021-11-12',
      ritardoGiorni: 0,
      mancati: ['2021-10-01'],
    });
    expect(cadenzaDi(incontri, '2021-11-20').ritardoGiorni).toBe(8);
    expect(cadenzaDi([], '2021-11-20')).toEqual({ ultimo: null, entro: null, ritardoGiorni: 0, mancati: [] });
  });
});
