import { connect } from '@trama/database/connect';
import { type Chiamante, identityOf } from '@trama/kernel/identity';
import { controllaEdizione } from '@trama/publication/controlla';
import { pubblica } from '@trama/publication/pubblica';
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
  beforeEach(async () => void (subgraph = await startSubgraph(terzoSettore)));
  afterEach(() => subgraph.stop());

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
