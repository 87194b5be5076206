import fc from 'fast-check';
import type { FamigliaAffidataria, RichiestaAffido } from '../abbinamento/abbinamento.type.js';
import { minori, postiLiberi } from '../abbinamento/abbinamento.type.js';
import { contesto, famiglia, famiglie, richiesta, richieste } from '../abbinamento/abbinamento.fixtures.js';
import { ammissibile } from '../abbinamento/vincoli.js';
import { avido } from './avido.js';
import { confrontaMeriti, quadroDi } from './coppie.js';
import { pianoMigliore } from './piano.js';
import type { Coppia, Merito, Piano } from './piano.type.js';

const PROVE = { numRuns: 60 };

const meritoDi = (piano: Piano, quali: readonly RichiestaAffido[], chi: readonly FamigliaAffidataria[]): Merito => {
  const quadro = quadroDi(quali, chi, contesto);
  const coppie = piano.abbinamenti.map(({ richiesta: r, famiglia: f, centesimi }) => ({
    r: quadro.richieste.findIndex(({ codice }) => codice === r.codice),
    f: quadro.famiglie.findIndex(({ codice }) => codice === f.codice),
    centesimi,
  }));
  return quadro.merito(coppie);
};

/** Every plan that there is, one after the other. */
function migliorePossibile(quali: readonly RichiestaAffido[], chi: readonly FamigliaAffidataria[]): Merito {
  const quadro = quadroDi(quali, chi, contesto);
  const liberi = quadro.famiglie.map((una) => postiLiberi(una));
  let migliore = quadro.merito([]);
  const prova = (r: number, scelte: readonly Coppia[]): void => {
    const merito = quadro.merito(scelte);
    migliore = confrontaMeriti(merito, migliore) < 0 ? merito : migliore;
    if (r === quadro.richieste.length) {
      return;
    }
    prova(r + 1, scelte);
    const servono = minori(quadro.richieste[r]!);
    for (const coppia of quadro.coppie.filter((una) => una.r === r && liberi[una.f]! >= servono)) {
      liberi[coppia.f] = liberi[coppia.f]! - servono;
      prova(r + 1, [...scelte, coppia]);
      liberi[coppia.f] = liberi[coppia.f]! + servono;
    }
  };
  prova(0, []);
  return migliore;
}

const codiciDi = ({ abbinamenti }: Piano) =>
  abbinamenti.map(({ richiesta: r, famiglia: f }) => `${r.codice} ${f.codice}`);

describe('the best assignment of all requests at once', () => {
  test('keeps every constraint, and gives no family more minors than it has places', () =>
    fc.assert(
      fc.asyncProperty(richieste(8), famiglie(6), async (quali, chi) => {
        const { abbinamenti, nonAbbinate } = await pianoMigliore(quali, chi, contesto);
        expect(abbinamenti.every((uno) => ammissibile(uno.richiesta, uno.famiglia, contesto))).toBe(true);
        for (const una of chi) {
          const accolti = abbinamenti.filter((uno) => uno.famiglia.codice === una.codice);
          expect(accolti.reduce((n, uno) => n + minori(uno.richiesta), 0)).toBeLessThanOrEqual(postiLiberi(una));
        }
        const tutte = [...abbinamenti, ...nonAbbinate].map((una) => una.richiesta.codice).sort();
        expect(tutte).toEqual(quali.map(({ codice }) => codice).sort());
      }),
      PROVE,
    ));

  test('is the best of all that there are', () =>
    fc.assert(
      fc.asyncProperty(richieste(5), famiglie(4), async (quali, chi) => {
        const piano = await pianoMigliore(quali, chi, contesto);
        expect(piano.ottimo).toBe(true);
        expect(meritoDi(piano, quali, chi)).toEqual(migliorePossibile(quali, chi));
      }),
      PROVE,
    ));

  test('is never worse than going through the list, and is the same in whatever order they come', () =>
    fc.assert(
      fc.asyncProperty(richieste(9), famiglie(7), async (quali, chi) => {
        const piano = await pianoMigliore(quali, chi, contesto);
        const quadro = quadroDi(quali, chi, contesto);
        const scorrendo = quadro.merito(quadro.parti.flatMap(avido));
        expect(confrontaMeriti(meritoDi(piano, quali, chi), scorrendo)).toBeLessThanOrEqual(0);
        const altro = await pianoMigliore([...quali].reverse(), [...chi].reverse(), contesto);
        expect(codiciDi(altro)).toEqual(codiciDi(piano));
      }),
      PROVE,
    ));

  test('places one minor more where going through the list leaves one without', async () => {
    const prima = richiesta({ codice: 'R-1', inAttesaDal: '2026-01-01' });
    const seconda = richiesta({ codice: 'R-2', inAttesaDal: '2026-02-01', bisogniSpeciali: true });
    const perTutti = famiglia({ codice: 'F-1', affidiConclusi: 3, disponibilita: { bisogniSpeciali: true } });
    const perUna = famiglia({ codice: 'F-2', comune: 'km30' });
    const { abbinamenti, ottimo } = await pianoMigliore([prima, seconda], [perTutti, perUna], contesto);
    expect(abbinamenti.map((uno) => [uno.richiesta.codice, uno.famiglia.codice])).toEqual([
      ['R-1', 'F-2'],
      ['R-2', 'F-1'],
    ]);
    expect(ottimo).toBe(true);
    const quadro = quadroDi([prima, seconda], [perTutti, perUna], contesto);
    expect(quadro.parti.flatMap(avido)).toHaveLength(1);
  });

  test('gives the place to who has waited for half a year before a better score for another', async () => {
    const lunga = richiesta({ codice: 'R-1', inAttesaDal: '2025-06-01', comune: 'km40' });
    const vicina = richiesta({ codice: 'R-2', inAttesaDal: '2026-02-01', lingue: ['ar'] });
    const una = famiglia({ codice: 'F-1', lingue: ['ar'] });
    const { abbinamenti, nonAbbinate } = await pianoMigliore([vicina, lunga], [una], contesto);
    expect(abbinamenti.map((uno) => uno.richiesta.codice)).toEqual(['R-1']);
    expect(nonAbbinate).toMatchObject([{ richiesta: { codice: 'R-2' }, vincolo: 'POSTI' }]);
  });

  test('says which constraint kept a request out', async () => {
    const grande = richiesta({ codice: 'R-1', eta: 17 });
    const { nonAbbinate } = await pianoMigliore([grande], [famiglia({ disponibilita: { etaMax: 10 } })], contesto);
    expect(nonAbbinate).toMatchObject([{ vincolo: 'ETA', motivo: expect.stringContaining('una candidata') }]);
    const due = await pianoMigliore(
      [grande],
      [famiglia({ disponibilita: { etaMax: 10, tipi: ['DIURNO'] } })],
      contesto,
    );
    expect(due.nonAbbinate).toMatchObject([{ vincolo: null, motivo: expect.stringContaining('neppure derogando') }]);
    expect((await pianoMigliore([grande], [], contesto)).nonAbbinate).toMatchObject([{ vincolo: null }]);
  });

  test('with no time says that it is not proved, and has no fewer minors than going through the list', () =>
    fc.assert(
      fc.asyncProperty(richieste(9), famiglie(7), async (quali, chi) => {
        const piano = await pianoMigliore(quali, chi, contesto, { tempoLimiteMs: 0 });
        const quadro = quadroDi(quali, chi, contesto);
        const scorrendo = quadro.merito(quadro.parti.flatMap(avido));
        expect(meritoDi(piano, quali, chi).minori).toBeGreaterThanOrEqual(scorrendo.minori);
        const stanno = ({ abbinamenti }: Piano): boolean =>
          chi.every(
            (una) =>
              abbinamenti
                .filter((uno) => uno.famiglia.codice === una.codice)
                .reduce((n, uno) => n + minori(uno.richiesta), 0) <= postiLiberi(una),
          );
        expect(stanno(piano)).toBe(true);
        const migliore = await pianoMigliore(quali, chi, contesto);
        const pari = confrontaMeriti(meritoDi(piano, quali, chi), meritoDi(migliore, quali, chi)) === 0;
        expect(piano.ottimo && !pari).toBe(false);
      }),
      PROVE,
    ));
});
