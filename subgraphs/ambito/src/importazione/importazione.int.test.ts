import { connect } from '@trama/database/connect';
import { Database, type Tx } from '@trama/database/database';
import { type Chiamante, identityOf } from '@trama/kernel/identity';
import { execute, testContextKey, testPostgres } from '@trama/test-kit/database';
import { namesOf, statementsOf } from '@trama/test-kit/statements';
import { startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { codici, sociale, tutela, ufficio } from '../cartella/cartella.fixtures.js';
import { subgraph as ambito } from '../subgraph.js';
import { ImportazioneCasi } from './importazione.entity.js';
import { base64, famiglia, type RigaScritta } from './importazione.fixtures.js';
import { importa as importaIn } from './importazione.service.js';

const PROVA = `query ($input: ProvaCasiInput!) { provaImportazioneCasi(input: $input) {
  righe casi chiusi persone nuclei importabile problemi { riga colonna gravita messaggio } } }`;
const IMPORTA = `mutation ($input: FileCasiInput!) { importaCasi(input: $input) {
  importazione { id servizio fonte impronta casi persone nuclei avvisi operatore } } }`;
const CASI = `{ casi(first: 100) { edges { node { codice stato apertoIl chiusoIl esito equipe origine
  nucleo { comune { codiceIstat } } persone { ruolo persona { nome cognome codiceFiscale dataNascita } } } } } }`;

/** Each of them gathers something for all cases that the caller follows. */
const CHI_SEGUE = ['casi_assegnati', 'casi_seguiti', 'equipe_mie', 'nuclei_seguiti', 'persone_viste'];

interface CasoLetto {
  readonly codice: string;
  readonly stato: string;
  readonly apertoIl: string;
}

describe('case files of another record system', () => {
  let subgraph: SubgraphUnderTest;
  beforeAll(async () => void (subgraph = await startSubgraph(ambito)));
  afterAll(async () => {
    await conteggi?.destroy();
    await subgraph.stop();
  });

  let conteggi: DataSource | undefined;
  const FONTE = 'Cartella 2000';
  const importa = (chi: Chiamante, righe: readonly RigaScritta[], altro: object = {}) =>
    subgraph.ask<{ importaCasi: { importazione: { id: string } } | null }>(chi, IMPORTA, {
      input: {
        chiaveIdempotenza: randomUUID(),
        fonte: FONTE,
        contenuto: base64(righe),
        confermaAvvisi: true,
        ...altro,
      },
    });
  const prova = async (chi: Chiamante, righe: readonly RigaScritta[]) => {
    const { data, errors } = await subgraph.ask<{ provaImportazioneCasi: Record<string, unknown> }>(chi, PROVA, {
      input: { fonte: FONTE, contenuto: base64(righe) },
    });
    expect(errors).toEqual([]);
    return data.provaImportazioneCasi;
  };
  const casi = async (chi: Chiamante) => {
    const { data } = await subgraph.ask<{ casi: { edges: Array<{ node: CasoLetto }> } }>(chi, CASI);
    return data.casi.edges.map(({ node }) => node);
  };
  /** The database through connections that count how often each function is called. */
  const conteggiante = async () => {
    const { appUrl } = subgraph.clone;
    const nome = new URL(appUrl).pathname.slice(1);
    await execute(testPostgres().superuserUrl, `ALTER DATABASE ${nome} SET track_functions = 'all'`);
    conteggi = await connect({ url: appUrl, application: 'prova-conteggi', poolSize: 1 }, [ImportazioneCasi]);
    return new Database(conteggi, testContextKey());
  };
  const chiamate = async (tx: Tx) => {
    const righe = await tx.query<{ funzione: string; volte: number }>(
      'SELECT funcname AS funzione, calls::int AS volte FROM pg_stat_xact_user_functions',
    );
    return Object.fromEntries(righe.map(({ funzione, volte }) => [funzione, volte]));
  };
  const quanti = async () => {
    const [riga] = await execute<Record<string, number>>(
      subgraph.clone.ownerUrl,
      `SELECT (SELECT count(*)::int FROM caso) AS casi, (SELECT count(*)::int FROM persona) AS persone,
        (SELECT count(*)::int FROM nucleo) AS nuclei, (SELECT count(*)::int FROM importazione_casi) AS importazioni`,
    );
    return riga;
  };

  test('are looked at before anything is written, then opened whole, by who will follow them', async () => {
    const chi = tutela(4, 'importa');
    const righe = [
      ...famiglia('A-1'),
      ...famiglia('A-2', { chiuso_il: '2021-05-06', esito: 'TRASFERIMENTO', comune: '', equipe: 'MEDIA_VALLE' }),
    ];
    const prima = await quanti();
    const visto = await prova(chi, righe);
    expect(visto).toMatchObject({ righe: 4, casi: 2, chiusi: 1, persone: 4, nuclei: 1, importabile: true });
    expect(await quanti()).toEqual(prima);
    const { data, errors } = await importa(chi, righe);
    expect(errors).toEqual([]);
    expect(data.importaCasi!.importazione).toMatchObject({
      ...{ servizio: 'TUTELA', fonte: FONTE, casi: 2, persone: 4, nuclei: 1, operatore: 'importa' },
      ...{ avvisi: (visto.problemi as unknown[]).length, impronta: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const persone = [
      {
        ruolo: 'MINORE',
        persona: { nome: 'Nino', cognome: 'Provaccini', codiceFiscale: null, dataNascita: '2015-02-03' },
      },
      { ruolo: 'GENITORE', persona: { nome: 'Olga', cognome: 'Provaccini', codiceFiscale: null, dataNascita: null } },
    ];
    const aperto = {
      stato: 'APERTO',
      chiusoIl: null,
      esito: null,
      equipe: null,
      nucleo: { comune: { codiceIstat: '017075' } },
    };
    const chiuso = {
      stato: 'CHIUSO',
      chiusoIl: '2021-05-06',
      esito: 'TRASFERIMENTO',
      equipe: 'MEDIA_VALLE',
      nucleo: null,
    };
    const attesi = [aperto, chiuso].map((uno) => ({
      ...{ codice: expect.stringMatching(/^04-C-/), apertoIl: '2019-03-14', origine: 'IMPORTATO', persone },
      ...uno,
    }));
    const trovati = await casi(chi);
    expect(trovati).toHaveLength(2);
    expect(trovati).toEqual(expect.arrayContaining(attesi));
    const [origini] = await execute<{ persone: string[]; nuclei: string[] }>(
      subgraph.clone.ownerUrl,
      'SELECT array_agg(DISTINCT origine) AS persone, (SELECT array_agg(DISTINCT origine) FROM nucleo) AS nuclei FROM persona',
    );
    expect(origini).toEqual({ persone: ['IMPORTATO'], nuclei: ['IMPORTATO'] });
  });

  test('with one row wrong, even the last, leave nothing', async () => {
    const prima = await quanti();
    const righe = [...famiglia('B-1'), ...famiglia('B-2', { ruolo: 'ZIO' })];
    expect(await prova(tutela(4), righe)).toMatchObject({ importabile: false });
    const { errors } = await importa(tutela(4), righe);
    expect(errors.map(({ extensions, message }) => [extensions?.code, extensions?.campi, message])).toEqual([
      ['INPUT_NON_VALIDO', ['contenuto'], expect.stringContaining('alle righe 4, 5')],
    ]);
    expect(await quanti()).toEqual(prima);
  });

  test('with warnings wait for somebody to confirm them', async () => {
    const rifiuto = await importa(tutela(4), famiglia('C-1'), { confermaAvvisi: false });
    expect(rifiuto.errors.map(({ extensions }) => extensions?.campi)).toEqual([['confermaAvvisi']]);
  });

  test('are imported once: again, by a colleague or at the same moment, the file says that they are there', async () => {
    const righe = famiglia('D-1');
    const chiavi = [tutela(4, 'uno'), tutela(4, 'altro')];
    const esiti = await Promise.all(chiavi.map((chi) => importa(chi, righe)));
    expect(esiti.map((esito) => codici(esito)[0] ?? 'fatto').sort()).toEqual(['INPUT_NON_VALIDO', 'fatto']);
    const visto = await prova(tutela(4, 'un-terzo'), righe);
    expect(visto.importabile).toBe(false);
    expect(JSON.stringify(visto.problemi)).toContain('già stato importato');
    // The other service, another ambito and another source know nothing of it.
    expect(await prova(sociale(4), righe)).toMatchObject({ importabile: true });
    expect(await prova(tutela(1), famiglia('D-1', { comune: '' }))).toMatchObject({ importabile: true });
    expect(codici(await importa(tutela(4), righe, { fonte: 'Altro sistema' }))).toEqual([]);
  });

  test('repeated with the same key are the same import', async () => {
    const chiave = { chiaveIdempotenza: 'una-importazione' };
    const [prima, seconda] = [
      await importa(tutela(4), famiglia('E-1'), chiave),
      await importa(tutela(4), famiglia('E-1'), chiave),
    ];
    expect(seconda.data.importaCasi!.importazione.id).toBe(prima.data.importaCasi!.importazione.id);
    expect(codici(await importa(tutela(4), famiglia('E-2'), chiave))).toEqual(['CHIAVE_IDEMPOTENZA_RIUSATA']);
  });

  test('are of who imported them: a colleague, another service and another ambito see nothing', async () => {
    await importa(tutela(4, 'solo-io'), famiglia('F-1'));
    expect(await casi(tutela(4, 'solo-io'))).toHaveLength(1);
    for (const chi of [tutela(4, 'collega-qualunque'), sociale(4, 'solo-io'), tutela(1, 'solo-io')]) {
      expect(await casi(chi)).toEqual([]);
    }
    const ELENCO = `{ importazioniCasi(first: 50) { totalCount edges { node { operatore } } } }`;
    const { data } = await subgraph.ask<{ importazioniCasi: { totalCount: number } }>(sociale(4), ELENCO);
    expect(data.importazioniCasi.totalCount).toBe(0);
    expect(codici(await subgraph.ask(ufficio(4), ELENCO))).toEqual(['NON_AUTORIZZATO']);
  });

  test('take the same statements for two families and for a hundred, and each record is in the access log', async () => {
    const file = (prefisso: string, quante: number) =>
      Array.from({ length: quante }, (_, n) =>
        famiglia(`${prefisso}-${n}`, n % 3 === 0 ? { chiuso_il: '2020-01-01', esito: 'ALTRO' } : {}),
      ).flat();
    const nomi = async (prefisso: string, quante: number) => {
      const { result, statements } = await statementsOf(() => importa(tutela(4, 'grande'), file(prefisso, quante)));
      expect(result.errors).toEqual([]);
      return namesOf(statements).filter((nome) => !/^(SAVEPOINT|RELEASE)/.test(nome));
    };
    const due = await nomi('G', 2);
    expect(await nomi('H', 100)).toEqual(due);
    expect(due.filter((nome) => nome === 'chiavi.insertMolte')).toHaveLength(1);
    const [righe] = await execute<{ n: number }>(
      subgraph.clone.ownerUrl,
      `SELECT count(*)::int AS n FROM registro.accesso WHERE soggetto = 'grande' AND tipo = 'Persona' AND operazione = 'SCRITTURA'`,
    );
    expect(righe!.n).toBe(204);
  });

  test('work out whom the caller follows as often for two families as for forty, and for who follows more', async () => {
    const identity = identityOf(tutela(4, 'molti'), 'prova');
    const database = await conteggiante();
    const volte = (prefisso: string, quante: number) =>
      database.write(identity, async (tx) => {
        const righe = Array.from({ length: quante }, (_, n) => famiglia(`${prefisso}-${n}`)).flat();
        const input = { chiaveIdempotenza: randomUUID(), fonte: FONTE, contenuto: base64(righe), confermaAvvisi: true };
        const prima = await chiamate(tx);
        await importaIn(tx, subgraph.cassaforte.per(identity), input);
        const dopo = await chiamate(tx);
        return CHI_SEGUE.map((funzione) => [funzione, dopo[funzione]! - (prima[funzione] ?? 0)]);
      });
    // Who follows nothing yet is asked less.
    await volte('L', 40);
    const due = await volte('M', 2);
    expect(due.map(([, quante]) => quante)).not.toContain(0);
    expect(await volte('N', 40)).toEqual(due);
    expect(await volte('O', 2)).toEqual(due);
  });

  test('begin from a model that is itself a file without errors', async () => {
    const MODELLO = `{ modelloImportazioneCasi { contenuto colonne { nome obbligatoria ammessi } } }`;
    const { data } = await subgraph.ask<{ modelloImportazioneCasi: { contenuto: string; colonne: unknown[] } }>(
      tutela(4),
      MODELLO,
    );
    const { data: visto } = await subgraph.ask<{ provaImportazioneCasi: { importabile: boolean } }>(tutela(4), PROVA, {
      input: { fonte: FONTE, contenuto: data.modelloImportazioneCasi.contenuto },
    });
    expect(visto.provaImportazioneCasi).toMatchObject({ importabile: true, casi: 1, persone: 1 });
    expect(data.modelloImportazioneCasi.colonne).toHaveLength(11);
  });
});
