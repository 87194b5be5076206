import fc from 'fast-check';
import { coperturaDi } from './copertura.js';
import { Origine } from './origine.js';

const ambiti = Array.from({ length: 12 }, (_, i) => ({ numero: i + 1, nome: `Ambito ${i + 1}` }));

describe('copertura', () => {
  const contributo = fc.record({
    numero: fc.integer({ min: 1, max: 20 }),
    data: fc.option(fc.constantFrom('2019-12-31', '2020-12-31', '2021-12-31')),
    origine: fc.constantFrom(Origine.PIANO_DI_ZONA, Origine.DIMOSTRATIVO),
  });

  test('who arrived and who is missing always make who was expected, whatever arrives', () => {
    fc.assert(
      fc.property(fc.array(contributo), (contributi) => {
        const copertura = coperturaDi(ambiti, contributi);
        expect(copertura.pervenuti + copertura.mancanti.length).toBe(12);
        expect(copertura.attesi).toBe(12);
      }),
    );
  });

  test('is as old as its oldest contribution and owns up to demonstration data', () => {
    const reale = { numero: 4, data: '2020-12-31', origine: Origine.PIANO_DI_ZONA };
    const finto = { numero: 1, data: '2019-12-31', origine: Origine.DIMOSTRATIVO };
    expect(coperturaDi(ambiti, [reale])).toMatchObject({
      pervenuti: 1,
      aggiornatoAl: '2020-12-31',
      dimostrativo: false,
    });
    expect(coperturaDi(ambiti, [reale, finto])).toMatchObject({
      pervenuti: 2,
      aggiornatoAl: '2019-12-31',
      dimostrativo: true,
    });
    expect(coperturaDi(ambiti, [])).toMatchObject({ pervenuti: 0, aggiornatoAl: null, dimostrativo: false });
  });
});
