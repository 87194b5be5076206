import { connect } from '@trama/database/connect';
import { Database } from '@trama/database/database';
import { type Chiamante, identityOf } from '@trama/kernel/identity';
import { type ClonedDatabase, cloneDatabase, execute, testContextKey } from '@trama/test-kit/database';
import { namesOf, statementsOf } from '@trama/test-kit/statements';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { ChiaviDati } from './chiavi.js';
import { CHIAVE_DATI_SQL, type Interroga, magazzinoChiaviSql } from './chiavi-sql.js';
import { CifraCampi } from './cifra.js';
import { creaCollegamento } from './collegamento.js';
import { COLLEGAMENTO_SQL, magazzinoCollegamentoSql } from './collegamento-sql.js';
import { controllaCodice } from './controllo-codice.js';
import { codiceDiProva, portachiaviDiProva } from './crypto.fixtures.js';
import { IndiceCieco } from './indice.js';
import { kekDa } from './kek.js';

const PERSONE = Array.from({ length: 40 }, (_, n) => ({
  nome: `Massimiliana Cognomerarissimo ${n}`,
  codice: codiceDiProva(n + 100),
}));

const TABELLA = `
  CREATE TABLE persona_prova (
    ambito_id smallint NOT NULL, id uuid NOT NULL, persona text NOT NULL,
    nome bytea NOT NULL, codice_fiscale bytea NOT NULL, indice text NOT NULL, pseudonimo text NOT NULL,
    PRIMARY KEY (ambito_id, id)
  );
  GRANT SELECT, INSERT ON persona_prova TO trama_app;
  CREATE TABLE in_chiaro (testo text NOT NULL);
`;

const operatore = (ambito: number): Chiamante => ({
  subject: `operatore-${ambito}`,
  ruolo: 'SERVIZIO_TUTELA',
  ambito,
  asst: null,
  ente: null,
  scope: [],
});

describe('on PostgreSQL', () => {
  let database: ClonedDatabase;
  let source: DataSource;
  let interroga: Interroga;

  const kek1 = kekDa(portachiaviDiProva('kek', [1]));
  const indice = new IndiceCieco(portachiaviDiProva('indice'));
  const chiavi = (kek = kek1) => new ChiaviDati(magazzinoChiaviSql(interroga), kek);
  const collegamentoSql = () =>
    magazzinoCollegamentoSql(async (testo, valori) => source.query<object[]>(testo, [...valori]));

  beforeAll(async () => {
    database = await cloneDatabase('terzo-settore');
    await execute(database.ownerUrl, CHIAVE_DATI_SQL + COLLEGAMENTO_SQL + TABELLA);
    source = await connect({ url: database.appUrl, application: 'prova-crypto', poolSize: 8 }, []);
    const porta = new Database(source, testContextKey());
    interroga = (ambito, testo, valori) =>
      porta.write(identityOf(operatore(ambito), 'prova'), (tx) => tx.query<object>(testo, valori));
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  async function salvaPersone(ambito: number): Promise<void> {
    const cifra = new CifraCampi(chiavi());
    const collegamento = creaCollegamento({
      chiavi: portachiaviDiProva('collegamento'),
      magazzino: collegamentoSql(),
      controllo: controllaCodice,
      scopi: new Set(['TUTELA_MINORI']),
      registra: async () => undefined,
    });
    for (const { nome, codice } of PERSONE) {
      const [id, persona] = [randomUUID(), randomUUID()];
      const campo = (colonna: string) => ({ ambito, persona, tabella: 'persona_prova', colonna, riga: id });
      const richiesta = {
        attore: `op-${ambito}`,
        ambito,
        scopo: 'TUTELA_MINORI',
        caso: id,
        servizio: 'Tutela minori',
        recapito: '030',
        dal: '2021-03-01',
      };
      const valori = [
        ambito,
        id,
        persona,
        await cifra.cifra(campo('nome'), nome),
        await cifra.cifra(campo('codice_fiscale'), codice),
        indice.calcola({ ambito, tabella: 'persona_prova', colonna: 'codice_fiscale', maiuscolo: true }, codice),
        await collegamento.iscrivi({ ...richiesta, codiceFiscale: codice }),
      ];
      await interroga(ambito, 'INSERT INTO persona_prova VALUES ($1, $2, $3, $4, $5, $6, $7)', valori);
    }
  }

  test('a dump shows no identifier, as it is or decoded, and two ambiti’s tables do not join', async () => {
    await salvaPersone(3);
    await salvaPersone(4);
    const [, prima] = PERSONE;
    await execute(database.ownerUrl, 'INSERT INTO in_chiaro VALUES ($1), ($2)', [
      prima!.nome,
      `x ${Buffer.from(prima!.codice).toString('base64')} y`,
    ]);

    const testi = await dump(database);
    expect(testi.in_chiaro).toHaveLength(2);
    expect(found(testi.in_chiaro!)).toEqual([prima!.codice, prima!.nome].sort()); // the search itself finds what is there
    for (const tabella of ['persona_prova', 'chiave_dati', 'collegamento_iscrizione', 'collegamento_quota']) {
      expect(testi[tabella]!.length).toBeGreaterThanOrEqual(80);
      expect(found(testi[tabella]!)).toEqual([]);
    }

    const colonne = `encode(nome, 'hex') AS nome, encode(codice_fiscale, 'hex') AS codice, indice, pseudonimo`;
    const valori = async (ambito: number) => {
      const righe = await execute<Record<string, string>>(
        database.ownerUrl,
        `SELECT ${colonne} FROM persona_prova WHERE ambito_id = $1`,
        [ambito],
      );
      return righe.flatMap((riga) => Object.values(riga));
    };
    const [tre, quattro] = [await valori(3), new Set(await valori(4))];
    expect(tre).toHaveLength(160);
    expect(tre.filter((valore) => quattro.has(valore))).toEqual([]);
    // And the service's own table joins with neither.
    const [unione] = await execute<{ n: number }>(
      database.ownerUrl,
      `SELECT count(*)::integer AS n FROM collegamento_iscrizione c JOIN persona_prova p
       ON encode(c.registro, 'base64') = replace(replace(split_part(p.pseudonimo, ':', 2), '-', '+'), '_', '/') || '='
       OR encode(c.riferimento, 'base64') = replace(replace(split_part(p.pseudonimo, ':', 2), '-', '+'), '_', '/') || '='`,
    );
    expect(unione).toEqual({ n: 0 });
  });

  test('a person is found by exact value through the blind index, and read back', async () => {
    const { nome, codice } = PERSONE[7]!;
    const colonna = { ambito: 3, tabella: 'persona_prova', colonna: 'codice_fiscale', maiuscolo: true };
    const righe = (await interroga(
      3,
      'SELECT id, persona, nome FROM persona_prova WHERE ambito_id = 3 AND indice = ANY($1)',
      [indice.perRicerca(colonna, codice.toLowerCase())],
    )) as Array<{ id: string; persona: string; nome: Buffer }>;
    expect(righe).toHaveLength(1);
    const { id, persona, nome: busta } = righe[0]!;
    const campo = { ambito: 3, persona, tabella: 'persona_prova', colonna: 'nome', riga: id };
    expect(await new CifraCampi(chiavi()).decifra(campo, busta)).toEqual({ esito: 'LETTO', valore: nome });
  });

  test('the fields of a whole page of people open with one question for their keys, and the next page with none', async () => {
    const persone = Array.from({ length: 60 }, (_, n) => `pagina-${n}`);
    const campo = (persona: string | null, colonna: string) => ({
      ambito: 6,
      persona,
      tabella: 't',
      colonna,
      riga: 'r',
    });
    const scrive = new CifraCampi(chiavi());
    const campi = [...persone, null].flatMap((persona) =>
      ['nome', 'cognome'].map((colonna) => campo(persona, colonna)),
    );
    const buste: Buffer[] = [];
    for (const uno of campi) {
      buste.push(await scrive.cifra(uno, `valore di ${uno.persona}`));
    }
    const processo = chiavi();
    const legge = (altri: ChiaviDati) =>
      Promise.all(campi.map((uno, i) => new CifraCampi(altri).decifra(uno, buste[i]!)));
    const prima = await statementsOf(() => legge(processo.con(magazzinoChiaviSql(interroga))));
    expect(prima.result).toEqual(campi.map(({ persona }) => ({ esito: 'LETTO', valore: `valore di ${persona}` })));
    expect(namesOf(prima.statements)).toEqual(['chiavi.findMolte']);
    const poi = await statementsOf(() => legge(processo.con(magazzinoChiaviSql(interroga))));
    expect([poi.result, poi.statements]).toEqual([prima.result, []]);
  });

  test('one key is made by processes that write together', async () => {
    const titolare = { ambito: 7, persona: 'insieme' };
    const aperte = await Promise.all(Array.from({ length: 8 }, () => chiavi().perScrivere(titolare)));
    expect(new Set(aperte.map(({ id }) => id)).size).toBe(1);
    const ambito = { ambito: 7, persona: null };
    const dellAmbito = await Promise.all(Array.from({ length: 8 }, () => chiavi().perScrivere(ambito)));
    expect(new Set(dellAmbito.map(({ id }) => id)).size).toBe(1);
  });

  test('erasure beside first writes leaves no key, whoever comes first', async () => {
    for (let giro = 0; giro < 20; giro += 1) {
      const titolare = { ambito: 8, persona: `corsa-${giro}` };
      const scritture = Array.from({ length: 4 }, () => chiavi().perScrivere(titolare));
      await Promise.allSettled([...scritture, chiavi().distruggi(8, titolare.persona)]);
    }
    const vive = await interroga(
      8,
      'SELECT id FROM chiave_dati WHERE ambito_id = 8 AND chiave_avvolta IS NOT NULL',
      [],
    );
    expect(vive).toEqual([]);
  });

  test('a destroyed key cannot be brought back, deleted or seen by another ambito', async () => {
    const titolare = { ambito: 9, persona: 'luca' };
    await chiavi().perScrivere(titolare);
    const leggi = () =>
      interroga(9, `SELECT id, chiave_avvolta FROM chiave_dati WHERE persona_id = 'luca' AND versione = 1`, []);
    const [prima] = (await leggi()) as Array<{ id: string; chiave_avvolta: Buffer }>;
    await chiavi().distruggi(9, 'luca');
    const ripristina = `UPDATE chiave_dati SET chiave_avvolta = $1, distrutta_il = NULL WHERE id = $2 RETURNING id`;
    expect(await interroga(9, ripristina, [prima!.chiave_avvolta, prima!.id])).toEqual([]);
    expect(await leggi()).toEqual([{ id: prima!.id, chiave_avvolta: null }]);
    await expect(interroga(9, 'DELETE FROM chiave_dati', [])).rejects.toThrow('permission denied');
    expect(await interroga(10, 'SELECT id FROM chiave_dati WHERE ambito_id = 9', [])).toEqual([]);
    await expect(magazzinoChiaviSql((_, ...altro) => interroga(10, ...altro)).destroy(9, 'luca')).rejects.toThrow(
      'row-level security',
    );
  });

  test('the key-encryption key is rotated without touching the data', async () => {
    const campo = { ambito: 11, persona: 'sara', tabella: 't', colonna: 'c', riga: 'r' };
    const busta = await new CifraCampi(chiavi()).cifra(campo, 'Sara');
    await chiavi().perScrivere({ ambito: 11, persona: null });
    const durante = chiavi(kekDa(portachiaviDiProva('kek', [1, 2])));
    expect(await durante.riavvolgi(11)).toBe(2);
    expect(await durante.daRiavvolgere(11)).toBe(false);
    const dopo = new CifraCampi(chiavi(kekDa(portachiaviDiProva('kek', [2]))));
    expect(await dopo.decifra(campo, busta)).toEqual({ esito: 'LETTO', valore: 'Sara' });
  });

  test('callers that run together do not get past the quota, and a repeated question is free', async () => {
    const magazzino = collegamentoSql();
    const quota = (n: number) => ({
      giorno: '2026-03-01',
      attore: 'a',
      tipo: 'VERIFICA' as const,
      impronta: Buffer.from([n]),
      limite: 5,
    });
    const esiti = await Promise.all(Array.from({ length: 24 }, (_, n) => magazzino.consuma(quota(n % 12))));
    expect(new Set(esiti.flatMap((esito, n) => (esito ? [n % 12] : []))).size).toBe(5);
    const [riga] = await execute<{ n: number }>(
      database.ownerUrl,
      `SELECT count(*)::integer AS n FROM collegamento_quota WHERE attore = 'a'`,
    );
    expect(riga).toEqual({ n: 5 });
    const ripetute = await Promise.all(Array.from({ length: 12 }, (_, n) => magazzino.consuma(quota(n))));
    expect(ripetute.filter(Boolean)).toHaveLength(5);
    await magazzino.eliminaQuotePrimaDi('2026-03-02');
    expect(await magazzino.consuma(quota(50))).toBe(true);
  });

  test('two ambiti meet through the service, until one withdraws or the version is dropped', async () => {
    const magazzino = collegamentoSql();
    const collegamento = creaCollegamento({
      chiavi: portachiaviDiProva('collegamento', [1, 2]),
      magazzino,
      controllo: controllaCodice,
      scopi: new Set(['AFFIDO']),
      registra: async () => undefined,
    });
    const da = (ambito: number) => ({
      attore: `af-${ambito}`,
      ambito,
      scopo: 'AFFIDO',
      caso: 'c',
      servizio: 'Servizio affidi',
      dal: '2021-03-01',
    });
    const codiceFiscale = codiceDiProva(5000);
    const mio = await collegamento.iscrivi({ ...da(1), recapito: 'vecchio', codiceFiscale });
    await collegamento.iscrivi({ ...da(2), recapito: 'vecchio', codiceFiscale });
    await collegamento.iscrivi({ ...da(2), recapito: 'nuovo', codiceFiscale });
    const chiedi = () => collegamento.seguitoAltrove({ ...da(1), soggetto: { pseudonimo: mio } });
    expect(await chiedi()).toEqual({
      esito: 'SEGUITO_ALTROVE',
      servizi: [{ ambito: 2, servizio: 'Servizio affidi', recapito: 'nuovo' }],
    });
    await magazzino.eliminaVersione(1);
    expect(await magazzino.countIscrizioni()).toEqual([{ versione: 2, quante: 2 }]);
    expect(await chiedi()).toMatchObject({ esito: 'SEGUITO_ALTROVE' });
    await collegamento.rimuovi({ ...da(2), soggetto: { codiceFiscale } });
    expect(await chiedi()).toEqual({ esito: 'NESSUNA_CORRISPONDENZA' });
  });
});

/** Every row of every table as text, the way a dump has it. */
async function dump({ ownerUrl }: ClonedDatabase): Promise<Record<string, string[]>> {
  const tabelle = await execute<{ nome: string }>(
    ownerUrl,
    `SELECT tablename AS nome FROM pg_tables WHERE schemaname = 'public'`,
  );
  // A dump reads past the policies, as a superuser or a stolen disk does.
  await execute(ownerUrl, 'ALTER TABLE chiave_dati NO FORCE ROW LEVEL SECURITY');
  const testi: Record<string, string[]> = {};
  for (const { nome } of tabelle) {
    testi[nome] = (await execute<{ testo: string }>(ownerUrl, `SELECT t::text AS testo FROM ${nome} t`)).map(
      ({ testo }) => testo,
    );
  }
  await execute(ownerUrl, 'ALTER TABLE chiave_dati FORCE ROW LEVEL SECURITY');
  return testi;
}

/** Identifiers in the texts: as they are, or in what any run of hexadecimal or base64 in them decodes to. */
function found(testi: readonly string[]): string[] {
  const cercati = PERSONE.flatMap(({ nome, codice }) => [nome, codice]);
  const tutto = testi.flatMap((testo) => [testo, ...decoded(testo)]).map((testo) => testo.toLowerCase());
  const pagliaio = tutto.join('\n');
  const parti = ['massimiliana', 'cognomerarissimo'].filter((parte) => pagliaio.includes(parte));
  const interi = cercati.filter((valore) => pagliaio.includes(valore.toLowerCase()));
  return interi.length > 0 ? interi.sort() : parti;
}

function* decoded(testo: string): Generator<string> {
  for (const [cifre] of testo.matchAll(/[0-9a-f]{8,}/gi)) {
    yield* letture(Buffer.from(cifre, 'hex'));
  }
  for (const [lettere] of testo.matchAll(/[\w+/-]{8,}/g)) {
    for (let inizio = 0; inizio < 4; inizio += 1) {
      yield* letture(Buffer.from(lettere.slice(inizio), 'base64'));
    }
  }
}

const letture = (byte: Buffer) => [byte.toString('utf8'), byte.toString('latin1'), byte.toString('utf16le')];
