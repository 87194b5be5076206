import { connect } from '@trama/database/connect';
import { type Chiamante, identityOf } from '@trama/kernel/identity';
import { controllaEdizione } from '@trama/publication/controlla';
import { pubblica } from '@trama/publication/pubblica';
import { execute } from '@trama/test-kit/database';
import { statementsOf } from '@trama/test-kit/statements';
import { operatore, startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { randomUUID } from 'node:crypto';
import { subgraph as terzoSettore } from '../subgraph.js';

const SALVA = `mutation ($input: SalvaContributoPovertaInput!) { salvaContributoPoverta(input: $input) {
  contributo { mese comune { codiceIstat } versione origine bisogni { bisogno incontrate nuove } } } }`;
const LISTA = `query ($anno: Int!) { contributiPoverta(anno: $anno) { totalCount edges { node { mese bisogni { bisogno nuove } } } } }`;
const RIEPILOGO = `query ($anno: Int!) { riepilogoContributiPoverta(anno: $anno) { bisogno persone presenze } }`;
const PUBBLICATI = `query ($chi: [_Any!]!, $dal: Int!, $al: Int!) { _entities(representations: $chi) { ... on OsservatorioPoverta {
  contributiTerzoSettore(dal: $dal, al: $al) { anno ente { codice } perBisogno { bisogno persone { valore soppresso } origine } } } } }`;

const SERIE = `query ($dal: Int!, $al: Int!, $confini: Confini!) { serieContributiPoverta(dal: $dal, al: $al, confini: $confini) {
  anno comune { codiceIstat } bisogno persone presenze } }`;

const COMUNE = '017096';
const ALTRO = '017075';
const A = 'acli';
const B = 'auser';

const ets = (ente: string, subject = `ets ${ente}`): Chiamante => ({
  ...operatore(null, 'OPERATORE_ETS', subject),
  ente,
});
const pubblico = operatore(null, 'PUBBLICO', 'pubblico');

interface Mese {
  contributo: { versione: number; origine: string; bisogni: unknown[] };
}

describe('what listening centres count', () => {
  let subgraph: SubgraphUnderTest;
  beforeAll(async () => void (subgraph = await startSubgraph(terzoSettore)));
  afterAll(() => subgraph.stop());

  /** Nothing counted, and the comuni as they were; what was published stays. */
  beforeEach(() =>
    execute(
      subgraph.clone.ownerUrl,
      `TRUNCATE contributo_poverta, contributo_bisogno;
       UPDATE comune SET valido_al = NULL, confluito_in = NULL WHERE confluito_in IS NOT NULL;
       DELETE FROM comune WHERE codice_istat = '017999'`,
    ),
  );

  const casa = (incontrate: number, nuove = incontrate) => [{ bisogno: 'CASA', incontrate, nuove }];
  const salva = (chi: Chiamante, mese: number, bisogni: unknown, more: Record<string, unknown> = {}) =>
    subgraph.ask<{ salvaContributoPoverta: Mese | null }>(chi, SALVA, {
      input: { chiaveIdempotenza: randomUUID(), anno: 2020, mese, comune: COMUNE, versione: 0, bisogni, ...more },
    });
  const codici = ({ errors }: { errors: ReadonlyArray<{ extensions?: Record<string, unknown> }> }) =>
    errors.map(({ extensions }) => [extensions?.code, extensions?.campi]);
  const riepilogo = async (chi: Chiamante) =>
    (await subgraph.ask<{ riepilogoContributiPoverta: unknown[] }>(chi, RIEPILOGO, { anno: 2020 })).data
      .riepilogoContributiPoverta;
  const publish = async () => {
    const source = await connect({ url: subgraph.clone.ownerUrl, application: 'prova', poolSize: 1 }, []);
    await pubblica(source, terzoSettore.cubi ?? [], controllaEdizione).finally(() => source.destroy());
  };
  const pubblicati = async (chi: Chiamante, codice = 'OSSERVATORIO-POVERTA') => {
    const rappresentanza = [{ __typename: 'OsservatorioPoverta', codice }];
    const { data, errors } = await subgraph.ask<{
      _entities: Array<{ contributiTerzoSettore: unknown[] } | null>;
    }>(chi, PUBBLICATI, { chi: rappresentanza, dal: 2019, al: 2021 });
    expect(errors).toEqual([]);
    return data._entities[0]?.contributiTerzoSettore ?? null;
  };

  test('is entered by month and comune, and corrected by who has read it', async () => {
    const { data } = await salva(ets(A), 3, [...casa(7), { bisogno: 'LAVORO', incontrate: 4, nuove: 1 }]);
    expect(data.salvaContributoPoverta).toEqual({
      contributo: {
        ...{ mese: 3, comune: { codiceIstat: COMUNE }, versione: 1, origine: 'RILEVATO' },
        bisogni: [
          { bisogno: 'CASA', incontrate: 7, nuove: 7 },
          { bisogno: 'LAVORO', incontrate: 4, nuove: 1 },
        ],
      },
    });
    expect(codici(await salva(ets(A), 3, casa(8)))).toEqual([['CONFLITTO_VERSIONE', undefined]]);
    const corretto = await salva(ets(A), 3, casa(8), { versione: 1 });
    expect(corretto.data.salvaContributoPoverta!.contributo).toMatchObject({
      versione: 2,
      bisogni: [
        { bisogno: 'CASA', incontrate: 8, nuove: 8 },
        { bisogno: 'LAVORO', incontrate: 0, nuove: 0 },
      ],
    });
  });

  test('is written once, whoever repeats and however many write at one moment', async () => {
    const chiaveIdempotenza = 'una sola volta';
    const prima = await salva(ets(A), 3, casa(7), { chiaveIdempotenza });
    expect((await salva(ets(A), 3, casa(7), { chiaveIdempotenza })).data).toEqual(prima.data);
    expect(codici(await salva(ets(A), 3, casa(9), { chiaveIdempotenza }))).toEqual([
      ['CHIAVE_IDEMPOTENZA_RIUSATA', ['chiaveIdempotenza']],
    ]);
    const esiti = await Promise.all([1, 2, 3].map((nuove) => salva(ets(A), 4, casa(9, nuove))));
    expect(esiti.flatMap(codici)).toEqual([
      ['CONFLITTO_VERSIONE', undefined],
      ['CONFLITTO_VERSIONE', undefined],
    ]);
  });

  test.each([
    [13, casa(1), {}, 'mese'],
    [1, casa(1), { anno: 2998 }, 'mese'],
    [1, casa(1), { anno: 2017 }, 'anno'],
    [1, casa(-1), {}, 'bisogni'],
    [1, casa(100_001), {}, 'bisogni'],
    [1, casa(3, 4), {}, 'bisogni'],
    [1, [], {}, 'bisogni'],
    [1, [...casa(1), ...casa(2)], {}, 'bisogni'],
    [1, casa(1), { comune: '999999' }, 'comune'],
    [1, casa(1), { comune: 'Lumezzane' }, 'comune'],
  ])('is refused when it cannot be: month %i, %j, %j', async (mese, bisogni, more, campo) => {
    expect(codici(await salva(ets(A), mese, bisogni, more))).toEqual([['INPUT_NON_VALIDO', [campo]]]);
    expect(await riepilogo(ets(A))).toEqual([]);
  });

  test('is refused to a body that is not in the register', async () => {
    expect(codici(await salva(ets('nessun-ente'), 1, casa(1)))).toEqual([['NON_AUTORIZZATO', undefined]]);
  });

  test('is seen by its own body and nobody else, in the schema and in the database', async () => {
    await salva(ets(A), 3, casa(7));
    await salva(ets(B), 3, casa(2));
    const lista = async (chi: Chiamante) =>
      (await subgraph.ask<Record<string, unknown>>(chi, LISTA, { anno: 2020 })).data;
    expect(await lista(ets(A))).toEqual({
      contributiPoverta: { totalCount: 1, edges: [{ node: { mese: 3, bisogni: [{ bisogno: 'CASA', nuove: 7 }] } }] },
    });
    expect(await lista(ets('caritas-parrocchiali'))).toEqual({ contributiPoverta: { totalCount: 0, edges: [] } });
    for (const chi of [
      ets(B),
      operatore(4, 'UFFICIO_DI_PIANO', 'udp4'),
      { ...ets(A), ruolo: 'CABINA_REGIA' as const },
    ]) {
      const visti = (tabella: string) =>
        subgraph.database.write(identityOf(chi, 'prova'), (tx) =>
          tx.query(`SELECT FROM ${tabella} WHERE ente_codice = '${A}'`),
        );
      expect([await visti('contributo_poverta'), await visti('contributo_bisogno')]).toEqual([[], []]);
      const cambiati = subgraph.database.write(identityOf(chi, 'prova'), (tx) =>
        tx.query(`UPDATE contributo_bisogno SET nuove = 0 WHERE ente_codice = '${A}' RETURNING bisogno`),
      );
      expect(await cambiati).toEqual([]);
    }
  });

  test('adds up to people over months and comuni, because each is new once a year', async () => {
    await salva(ets(A), 1, casa(10, 10));
    await salva(ets(A), 2, casa(9, 2));
    await salva(ets(A), 2, casa(5, 1), { comune: ALTRO });
    expect(await riepilogo(ets(A))).toEqual([{ bisogno: 'CASA', persone: 13, presenze: 24 }]);
  });

  describe('when comuni merge', () => {
    const unisci = (al: string) =>
      execute(
        subgraph.clone.ownerUrl,
        `WITH nuovo AS (INSERT INTO comune (codice_istat, ambito_id, valido_dal) VALUES ('017999', 4, '${al}'::date + 1))
         UPDATE comune SET valido_al = '${al}', confluito_in = '017999' WHERE codice_istat IN ('${COMUNE}', '${ALTRO}')`,
      );
    const serie = async (confini: string) => {
      const variables = { dal: 2019, al: 2021, confini };
      const { data, errors } = await subgraph.ask<{ serieContributiPoverta: Voce[] }>(ets(A), SERIE, variables);
      expect(errors).toEqual([]);
      return data.serieContributiPoverta.map(({ comune, ...voce }) => ({ ...voce, comune: comune.codiceIstat }));
    };
    interface Voce {
      readonly anno: number;
      readonly comune: { codiceIstat: string };
      readonly bisogno: string;
      readonly persone: number;
      readonly presenze: number;
    }

    test('is kept by comune as it was met, and added up on the borders of today, with one total', async () => {
      await salva(ets(A), 1, casa(10, 8));
      await salva(ets(A), 2, casa(9, 2));
      await salva(ets(A), 2, casa(5, 1), { comune: ALTRO });
      await salva(ets(B), 2, casa(50));
      const prima = await serie('ALLORA');
      expect(prima).toEqual([
        { anno: 2020, comune: ALTRO, bisogno: 'CASA', persone: 1, presenze: 5 },
        { anno: 2020, comune: COMUNE, bisogno: 'CASA', persone: 10, presenze: 19 },
      ]);
      expect(await serie('OGGI')).toEqual(prima);
      await unisci('2020-12-31');
      await salva(ets(A), 3, casa(4), { anno: 2021, comune: '017999' });
      const poi = { anno: 2021, comune: '017999', bisogno: 'CASA', persone: 4, presenze: 4 };
      expect(await serie('ALLORA')).toEqual([...prima, poi]);
      expect(await serie('OGGI')).toEqual([
        { anno: 2020, comune: '017999', bisogno: 'CASA', persone: 11, presenze: 24 },
        poi,
      ]);
      expect(await riepilogo(ets(A))).toEqual([{ bisogno: 'CASA', persone: 11, presenze: 24 }]);
    });

    test('is written in the comuni of its month, and corrected where it stands', async () => {
      await salva(ets(A), 12, casa(3));
      await unisci('2020-11-15');
      const dicembre = await salva(ets(A), 12, casa(3), { comune: ALTRO });
      expect(codici(dicembre)).toEqual([['INPUT_NON_VALIDO', ['comune']]]);
      expect(dicembre.errors[0]!.message).toContain('017999');
      expect(codici(await salva(ets(A), 10, casa(3), { comune: '017999' }))).toEqual([
        ['INPUT_NON_VALIDO', ['comune']],
      ]);
      for (const comune of [ALTRO, '017999']) {
        expect(codici(await salva(ets(A), 11, casa(3), { comune }))).toEqual([]);
      }
      expect(codici(await salva(ets(A), 12, casa(2), { versione: 1 }))).toEqual([]);
    });

    test.each([
      [2021, 2020],
      [2010, 2020],
    ])('is refused from %i to %i', async (dal, al) => {
      const risposta = await subgraph.ask(ets(A), SERIE, { dal, al, confini: 'OGGI' });
      expect(codici(risposta)).toEqual([['INPUT_NON_VALIDO', ['dal', 'al']]]);
    });

    test('does not flow in a circle', async () => {
      await expect(
        execute(
          subgraph.clone.ownerUrl,
          `UPDATE comune SET valido_al = '2020-12-31', confluito_in = CASE codice_istat WHEN '${COMUNE}' THEN '${ALTRO}' ELSE '${COMUNE}' END
           WHERE codice_istat IN ('${COMUNE}', '${ALTRO}')`,
        ),
      ).rejects.toMatchObject({ code: '23514' });
    });
  });

  test('is published by body, need and year, small counts suppressed and the others rounded, alike for everybody', async () => {
    await salva(ets(A), 1, [...casa(13), { bisogno: 'DEBITI', incontrate: 9, nuove: 4 }]);
    await salva(ets(B), 5, casa(2));
    expect(await pubblicati(pubblico)).toEqual([]);
    await publish();
    const attesi = [
      {
        ...{ anno: 2020, ente: { codice: A } },
        perBisogno: [
          { bisogno: 'CASA', persone: { valore: 15, soppresso: false }, origine: 'RILEVATO' },
          { bisogno: 'DEBITI', persone: { valore: null, soppresso: true }, origine: 'RILEVATO' },
        ],
      },
      {
        ...{ anno: 2020, ente: { codice: B } },
        perBisogno: [{ bisogno: 'CASA', persone: { valore: null, soppresso: true }, origine: 'RILEVATO' }],
      },
    ];
    for (const chi of [pubblico, ets(A), ets(B), operatore(null, 'CABINA_REGIA', 'cabina')]) {
      expect(await pubblicati(chi)).toEqual(attesi);
    }
    expect(await pubblicati(pubblico, 'UN-ALTRO-OSSERVATORIO')).toBeNull();
  });

  test('is read in as many statements however many months and bodies there are', async () => {
    const conta = async (query: string, variables: Record<string, unknown>, chi: Chiamante) =>
      (await statementsOf(() => subgraph.ask(chi, query, variables))).statements.length;
    const chi = [{ __typename: 'OsservatorioPoverta', codice: 'OSSERVATORIO-POVERTA' }];
    const misura = async () => [
      await conta(LISTA, { anno: 2020 }, ets(A)),
      await conta(PUBBLICATI, { chi, dal: 2019, al: 2021 }, pubblico),
    ];
    await salva(ets(A), 1, casa(8));
    await publish();
    const poche = await misura();
    for (const mese of [2, 3, 4, 5]) {
      await salva(ets(A), mese, casa(8));
      await salva(ets(B), mese, casa(8));
    }
    await publish();
    expect(poche).toEqual([3, 2]);
    expect(await misura()).toEqual(poche);
  });
});
