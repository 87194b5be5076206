import { contesto, famiglia, richiesta } from '../abbinamento/abbinamento.fixtures.js';
import { DEROGABILI } from '../abbinamento/vincoli.js';
import { prezzi } from './prezzo.js';

describe('the price of a constraint', () => {
  const grande = richiesta({ codice: 'R-1', eta: 17 });
  const piccola = richiesta({ codice: 'R-2', eta: 4 });
  const perPiccoli = famiglia({ codice: 'F-1', disponibilita: { etaMax: 10, posti: 2 } });

  test('is the minors who would have a family more, if it were waived for all', async () => {
    const [primo, ...altri] = await prezzi([grande, piccola], [perPiccoli], contesto);
    expect(primo).toMatchObject({ vincolo: 'ETA', minori: 1, ottimo: true });
    expect(primo!.centesimi).toBeGreaterThan(0);
    expect(altri.every(({ minori }) => minori === 0)).toBe(true);
  });

  test('is asked of every constraint that people may agree to go beyond, and of no law', async () => {
    const tutti = await prezzi([piccola], [perPiccoli], contesto);
    expect(tutti.map(({ vincolo }) => vincolo).sort()).toEqual([...DEROGABILI].sort());
  });
});
