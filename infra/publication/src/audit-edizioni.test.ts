import fc from 'fast-check';
import { auditaEdizioni, rilieviDi } from './audit-edizioni.js';
import type { Cubo, Figura } from './cubo.js';
import { cuboConTotale, edizione, figura, senzaArrotondare, vistaDaFuori } from './prova.fixtures.js';
import { perPerdita, rendiSicuro } from './rendi-sicuro.js';

const PRINTED = { origine: 'PIANO_DI_ZONA' } as const;

const tutela: Cubo = {
  nome: 'tutela',
  statement: '',
  misure: {
    IN_CARICO: { tipo: 'PERSONE' },
    IN_TUTELA: { tipo: 'PERSONE' },
    IN_PREVENZIONE: { tipo: 'PERSONE' },
  },
  somme: [{ intero: 'IN_CARICO', parti: ['IN_TUTELA', 'IN_PREVENZIONE'] }],
};

const trovate = async (cubi: readonly Cubo[], ...edizioni: Parameters<typeof auditaEdizioni>[1]) =>
  (await auditaEdizioni(cubi, edizioni)).violazioni.map(({ cella, chi, valori }) => [cella, chi, valori]);

describe('everything published, audited together', () => {
  const figureDi = (conteggi: readonly number[], more: Partial<Figura> = {}): Figura[] =>
    conteggi.map((valore, i) => figura(i + 1, 'MINORI', valore, more));

  test('without totals nobody can tell anything, whatever the figures, and no program is needed to see it', async () => {
    const { totali: _, ...senzaTotali } = cuboConTotale;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.nat({ max: 60 }), { maxLength: 12 }), { maxLength: 4 }), async (list) => {
        const edizioni = list.map((conteggi, i) => edizione(senzaTotali, i + 1, figureDi(conteggi)));
        const { violazioni, contraddizioni, programmi, daDentro } = await auditaEdizioni([senzaTotali], edizioni);
        expect([violazioni, contraddizioni, daDentro]).toEqual([[], [], true]);
        expect([...programmi.values()].every((n) => n === 0)).toBe(true);
      }),
    );
  });

  test('a rounded total passes with twelve ambiti, and does not where one is nearly all of it', async () => {
    const dodici = [3, 20, 31, 44, 7, 12, 0, 18, 26, 9, 4, 15];
    expect(await trovate([cuboConTotale], edizione(cuboConTotale, 1, figureDi(dodici)))).toEqual([]);
    // 21 in all is told as 20, so 22 at most: who gave 3 knows that the 18, told as 20, are 18 or 19.
    expect(await trovate([cuboConTotale], edizione(cuboConTotale, 1, figureDi([3, 0, 0, 18])))).toContainEqual([
      'ambito 4, 2020, MINORI',
      1,
      2,
    ]);
  });

  test('exact totals beside suppressed cells are found, as an outsider and without the counts behind', async () => {
    const cruda = senzaArrotondare(edizione(cuboConTotale, 1, figureDi([3, 20, 31, 44])));
    expect(await trovate([cuboConTotale], cruda)).toEqual([['ambito 1, 2020, MINORI', null, 1]]);
    expect(await trovate([cuboConTotale], vistaDaFuori(cruda))).toEqual([['ambito 1, 2020, MINORI', null, 1]]);
  });

  test('two editions: what a newcomer adds to an exact total is what it gave', async () => {
    const prima = senzaArrotondare(edizione(cuboConTotale, 1, figureDi([13, 20, 31])));
    const dopo = senzaArrotondare(edizione(cuboConTotale, 2, figureDi([13, 20, 31, 2])));
    expect(await trovate([cuboConTotale], prima, dopo)).toEqual([['ambito 4, 2020, MINORI', null, 1]]);
  });

  test('a figure that changed from one edition to the next is another unknown, one that did not is the same', async () => {
    const prima = edizione(cuboConTotale, 1, figureDi([13, 20, 31]));
    const cambiata = edizione(cuboConTotale, 2, figureDi([23, 20, 31]));
    const { posti, contraddizioni } = await auditaEdizioni([cuboConTotale], [prima, cambiata]);
    expect(contraddizioni).toEqual([]);
    expect([...posti.values()].map((list) => list.length).sort()).toEqual([1, 1, 1, 1, 2, 2]);
  });

  test('without the counts behind, what is told alike is held to be the same until the totals say no', async () => {
    const prima = vistaDaFuori(edizione(cuboConTotale, 1, figureDi([12, 22, 32])));
    const dopo = vistaDaFuori(edizione(cuboConTotale, 2, figureDi([8, 18, 28])));
    const { contraddizioni, violazioni, daDentro } = await auditaEdizioni([cuboConTotale], [prima, dopo]);
    expect([contraddizioni, violazioni, daDentro]).toEqual([[], [], false]);
  });

  test('a sum of measures with printed figures gives the suppressed one away, and only where it is declared', async () => {
    const una = edizione(tutela, 1, [
      figura(4, 'IN_CARICO', 20, PRINTED),
      figura(4, 'IN_TUTELA', 17, PRINTED),
      figura(4, 'IN_PREVENZIONE', 3),
    ]);
    expect(await trovate([tutela], una)).toEqual([['ambito 4, 2020, IN_PREVENZIONE', null, 1]]);
    expect(await trovate([{ ...tutela, somme: [] }], una)).toEqual([]);
  });

  test('a sum of which a part was never told says only that the whole is no less', async () => {
    const una = edizione(tutela, 1, [figura(4, 'IN_CARICO', 6), figura(4, 'IN_TUTELA', 7)]);
    expect(await trovate([tutela], una)).toEqual([]);
    const stretta = edizione(tutela, 1, [figura(4, 'IN_CARICO', 1, PRINTED), figura(4, 'IN_TUTELA', 1)]);
    expect(await trovate([tutela], stretta)).toEqual([['ambito 4, 2020, IN_TUTELA', null, 2]]);
  });

  test('figures that do not add up are told as such', async () => {
    const una = edizione(tutela, 1, [
      figura(4, 'IN_CARICO', 30, PRINTED),
      figura(4, 'IN_TUTELA', 17, PRINTED),
      figura(4, 'IN_PREVENZIONE', 3),
    ]);
    expect((await auditaEdizioni([tutela], [una])).contraddizioni).toHaveLength(1);
  });

  test('a count that came out as it is, though nobody printed it, is a violation', async () => {
    const una = edizione(tutela, 1, [
      figura(4, 'IN_CARICO', 20),
      figura(5, 'IN_CARICO', 23),
      figura(6, 'IN_CARICO', 3),
    ]);
    const cruda = { ...una, celle: una.celle.map((c) => (c.soppresso ? c : { ...c, valore: c.esatto })) };
    expect(await trovate([tutela], cruda)).toEqual([['ambito 5, 2020, IN_CARICO', null, 1]]);
    expect(await trovate([tutela], vistaDaFuori(cruda))).toEqual([['ambito 5, 2020, IN_CARICO', null, 1]]);
    expect(
      (await auditaEdizioni([tutela], [{ ...una, celle: [{ ...una.celle[0]!, valore: 40 }] }])).contraddizioni,
    ).toEqual([['tutela/IN_CARICO/4/2020=20']]);
  });

  test('two cubes that count the same people are one question', async () => {
    const altrove: Cubo = {
      nome: 'altrove',
      statement: '',
      misure: { MINORI: { tipo: 'PERSONE', conta: 'tutela/IN_CARICO' } },
      soglie: { minimo: 5, base: 7 },
    };
    const conNome: Cubo = {
      ...tutela,
      misure: { ...tutela.misure, IN_CARICO: { tipo: 'PERSONE', conta: 'tutela/IN_CARICO' } },
    };
    const qui = edizione(conNome, 1, [figura(4, 'IN_CARICO', 12)]); // told as 10: from 8 to 12
    const la = edizione(altrove, 1, [figura(4, 'MINORI', 12)]); // told as 14: from 11 to 17
    expect(await trovate([conNome], qui)).toEqual([]);
    expect(await trovate([conNome, altrove], qui, la)).toEqual([['ambito 4, 2020, IN_CARICO', null, 2]]);
  });

  test('a printed rate gives a suppressed count away, one that we compute does not', async () => {
    const cubo: Cubo = {
      nome: 'tassi',
      statement: '',
      misure: {
        MINORI: { tipo: 'PERSONE' },
        RESIDENTI: { tipo: 'PUBBLICA' },
        PER_MILLE: { tipo: 'TASSO', di: 'MINORI', su: 'RESIDENTI', per: 1000, decimaliStampati: 2 },
      },
    };
    const con = (minori: number, ...altre: Figura[]) =>
      edizione(cubo, 1, [figura(4, 'MINORI', minori), figura(4, 'RESIDENTI', 2400), ...altre]);
    expect(await trovate([cubo], con(3, figura(4, 'PER_MILLE', 1.25, PRINTED)))).toEqual([
      ['ambito 4, 2020, MINORI', null, 1],
    ]);
    expect(await trovate([cubo], con(3))).toEqual([]);
    expect(await trovate([cubo], con(37))).toEqual([]);
  });

  test('a cube that the code no longer has is still audited', async () => {
    const cruda = senzaArrotondare(edizione(cuboConTotale, 1, figureDi([3, 20, 31, 44])));
    expect(await trovate([], cruda)).toEqual([['ambito 1, 2020, MINORI', null, 1]]);
  });

  test('only what an edition makes worse counts against it', async () => {
    const prima = senzaArrotondare(edizione(cuboConTotale, 1, figureDi([3, 20, 31, 44])));
    const unAnnoInPiu = [...figureDi([3, 20, 31, 44]), ...figureDi([6, 20, 35, 41], { anno: 2021 })];
    const uguale = edizione(cuboConTotale, 2, unAnnoInPiu);
    expect((await auditaEdizioni([cuboConTotale], [prima, uguale])).violazioni).toHaveLength(1);
    expect((await rilieviDi([cuboConTotale], [prima], uguale)).violazioni).toEqual([]);
    const peggio = senzaArrotondare(edizione(cuboConTotale, 2, figureDi([3, 20, 31, 44, 1])));
    expect((await rilieviDi([cuboConTotale], [prima], peggio)).violazioni).toMatchObject([
      { cella: 'ambito 5, 2020, MINORI', chi: null },
    ]);
  });
});

describe('the cells to suppress besides', () => {
  const cubo: Cubo = {
    nome: 'misto',
    statement: '',
    misure: { MINORI: { tipo: 'PERSONE' }, MASCHI: { tipo: 'PERSONE' }, FEMMINE: { tipo: 'PERSONE' } },
    somme: [{ intero: 'MINORI', parti: ['MASCHI', 'FEMMINE'] }],
  };
  // 6 were printed, and told as 5 males are 5 to 7: so they are 5 or 6, and the females 1 or 0.
  const stretta = [figura(4, 'MINORI', 6, PRINTED), figura(4, 'MASCHI', 5), figura(4, 'FEMMINE', 1)];

  test('are those of least value with which the audit passes, always the same', async () => {
    const una = edizione(cubo, 1, stretta);
    const rilievi = await rilieviDi([cubo], [], una);
    expect(rilievi.violazioni.map(({ cella }) => cella)).toEqual(['ambito 4, 2020, FEMMINE', 'ambito 4, 2020, MASCHI']);
    const rimedio = await rendiSicuro([cubo], [], una, rilievi);
    expect(rimedio).toEqual([{ ambito_id: 4, anno: 2020, codice: 'MASCHI' }]);
    const sicuro: Cubo = { ...cubo, soppressioni: rimedio! };
    expect((await rilieviDi([sicuro], [], edizione(sicuro, 1, stretta))).violazioni).toEqual([]);
  });

  test('are none when printed figures alone tell it', async () => {
    const una = edizione(cubo, 1, [
      figura(4, 'MINORI', 20, PRINTED),
      figura(4, 'MASCHI', 17, PRINTED),
      figura(4, 'FEMMINE', 3),
    ]);
    expect(await rendiSicuro([cubo], [], una, await rilieviDi([cubo], [], una))).toBeNull();
  });

  test('are tried by what readers lose: every combination once, none before a cheaper one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 50 }), { maxLength: 7 }), (list) => {
        const valori = [...list].sort((a, b) => a - b);
        const provate = [...perPerdita(valori)];
        const perdite = provate.map((scelte) => scelte.reduce((sum, i) => sum + valori[i]!, 0));
        expect(new Set(provate.map((scelte) => scelte.join())).size).toBe(2 ** valori.length - 1);
        expect(perdite).toEqual([...perdite].sort((a, b) => a - b));
      }),
    );
  });
});
