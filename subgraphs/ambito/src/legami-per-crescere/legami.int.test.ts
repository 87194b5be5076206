import { type Chiamante, identityOf } from '@trama/kernel/identity';
import { operatore, startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { randomUUID } from 'node:crypto';
import { contaProposte } from '../proposta/proposta.service.js';
import { subgraph as ambito } from '../subgraph.js';

const LEGGI = `query ($chi: [_Any!]!, $anno: Int!) { _entities(representations: $chi) { ... on Ambito {
  legamiPerCrescere(anno: $anno) { anno antenne famiglieContattate progettiAttivati origine versione } } } }`;
const SALVA = `mutation ($input: SalvaLegamiInput!) { salvaLegamiPerCrescere(input: $input) { legami { anno antenne versione } } }`;

const affidi = (numero: number): Chiamante => operatore(numero, 'SERVIZIO_AFFIDI', `affidi${numero}`);
const ufficio = (numero: number): Chiamante => operatore(numero, 'UFFICIO_DI_PIANO', `udp${numero}`);
const tavolo = operatore(null, 'COORDINAMENTO_AFFIDO', 'affido-coord');

const conteggi = {
  ...{
    antenne: 6,
    famiglieContattate: 70,
    associazioniContattate: 31,
    incontriInformativi: 9,
    partecipantiInformativi: 140,
  },
  ...{
    incontriFormativi: 4,
    partecipantiFormativi: 38,
    gruppiSostegno: 2,
    partecipantiGruppi: 15,
    incontriAntenne: 11,
  },
  ...{ incontriServizi: 6, minoriCandidati: 27, progettiAttivati: 19 },
};

interface Letti {
  _entities: Array<{ legamiPerCrescere: Record<string, unknown> | null }>;
}

describe('what an ambito does so that families think of fostering', () => {
  let subgraph: SubgraphUnderTest;
  beforeAll(async () => void (subgraph = await startSubgraph(ambito)));
  afterAll(() => subgraph.stop());

  const salva = (anno: number, versione: number, chi = affidi(4), more = {}) =>
    subgraph.ask<Record<string, { legami: unknown } | null>>(chi, SALVA, {
      input: { chiaveIdempotenza: randomUUID(), anno, versione, conteggi: { ...conteggi, ...more } },
    });
  const leggi = async (chi: Chiamante, numero: number, anno: number) => {
    const rappresentanza = [{ __typename: 'Ambito', numero }];
    const { data, errors } = await subgraph.ask<Letti>(chi, LEGGI, { chi: rappresentanza, anno });
    expect(errors).toEqual([]);
    return data._entities[0]!.legamiPerCrescere;
  };
  const codici = ({ errors }: { errors: ReadonlyArray<{ extensions?: Record<string, unknown> }> }) =>
    errors.map(({ extensions }) => [extensions?.code, extensions?.campi]);

  test('is written year by year, as counts, and corrected by who has read it', async () => {
    expect(await leggi(affidi(4), 4, 2020)).toBeNull();
    expect((await salva(2020, 0)).data.salvaLegamiPerCrescere).toEqual({
      legami: { anno: 2020, antenne: 6, versione: 1 },
    });
    expect(codici(await salva(2020, 0))).toEqual([['CONFLITTO_VERSIONE', undefined]]);
    expect((await salva(2020, 1, affidi(4), { antenne: 7 })).errors).toEqual([]);
    expect(await leggi(affidi(4), 4, 2020)).toEqual({
      ...{ anno: 2020, antenne: 7, famiglieContattate: 70, progettiAttivati: 19, origine: 'RILEVATO', versione: 2 },
    });
    expect(await leggi(affidi(4), 4, 2019)).toBeNull();
  });

  test('is written once when two write at one moment', async () => {
    const esiti = await Promise.all([salva(2021, 0), salva(2021, 0), salva(2021, 0)]);
    expect(esiti.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(esiti.flatMap(codici)).toEqual([
      ['CONFLITTO_VERSIONE', undefined],
      ['CONFLITTO_VERSIONE', undefined],
    ]);
  });

  test.each([
    [2999, {}, 'anno'],
    [2017, {}, 'anno'],
    [2022, { antenne: -1 }, 'conteggi'],
    [2022, { progettiAttivati: 100_001 }, 'conteggi'],
  ])('is refused when it cannot be: %i %j', async (anno, more, campo) => {
    const [[codice, campi] = []] = codici(await salva(anno, 0, affidi(4), more));
    expect([codice, String(campi)]).toEqual(['INPUT_NON_VALIDO', expect.stringContaining(campo)]);
    expect(await leggi(affidi(4), 4, 2022)).toBeNull();
  });

  test('is of its own ambito, and of the table of fostering', async () => {
    await salva(2023, 0);
    expect(await leggi(tavolo, 4, 2023)).toMatchObject({ antenne: 6 });
    expect(await leggi(affidi(1), 4, 2023)).toBeNull();
    const scrive = (chi: Chiamante) =>
      subgraph.database.write(identityOf(chi, 'prova'), (tx) =>
        tx.query('UPDATE legami_per_crescere SET antenne = 99 WHERE ambito_id = 4 RETURNING id'),
      );
    for (const chi of [affidi(1), ufficio(4), tavolo]) {
      expect(await scrive(chi)).toEqual([]);
    }
    expect(codici(await salva(2024, 0, tavolo))).toEqual([['NON_AUTORIZZATO', undefined]]);
  });

  test('is what the yearly collection of its ambito begins with, and of no other', async () => {
    await salva(2018, 0, affidi(4), { antenne: 3 });
    const proposte = (chi: Chiamante, luogo: number, anno: number) =>
      subgraph.database.read(identityOf(chi, 'prova'), (tx) =>
        contaProposte(tx, { rilevazione: 'affido', anno, luogo }),
      );
    const quattro = await proposte(ufficio(4), 4, 2018);
    expect(quattro.map(({ voce, valore }) => [voce, valore])).toEqual([
      ['antenne', 3],
      ['famiglie_contattate', 70],
      ['associazioni_contattate', 31],
      ['incontri_informativi', 9],
      ['incontri_formativi', 4],
      ['gruppi_sostegno', 2],
    ]);
    expect(await proposte(ufficio(4), 4, 2017)).toEqual([]);
    expect(await proposte(ufficio(1), 4, 2018)).toEqual([]);
    expect(await proposte(ufficio(1), 1, 2018)).toEqual([]);
  });
});
