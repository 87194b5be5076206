import { avviaCollegamento, type CollegamentoDiProva } from '@trama/collegamento/collegamento.fixtures';
import { type Chiamante, identityOf } from '@trama/kernel/identity';
import { lavoroDi } from '@trama/subgraph/periodico';
import { execute } from '@trama/test-kit/database';
import { namesOf, statementsOf } from '@trama/test-kit/statements';
import { startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { randomUUID } from 'node:crypto';
import {
  apri,
  type CasoLetto,
  CHIUDI,
  codiceDiNessuno,
  codici,
  sociale,
  tutela,
  ufficio,
} from '../cartella/cartella.fixtures.js';
import { cambia, PASSA } from '../cartella/cartella-sociale.fixtures.js';
import { cancellaPersona } from '../cartella/persona.service.js';
import { subgraph as ambito } from '../subgraph.js';
import { collegamentoPeriodico } from './collegamento.periodico.js';

const SEGUITO = `query ($codice: String!) { caso(codice: $codice) { seguitoAltrove {
  esito senzaCodice aggiornatoAl servizi { ambito { numero } servizio recapito dal } } } }`;
const IMPOSTA = `mutation ($input: ImpostaRecapitoInput!) { impostaRecapitoServizio(input: $input) {
  recapito { servizio recapito versione } } }`;

interface Seguito {
  readonly esito: string;
  readonly senzaCodice: number;
  readonly aggiornatoAl: string | null;
  readonly servizi: Array<{ ambito: { numero: number }; servizio: string; recapito: string }>;
}

let seme = 5_000;
const nuovoCodice = () => codiceDiNessuno((seme += 1));
const madre = (codiceFiscale: string | null) => ({
  ruolo: 'GENITORE',
  nome: 'Olga',
  cognome: 'Provaccini',
  codiceFiscale,
});
const figlio = { ruolo: 'MINORE', nome: 'Nino', cognome: 'Provaccini', codiceFiscale: null };

describe('a family that services of two ambiti follow', () => {
  let subgraph: SubgraphUnderTest;
  let servizio: CollegamentoDiProva;
  beforeAll(async () => {
    [subgraph, servizio] = await Promise.all([startSubgraph(ambito), avviaCollegamento({ limiteIscrizioni: 60 })]);
  });
  afterAll(async () => {
    await subgraph.stop();
    await servizio.stop();
  });

  const giro = () => {
    const { database, cassaforte } = subgraph;
    return collegamentoPeriodico.giro({ database, cassaforte, collegamento: servizio.ambito });
  };
  const apriCon = (chi: Chiamante, codice: string | null, altro = {}) =>
    apri(subgraph, chi, { persone: [madre(codice), figlio], ...altro });
  const seguito = async (chi: Chiamante, { codice }: Pick<CasoLetto, 'codice'>) => {
    const { data, errors } = await subgraph.ask<{ caso: { seguitoAltrove: Seguito | null } | null }>(chi, SEGUITO, {
      codice,
    });
    expect(errors).toEqual([]);
    return data.caso?.seguitoAltrove;
  };
  const righe = <R extends object>(sql: string, valori: unknown[] = []) =>
    execute<R>(subgraph.clone.ownerUrl, sql, valori);

  test('is shown to both teams, with the service to call and nothing of the family', async () => {
    const codice = nuovoCodice();
    const [mio, altrui] = [await apriCon(tutela(4), codice), await apriCon(sociale(1), codice)];
    expect(await seguito(tutela(4), mio)).toEqual({
      esito: 'IN_ATTESA',
      senzaCodice: 1,
      aggiornatoAl: null,
      servizi: [],
    });
    // As a process that has just started: it has opened no key yet.
    subgraph.cassaforte.dimenticaTutto();
    await giro();
    const visto = await seguito(tutela(4), mio);
    expect(visto).toMatchObject({ esito: 'SEGUITO_ALTROVE', senzaCodice: 1, aggiornatoAl: expect.any(String) });
    expect(visto!.servizi).toEqual([
      {
        ambito: { numero: 1 },
        servizio: 'Prevenzione e disagio minorile',
        recapito: 'Ufficio di Piano dell’ambito 1',
        dal: expect.any(String),
      },
    ]);
    expect(await seguito(sociale(1), altrui)).toMatchObject({
      esito: 'SEGUITO_ALTROVE',
      servizi: [{ ambito: { numero: 4 }, servizio: 'Tutela minori' }],
    });
    expect(JSON.stringify(visto)).not.toContain(altrui.codice);
  });

  test('is no longer shown once one of them closes its case, and the closed case shows nothing', async () => {
    const codice = nuovoCodice();
    const [mio, altrui] = [await apriCon(tutela(4), codice), await apriCon(tutela(1), codice)];
    await giro();
    expect(await seguito(tutela(4), mio)).toMatchObject({ esito: 'SEGUITO_ALTROVE' });
    await subgraph.ask(tutela(1), CHIUDI, {
      input: { chiaveIdempotenza: randomUUID(), caso: altrui.codice, versione: 1 },
    });
    await giro();
    expect(await seguito(tutela(4), mio)).toMatchObject({ esito: 'NESSUNA_CORRISPONDENZA', servizi: [] });
    expect(await seguito(tutela(1), altrui)).toBeNull();
  });

  test('stays known while the same service has another open case of the same person', async () => {
    const codice = nuovoCodice();
    const mio = await apriCon(tutela(4), codice);
    const altrui = [await apriCon(tutela(1), codice), await apriCon(tutela(1), codice)];
    await giro();
    await subgraph.ask(tutela(1), CHIUDI, {
      input: { chiaveIdempotenza: randomUUID(), caso: altrui[0]!.codice, versione: 1 },
    });
    await giro();
    expect(await seguito(tutela(4), mio)).toMatchObject({ esito: 'SEGUITO_ALTROVE' });
    expect((await seguito(tutela(4), mio))!.servizi).toHaveLength(1);
  });

  test('names the service that follows it now, when it moved from prevention to protection', async () => {
    const codice = nuovoCodice();
    const equipe = (await righe<{ codice: string }>('SELECT codice FROM equipe WHERE ambito_id = 4 LIMIT 1'))[0]!
      .codice;
    const [mio, altrui] = [await apriCon(sociale(4), codice), await apriCon(tutela(1), codice)];
    await giro();
    const { errors } = await cambia(subgraph, sociale(4), PASSA, { caso: mio.codice, versione: 1, equipe });
    expect(errors).toEqual([]);
    await giro();
    const [porta] = (await seguito(tutela(1), altrui))!.servizi;
    expect(porta!.servizio).toMatch(/^Tutela minori, équipe /);
  });

  test('is forgotten elsewhere when the person is erased', async () => {
    const codice = nuovoCodice();
    const [mio, altrui] = [await apriCon(tutela(4), codice), await apriCon(tutela(1), codice)];
    await giro();
    const chi = identityOf(tutela(1), 'prova');
    const { id } = altrui.persone.find(({ ruolo }) => ruolo === 'GENITORE')!.persona;
    await subgraph.database.write(chi, (tx) =>
      cancellaPersona(tx, subgraph.cassaforte.per(chi), 'DIRITTI_INTERESSATO', id),
    );
    await giro();
    expect(await seguito(tutela(4), mio)).toMatchObject({ esito: 'NESSUNA_CORRISPONDENZA' });
    expect(await seguito(tutela(1), altrui)).toMatchObject({ esito: 'NON_COLLEGABILE', senzaCodice: 2 });
  });

  test('cannot be recognised without a codice fiscale, and the answer says that this is not a no', async () => {
    const mio = await apriCon(tutela(4), null);
    const straniero = await apriCon(tutela(4), 'STP0301234567890');
    await giro();
    for (const caso of [mio, straniero]) {
      expect(await seguito(tutela(4), caso)).toMatchObject({ esito: 'NON_COLLEGABILE', senzaCodice: 2, servizi: [] });
    }
  });

  test('is reached as the planning office says, also after it says something else', async () => {
    const codice = nuovoCodice();
    const [mio] = [await apriCon(tutela(4), codice), await apriCon(tutela(1), codice)];
    const imposta = (versione: number, recapito: string, chi = ufficio(1)) =>
      subgraph.ask<{ impostaRecapitoServizio: { recapito: { versione: number } } | null }>(chi, IMPOSTA, {
        input: { chiaveIdempotenza: randomUUID(), servizio: 'TUTELA', recapito, versione },
      });
    expect((await imposta(0, '030 111 222')).data.impostaRecapitoServizio!.recapito.versione).toBe(1);
    await giro();
    expect((await seguito(tutela(4), mio))!.servizi[0]!.recapito).toBe('030 111 222');
    expect(codici(await imposta(0, '030 333 444'))).toEqual(['CONFLITTO_VERSIONE']);
    expect(codici(await imposta(1, '030', ufficio(1)))).toEqual(['INPUT_NON_VALIDO']);
    expect(codici(await imposta(1, '030 555 666', tutela(1)))).toEqual(['NON_AUTORIZZATO']);
    expect((await imposta(1, '030 333 444')).data.impostaRecapitoServizio!.recapito.versione).toBe(2);
    await giro();
    expect((await seguito(tutela(4), mio))!.servizi[0]!.recapito).toBe('030 333 444');
  });

  test('is hidden from colleagues who do not follow the case, and written by nobody but the job', async () => {
    const codice = nuovoCodice();
    const [mio] = [await apriCon(tutela(4), codice), await apriCon(tutela(1), codice)];
    await giro();
    expect(await seguito(tutela(4, 'un-altro'), mio)).toBeUndefined();
    const come = (chi: Chiamante, sql: string) =>
      subgraph.database.write(identityOf(chi, 'prova'), (tx) => tx.query(sql));
    for (const chi of [tutela(4, 'un-altro'), sociale(4), ufficio(4), tutela(1, 'un-altro')]) {
      for (const tabella of ['seguito_altrove', 'collegamento']) {
        expect(await come(chi, `SELECT FROM ${tabella}`)).toEqual([]);
      }
      expect(await come(chi, 'SELECT FROM trama.collegabili()')).toEqual([]);
    }
    expect(await come(tutela(4), 'DELETE FROM seguito_altrove RETURNING 1')).toEqual([]);
    await expect(
      come(
        tutela(4),
        `INSERT INTO seguito_altrove (caso_id, altro_ambito, servizio, recapito) VALUES (gen_random_uuid(), 1, 'x', 'y')`,
      ),
    ).rejects.toMatchObject({ code: '42501' });
    const distrugge = subgraph.database.write(lavoroDi('collegamento', 4), (tx) =>
      tx.query('UPDATE chiave_dati SET chiave_avvolta = NULL, distrutta_il = now()'),
    );
    await expect(distrugge).rejects.toMatchObject({ code: '42501' });
    const quanti = await subgraph.database.read(lavoroDi('collegamento', 4), (tx) =>
      tx.query('SELECT FROM collegamento WHERE ambito_id <> 4'),
    );
    expect(quanti).toEqual([]);
  });

  test('is written down: each code opened, and each time that somebody looked', async () => {
    const mio = await apriCon(tutela(4, 'nel-registro'), nuovoCodice());
    await giro();
    await seguito(tutela(4, 'nel-registro'), mio);
    const [{ id } = { id: '' }] = await righe<{ id: string }>('SELECT id FROM caso WHERE codice = $1', [mio.codice]);
    const persona = mio.persone.find(({ ruolo }) => ruolo === 'GENITORE')!.persona.id;
    const accessi = await righe(
      `SELECT soggetto, tipo, operazione FROM registro.accesso
       WHERE (oggetto = $1 AND tipo = 'SeguitoAltrove') OR (oggetto = $2 AND soggetto LIKE 'lavoro/%') ORDER BY soggetto`,
      [id, persona],
    );
    expect(accessi).toEqual([
      { soggetto: 'lavoro/collegamento', tipo: 'Persona', operazione: 'LETTURA' },
      { soggetto: 'nel-registro', tipo: 'SeguitoAltrove', operazione: 'LETTURA' },
    ]);
  });

  test('whoever enrols too many people in a day waits, and the others do not', async () => {
    const molti = Array.from({ length: 4 }, () => ({
      persone: Array.from({ length: 20 }, () => madre(nuovoCodice())),
    }));
    for (const persone of molti) {
      await apri(subgraph, tutela(5, 'zelante'), persone);
    }
    const altro = await apriCon(tutela(5, 'calmo'), nuovoCodice());
    await giro();
    expect(await seguito(tutela(5, 'calmo'), altro)).toMatchObject({ esito: 'NESSUNA_CORRISPONDENZA' });
    const [iscritti] = await righe<{ n: number }>(
      `SELECT count(*)::int AS n FROM collegamento k JOIN assegnazione a USING (ambito_id, caso_id) WHERE a.soggetto = 'zelante'`,
    );
    expect(iscritti).toEqual({ n: 60 });
  });

  test('two processes at once do the work once, and one that finds the service gone leaves all as it was', async () => {
    const codice = nuovoCodice();
    const [mio] = [await apriCon(tutela(6), codice), await apriCon(tutela(7), codice)];
    await Promise.all([giro(), giro(), giro()]);
    await giro();
    expect(await seguito(tutela(6), mio)).toMatchObject({ esito: 'SEGUITO_ALTROVE' });
    const dopo = await apriCon(tutela(6), nuovoCodice());
    const altro = await avviaCollegamento();
    await altro.stop();
    const { database, cassaforte } = subgraph;
    const guasto = collegamentoPeriodico.giro({ database, cassaforte, collegamento: altro.ambito });
    await expect(guasto).rejects.toThrow('no answer');
    expect(await seguito(tutela(6), mio)).toMatchObject({ esito: 'SEGUITO_ALTROVE' });
    expect(await seguito(tutela(6), dopo)).toMatchObject({ esito: 'IN_ATTESA' });
  });

  test('reading the alerts of many cases takes the same statements as reading one', async () => {
    const casi = await Promise.all(Array.from({ length: 6 }, () => apriCon(tutela(8), nuovoCodice())));
    const campi = casi.map(({ codice }, n) => `c${n}: caso(codice: "${codice}") { seguitoAltrove { esito } }`);
    const statement = async (quanti: number) => {
      const { result, statements } = await statementsOf(() =>
        subgraph.ask(tutela(8), `{ ${campi.slice(0, quanti).join(' ')} }`),
      );
      expect(result.errors).toEqual([]);
      return namesOf(statements).filter((nome) => nome.startsWith('collegamento.'));
    };
    const uno = await statement(1);
    expect(uno).toEqual(['collegamento.seguitoAltroveByCaso', 'collegamento.servizi']);
    expect(await statement(6)).toEqual(uno);
  });
});
