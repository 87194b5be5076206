import fc from 'fast-check';
import { giornoItaliano, giorniTra, oggiARoma, piuGiorni, piuMesi } from './calendario.js';

const GIORNO = fc
  .integer({ min: 0, max: 40_000 })
  .map((n) => new Date(Date.UTC(1990, 0, 1 + n)).toISOString().slice(0, 10));

describe('days', () => {
  test('are those of Italy, wherever the server is', () => {
    expect(oggiARoma(new Date('2021-03-27T23:30:00Z'))).toBe('2021-03-28');
    expect(oggiARoma(new Date('2021-06-30T22:00:00Z'))).toBe('2021-07-01');
    expect(giornoItaliano('2020-12-31')).toBe('31/12/2020');
  });

  test('begin with an hour of UTC, also when clocks change', () => {
    const roma = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' });
    const istante = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    const scarto = fc.integer({ min: -7_200_000, max: 7_200_000 });
    fc.assert(
      fc.property(istante, fc.array(scarto, { minLength: 1, maxLength: 5 }), (primo, scarti) => {
        const altri = scarti.map((millisecondi) => new Date(primo.getTime() + millisecondi));
        expect([primo, ...altri].map((uno) => oggiARoma(uno))).toEqual(
          [primo, ...altri].map((uno) => roma.format(uno)),
        );
      }),
    );
  });

  test('are counted across the changes of the hour, and back again', () => {
    expect(giorniTra('2021-03-27', '2021-03-29')).toBe(2);
    expect(giorniTra('2021-11-01', '2021-10-30')).toBe(-2);
    fc.assert(
      fc.property(GIORNO, fc.integer({ min: -20_000, max: 20_000 }), (giorno, giorni) => {
        expect(giorniTra(giorno, piuGiorni(giorno, giorni))).toBe(giorni);
      }),
    );
  });

  test('some months later are the same of their month, or its last', () => {
    expect(piuMesi('2021-08-31', 6)).toBe('2022-02-28');
    expect(piuMesi('2021-05-10', 6)).toBe('2021-11-10');
    expect(piuMesi('2020-02-29', 12)).toBe('2021-02-28');
    fc.assert(
      fc.property(GIORNO, fc.integer({ min: -120, max: 120 }), (giorno, mesi) => {
        const dopo = piuMesi(giorno, mesi);
        expect(dopo.slice(8) <= giorno.slice(8)).toBe(true);
        expect(dopo.slice(8) === giorno.slice(8) || piuGiorni(dopo, 1).endsWith('-01')).toBe(true);
      }),
    );
  });
});
