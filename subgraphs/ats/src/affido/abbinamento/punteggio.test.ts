import fc from 'fast-check';
import { contesto, famiglia, famiglie, richiesta, unaFamiglia, unaRichiesta } from './abbinamento.fixtures.js';
import type { Criterio, FamigliaAffidataria, RichiestaAffido } from './abbinamento.type.js';
import { candidati } from './candidati.js';
import { coordinateProvincia, distanzaProvincia } from './distanze.js';
import { pesi, VERSIONI_PESI } from './pesi.js';
import { CRITERI, punteggio } from './punteggio.js';

const valore = (criterio: Criterio, r: RichiestaAffido, f: FamigliaAffidataria): number =>
  punteggio(r, f, contesto).motivi.find((motivo) => motivo.criterio === criterio)!.valore;

describe('the score of a family for a request', () => {
  test('is full when everything that is asked is there', () => {
    const r = richiesta({ inAttesaDal: '2025-01-01', comuneScuola: 'km0', lingue: ['ar'], culture: ['sikh'] });
    const f = famiglia({ affidiConclusi: 3, lingue: ['ar', 'it'], culture: ['sikh'] });
    expect(punteggio(r, f, contesto)).toMatchObject({ punteggio: 100 });
  });

  test('says each reason in words, the heaviest first', () => {
    const r = richiesta({ comuneScuola: 'km20', lingue: ['ar'] });
    const f = famiglia({ comune: 'km15', affidiConclusi: 1, lingue: ['it'] });
    expect(punteggio(r, f, contesto)).toEqual({
      punteggio: 59.98,
      motivi: [
        {
          criterio: 'ETA',
          valore: 1,
          contributo: 20,
          spiegazione: 'Chiede 7 anni, la famiglia accoglie da 0 a 17 anni.',
        },
        {
          criterio: 'DISTANZA',
          valore: 0.75,
          contributo: 18.75,
          spiegazione: 'La famiglia d’origine è a circa 15 km.',
        },
        {
          criterio: 'SCUOLA',
          valore: 1 - 5 / 15,
          contributo: 10,
          spiegazione: 'La scuola da mantenere è a circa 5 km.',
        },
        { criterio: 'ESPERIENZA', valore: 1 / 3, contributo: 5, spiegazione: 'Un affido concluso.' },
        {
          criterio: 'LINGUA_E_CULTURA',
          valore: 0.5,
          contributo: 5,
          spiegazione: 'Chiede arabo; la famiglia ha italiano.',
        },
        { criterio: 'ATTESA', valore: 30 / 365, contributo: 1.23, spiegazione: 'In attesa da 30 giorni.' },
      ],
    });
  });

  test('is lower at the edge of the ages that the family takes than in their middle', () => {
    const f = famiglia({ disponibilita: { etaMin: 5, etaMax: 12 } });
    const agio = (eta: number) => valore('ETA', richiesta({ eta }), f);
    expect([agio(5), agio(6), agio(7), agio(10), agio(12)]).toEqual([1 / 3, 2 / 3, 1, 1, 1 / 3]);
  });

  test('does not lose points for what nobody asked', () => {
    expect(valore('LINGUA_E_CULTURA', richiesta(), famiglia({ lingue: ['ro'] }))).toBe(1);
    expect(valore('SCUOLA', richiesta(), famiglia({ comune: 'km40' }))).toBe(1);
  });

  test('gives nothing for a distance that is not known', () => {
    const r = richiesta({ comune: 'altrove', comuneScuola: 'altrove' });
    expect([valore('DISTANZA', r, famiglia()), valore('SCUOLA', r, famiglia())]).toEqual([0, 0]);
  });
});

describe('the score, whatever the request and the family', () => {
  test('is the sum of its contributions, each from nothing to its weight', () => {
    fc.assert(
      fc.property(unaRichiesta, unaFamiglia, (r, f) => {
        const { punteggio: totale, motivi } = punteggio(r, f, contesto);
        const centesimi = motivi.map(({ contributo }) => Math.round(contributo * 100));
        expect(centesimi.reduce((a, b) => a + b, 0)).toBe(Math.round(totale * 100));
        expect(motivi.map(({ criterio }) => criterio).sort()).toEqual([...CRITERI].sort());
        motivi.forEach(({ criterio, valore: quota, contributo }) => {
          expect(quota >= 0 && quota <= 1 && contributo <= contesto.pesi.pesi[criterio]).toBe(true);
        });
      }),
    );
  });

  test('never grows with the distance from the family of origin', () => {
    const vicine = fc.tuple(fc.nat({ max: 90 }), fc.nat({ max: 90 }));
    fc.assert(
      fc.property(unaRichiesta, unaFamiglia, vicine, (una, f, [a, b]) => {
        const r = { ...una, comune: 'km0', comuneScuola: null };
        const [vicina, lontana] = [Math.min(a, b), Math.max(a, b)].map(
          (km) => punteggio(r, { ...f, comune: `km${km}` }, contesto).punteggio,
        );
        expect(vicina).toBeGreaterThanOrEqual(lontana!);
      }),
    );
  });

  test('puts the families in one order, in whatever order they come', () => {
    const mescolate = famiglie(10).chain((tutte) =>
      fc.tuple(fc.constant(tutte), fc.shuffledSubarray(tutte, { minLength: tutte.length })),
    );
    fc.assert(
      fc.property(unaRichiesta, mescolate, (r, [ordine, altro]) => {
        expect(candidati(r, altro, 5, contesto)).toEqual(candidati(r, ordine, 5, contesto));
      }),
    );
  });
});

describe('two families with the same score', () => {
  const primi = (...tutte: FamigliaAffidataria[]) =>
    candidati(richiesta({ comune: 'altrove' }), tutte, 9, contesto).map((c) => c.famiglia.codice);

  test('come the longest available first, then by codice', () => {
    const nuova = famiglia({ codice: 'F-1', disponibilita: { dal: '2025-06-01' } });
    expect(primi(nuova, famiglia({ codice: 'F-3' }), famiglia({ codice: 'F-2' }))).toEqual(['F-2', 'F-3', 'F-1']);
  });

  test('come the nearest first, when beyond the distance that counts', () => {
    const lontane = [80, 70].map((km) => famiglia({ codice: `F-${km}`, comune: `km${km}` }));
    expect(candidati(richiesta(), lontane, 9, contesto).map((c) => [c.km, c.motivi.at(-1)!.contributo])).toEqual([
      [70, 0],
      [80, 0],
    ]);
  });
});

describe('the data behind the score', () => {
  test('weights are a hundred points, in every version', () => {
    VERSIONI_PESI.forEach((versione) => {
      const totale = Object.values(pesi(versione).pesi).reduce((a, b) => a + b, 0);
      expect([pesi(versione).versione, totale]).toEqual([versione, 100]);
    });
  });

  test('every comune of the province has a place on the map, and distances are those of the map', () => {
    const distanza = distanzaProvincia();
    const [brescia, bovegno, limone] = ['017029', '017024', '017089'] as const;
    expect(Object.keys(coordinateProvincia())).toHaveLength(205);
    expect(distanza(brescia, brescia)).toBe(0);
    expect(distanza(brescia, bovegno)).toBe(distanza(bovegno, brescia));
    expect(Math.abs(distanza(brescia, bovegno)! - 28)).toBeLessThan(3);
    expect(distanza(brescia, limone)!).toBeGreaterThan(40);
    expect(distanza(brescia, '015146')).toBeNull();
  });
});
