import { subgraph as ambito } from '@trama/ambito/subgraph';
import { identityOf } from '@trama/kernel/identity';
import { execute, testPostgres } from '@trama/test-kit/database';
import { operatore, startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { randomUUID } from 'node:crypto';
import { cancellaPersona } from '../../subgraphs/ambito/src/cartella/persona.service.js';
import {
  apri,
  CASI,
  CASO,
  type CasoLetto,
  codiceDiNessuno,
  type PaginaDiCasi,
  tutela,
} from '../../subgraphs/ambito/src/cartella/cartella.fixtures.js';

/**
 * What a dump, a backup or a stolen disk shows of people: every column of every table of the database, read past the
 * policies by a superuser, as it is and decoded. Demonstration people are in it too: they are encrypted as real ones.
 */
const NOME = 'Massimiliana';
const COGNOME = 'Cognomerarissimo';
const CODICE = codiceDiNessuno(123_456);
const MOTIVO = `Il padre di ${NOME} ${COGNOME} chiama dal pronto soccorso.`;
const NASCITA = '1913-07-29';
const CERCATI = [NOME, COGNOME, CODICE, NASCITA, 'pronto soccorso'];
/** Of the demonstration data. */
const DIMOSTRATIVI = ['Diprova', 'Inventini', 'Simulati', 'Campionari', 'Modellini'];

const persone = [
  { ruolo: 'MINORE', nome: NOME, cognome: COGNOME, codiceFiscale: CODICE, dataNascita: NASCITA },
  { ruolo: 'GENITORE', nome: 'Olga', cognome: `${COGNOME} vedova`, dataNascita: '1980-01-01' },
];

describe('data of people at rest', () => {
  let subgraph: SubgraphUnderTest;
  let superuser: string;
  let caso: CasoLetto;
  const chi = tutela(4, 'cifra');

  beforeAll(async () => {
    subgraph = await startSubgraph(ambito, { demo: true });
    const url = new URL(testPostgres().superuserUrl);
    url.pathname = new URL(subgraph.clone.ownerUrl).pathname;
    superuser = url.href;
    caso = await apri(subgraph, chi, { persone });
    const apriEmergenza = `mutation ($input: ApriEmergenzaInput!) { apriEmergenza(input: $input) { emergenza { motivo } } }`;
    const input = { chiaveIdempotenza: randomUUID(), caso: caso.codice, motivo: MOTIVO, minuti: 5 };
    const { data } = await subgraph.ask<{ apriEmergenza: { emergenza: { motivo: string } } }>(
      tutela(4, 'reperibile'),
      apriEmergenza,
      { input },
    );
    expect(data.apriEmergenza.emergenza.motivo).toBe(MOTIVO);
    await subgraph.ask(tutela(4, 'reperibile'), CASO, { codice: caso.codice });
  });
  afterAll(() => subgraph.stop());

  const leggi = async () =>
    (await subgraph.ask<{ caso: CasoLetto }>(chi, CASO, { codice: caso.codice })).data.caso.persone.map(
      ({ persona }) => persona,
    );

  test('is in no column of any table, as it is or decoded: a search that finds what is there finds none', async () => {
    const tabelle = await dump(superuser);
    for (const nostra of [
      'public.persona',
      'public.caso',
      'public.emergenza',
      'public.chiave_dati',
      'registro.accesso',
      'trama.chiave_idempotenza',
    ]) {
      expect([nostra, tabelle.get(nostra)!.length > 0]).toEqual([nostra, true]);
    }
    for (const [tabella, righe] of tabelle) {
      expect([tabella, found(righe, [...CERCATI, ...DIMOSTRATIVI])]).toEqual([tabella, []]);
    }
    await execute(
      superuser,
      'CREATE TABLE in_chiaro AS SELECT $1::text AS testo, $2::bytea AS byte, $3::text AS base64',
      [`x ${COGNOME.toUpperCase()} y`, Buffer.from(`prima ${CODICE} dopo`), Buffer.from(`1${NOME}`).toString('base64')],
    );
    const inChiaro = (await dump(superuser)).get('public.in_chiaro')!;
    expect(found(inChiaro, CERCATI).sort()).toEqual([CODICE, COGNOME, NOME].sort());
    await execute(superuser, 'DROP TABLE in_chiaro');
  });

  test('of one person copied to another’s row, or to another column, does not open', async () => {
    const [minore, genitore] = await leggi();
    await execute(superuser, 'UPDATE persona SET data_nascita = nome WHERE id = $1', [genitore!.id]);
    const answer = await subgraph.ask<{ caso: CasoLetto }>(chi, CASO, { codice: caso.codice });
    expect(answer.errors.map(({ path, extensions }) => [path?.at(-1), extensions?.code])).toEqual([
      ['dataNascita', 'ERRORE_INTERNO'],
    ]);
    expect(answer.data.caso.persone[1]!.persona).toMatchObject({ nome: 'Olga', dataNascita: null });
    await execute(
      superuser,
      'UPDATE persona SET nome = (SELECT nome FROM persona WHERE id = $2), data_nascita = NULL WHERE id = $1',
      [genitore!.id, minore!.id],
    );
    const spostato = await subgraph.ask<{ caso: CasoLetto }>(chi, CASO, { codice: caso.codice });
    expect(spostato.errors.map(({ path }) => path?.at(-1))).toEqual(['nome']);
    expect(JSON.stringify(spostato)).not.toContain(`"cognome":"${COGNOME} vedova","nome":"${NOME}"`);
  });

  test('of a person whose key is destroyed is gone for good: the case stays, and nobody is found by the code', async () => {
    const [minore] = await leggi();
    expect(minore).toMatchObject({ nome: NOME, codiceFiscale: CODICE, cancellata: false });
    const copia = await execute(superuser, 'SELECT * FROM chiave_dati WHERE persona_id = $1', [minore!.id]);
    expect(copia).toHaveLength(1);
    const cerca = async () =>
      (await subgraph.ask<PaginaDiCasi>(chi, CASI, { filtro: { codiceFiscale: CODICE } })).data.casi!.totalCount;
    expect(await cerca()).toBe(1);

    const identity = identityOf(chi, 'cancellazione');
    const cancella = (chiunque = identity) =>
      subgraph.database.write(chiunque, (tx) =>
        cancellaPersona(tx, subgraph.cassaforte.per(chiunque), 'DIRITTI_INTERESSATO', minore!.id),
      );
    await expect(cancella(identityOf(tutela(4, 'estraneo'), 'r'))).rejects.toMatchObject({
      extensions: { code: 'NON_TROVATO' },
    });
    expect((await leggi())[0]).toMatchObject({ nome: NOME });

    await cancella();
    await cancella(); // safe to repeat
    expect((await leggi())[0]).toEqual({
      id: minore!.id,
      nome: null,
      cognome: null,
      codiceFiscale: null,
      dataNascita: null,
      cancellata: true,
    });
    expect(await cerca()).toBe(0);
    const [chiave] = await execute(superuser, 'SELECT chiave_avvolta FROM chiave_dati WHERE id = $1', [
      (copia[0] as { id: string }).id,
    ]);
    expect(chiave).toEqual({ chiave_avvolta: null });
    const righe = await execute(
      superuser,
      `SELECT soggetto, operazione, scopo, esito FROM registro.accesso WHERE oggetto = $1 AND operazione = 'CANCELLAZIONE' ORDER BY numero`,
      [minore!.id],
    );
    const riga = (soggetto: string, esito: string) => ({
      soggetto,
      operazione: 'CANCELLAZIONE',
      scopo: 'DIRITTI_INTERESSATO',
      esito,
    });
    expect(righe).toEqual([riga('estraneo', 'NESSUNO'), riga('cifra', 'CONCESSO'), riga('cifra', 'CONCESSO')]);
  });

  test('can be written by more callers at once than there are connections: keys have their own', async () => {
    const stretto = await startSubgraph(ambito, { poolSize: 2 });
    try {
      const casi = await Promise.all(
        Array.from({ length: 12 }, (_, n) => apri(stretto, operatore(4, 'SERVIZIO_TUTELA', `uno-${n}`), { persone })),
      );
      expect(new Set(casi.map(({ codice }) => codice)).size).toBe(12);
      expect(casi.every(({ persone: lette }) => lette[0]!.persona.nome === NOME)).toBe(true);
    } finally {
      await stretto.stop();
    }
  });
});

/** Every row of every table as text, by table, the way a dump has it; bytea in hexadecimal. */
async function dump(superuser: string): Promise<Map<string, string[]>> {
  const tabelle = await execute<{ nome: string }>(
    superuser,
    `SELECT format('%I.%I', schemaname, tablename) AS nome FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const testi = new Map<string, string[]>();
  for (const { nome } of tabelle) {
    const righe = await execute<{ testo: string }>(superuser, `SELECT t::text AS testo FROM ${nome} t`);
    testi.set(
      nome.replaceAll('"', ''),
      righe.map(({ testo }) => testo),
    );
  }
  return testi;
}

/** Which of the words are in the texts, or in what any run of hexadecimal or base64 in them decodes to. */
function found(testi: readonly string[], parole: readonly string[]): string[] {
  const pagliaio = testi.flatMap((testo) => [testo, ...decoded(testo)]).map((testo) => testo.toLowerCase());
  return parole.filter((parola) => pagliaio.some((testo) => testo.includes(parola.toLowerCase())));
}

function* decoded(testo: string): Generator<string> {
  for (const [cifre] of testo.matchAll(/[0-9a-f]{8,}/gi)) {
    yield Buffer.from(cifre, 'hex').toString('latin1');
  }
  for (const [lettere] of testo.matchAll(/[\w+/-]{8,}/g)) {
    for (let inizio = 0; inizio < 4; inizio += 1) {
      yield Buffer.from(lettere.slice(inizio), 'base64').toString('latin1');
    }
  }
}
