import { coordinateProvincia, distanzaProvincia } from '../abbinamento/distanze.js';
import { ENTRO_KM, simula, tabella } from './simulazione.js';

/** Twelve ambiti of some comuni each, in the order of their codes. */
const comuni = Object.keys(coordinateProvincia())
  .sort()
  .map((istat, n) => ({ istat, ambito: 1 + Math.floor(n / 18) }));
/** Two months are enough to see it, and two years take their time. */
const giorni = 60;
const mondo = { giorni, comuni, distanza: distanzaProvincia() };

describe('each ambito alone against the common bank', () => {
  const [uno, due] = [simula(1, mondo), simula(2, mondo)];

  test('are the same bytes for the same seed, and others for another', () => {
    const prima = tabella(1, giorni, uno);
    expect(tabella(1, giorni, simula(1, mondo))).toBe(prima);
    expect(tabella(2, giorni, due)).not.toBe(prima);
  });

  test('meet the same requests, none of which is lost', () => {
    for (const { daSoli, bancaComune, bancaVicina } of [uno, due]) {
      expect([bancaComune.richieste, bancaVicina.richieste]).toEqual([daSoli.richieste, daSoli.richieste]);
      expect(bancaVicina.kmMediani).toBeLessThanOrEqual(ENTRO_KM);
      for (const { richieste, abbinate, inAttesa } of [daSoli, bancaComune, bancaVicina]) {
        expect(abbinate + inAttesa).toBe(richieste);
      }
      expect(bancaComune.abbinate).toBeGreaterThanOrEqual(daSoli.abbinate);
    }
  });
});
