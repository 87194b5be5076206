import { execute } from '@trama/test-kit/database';
import { operatore, startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { identityOf } from '@trama/kernel/identity';
import { namesOf, statementsOf } from '@trama/test-kit/statements';
import { casiDimostrativi } from '../../seed/dimostrativo-casi.js';
import { subgraph as ambito } from '../subgraph.js';
import { apri, sociale, tutela, ufficio } from './cartella.fixtures.js';
import { CARTELLA, type CartellaLetta, leggi, USO } from './cartella-sociale.fixtures.js';

const TABELLE = [
  'caso',
  'nucleo',
  'persona',
  'assegnazione',
  'provvedimento',
  'intervento',
  'passaggio_servizio',
  'richiesta_affido',
  'occupazione_unita',
];

describe('the demonstration cases', () => {
  let subgraph: SubgraphUnderTest;
  beforeAll(async () => void (subgraph = await startSubgraph(ambito, { demo: true })));
  afterAll(() => subgraph.stop());

  const owner = <Row extends object>(statement: string, values: readonly unknown[] = []) =>
    execute<Row>(subgraph.clone.ownerUrl, statement, [...values]);
  const quante = async () => {
    const conti = TABELLE.map((tabella) => `(SELECT count(*)::int FROM ${tabella}) AS ${tabella}`);
    return (await owner<Record<string, number>>(`SELECT ${conti.join(', ')}`))[0]!;
  };
  const casi = async (numero: number) => {
    const CASI = `{ casi(first: 50) { edges { node { ${CARTELLA} } } } }`;
    const { data, errors } = await subgraph.ask<{ casi: { edges: Array<{ node: CartellaLetta }> } }>(
      tutela(numero),
      CASI,
    );
    expect(errors).toEqual([]);
    return data.casi.edges.map(({ node }) => node);
  };

  test('of every ambito have something of each part of a social record to look at', async () => {
    const tutti: CartellaLetta[][] = [];
    for (let ambito = 1; ambito <= 12; ambito += 1) {
      const diUno = await casi(ambito);
      expect(diUno.some(({ nucleo }) => nucleo !== null && nucleo.altriCasi.length > 0)).toBe(true);
      const passati = diUno.filter(({ passaggi }) => passaggi.length > 0);
      expect(passati.map(({ servizio, equipe }) => [servizio, equipe !== null])).toEqual([['TUTELA', true]]);
      expect(diUno.filter(({ stato }) => stato === 'CHIUSO').every(({ esito }) => esito !== null)).toBe(true);
      tutti.push(diUno);
    }
    expect(tutti.flat().some(({ provvedimenti }) => provvedimenti.some(({ revocatoIl }) => revocatoIl))).toBe(true);
    const interventi = tutti.flat().flatMap((caso) => caso.interventi);
    expect(interventi.some(({ al }) => al === null)).toBe(true);
    expect(interventi.some(({ ore }) => ore !== null)).toBe(true);
    const chiusi = tutti.flat().filter(({ stato }) => stato === 'CHIUSO');
    expect(chiusi.flatMap((caso) => caso.interventi).filter(({ al }) => al === null)).toEqual([]);
  });

  test('show the planning office a comune that can be told, and one that is suppressed', async () => {
    interface Riga {
      conteggi: { inCarico: { soppresso: boolean } };
    }
    const { data } = await subgraph.ask<{ usoCartella: { comuni: Riga[] } }>(ufficio(4), USO, { anno: 2023 });
    const soppressi = data.usoCartella.comuni.map(({ conteggi }) => conteggi.inCarico.soppresso);
    expect(new Set(soppressi)).toEqual(new Set([true, false]));
  });

  test('are read whole with one statement for each part, however many they are', async () => {
    const CASI = `{ casi(first: 50) { edges { node { ${CARTELLA} } } } }`;
    const { statements } = await statementsOf(() => subgraph.ask(tutela(4), CASI));
    const nomi = namesOf(statements).filter((nome) => !/^(SAVEPOINT|RELEASE|registro)/.test(nome));
    expect(nomi.sort()).toEqual([
      'cartella.assegnazioniByCaso',
      'cartella.listCasi',
      'cartella.listCasi',
      'cartella.soloInEmergenza',
      'cartella.soloInEmergenza',
      'intervento.interventiByCaso',
      'nucleo.altriCasi',
      'nucleo.casi',
      'nucleo.nucleoByCaso',
      'passaggio.passaggiByCaso',
      'provvedimento.provvedimentiByCaso',
      'territorio.comuneByCodice',
    ]);
  });

  test('are loaded once, and go with all that belongs to them but what people made their own', async () => {
    const chi = operatore(4, 'SERVIZIO_TUTELA', 'tutela4');
    const cifrario = subgraph.cassaforte.per(identityOf(chi, 'prova'));
    const prima = await quante();
    expect(await casiDimostrativi.carica(owner, cifrario)).toBe(0);
    expect(await quante()).toEqual(prima);

    const condiviso = (await casi(4)).find(({ nucleo }) => nucleo)!;
    const mio = await apri(subgraph, tutela(4), { nucleo: condiviso.nucleo!.codice });
    await apri(subgraph, sociale(4));
    const tolti = prima.caso! + prima.richiesta_affido! + prima.occupazione_unita!;
    expect(await casiDimostrativi.togli(owner)).toBe(tolti);
    expect(await quante()).toMatchObject({
      caso: 2,
      nucleo: 1,
      provvedimento: 0,
      intervento: 0,
      passaggio_servizio: 0,
      richiesta_affido: 0,
      occupazione_unita: 0,
    });
    expect((await leggi(subgraph, tutela(4), mio.codice))!.nucleo).toEqual({ ...condiviso.nucleo, altriCasi: [] });
  });
});
