import { conserva } from '@trama/audit/conservazione/conservazione';
import { disposizioniDi } from '@trama/audit/conservazione/conservabile';
import { leggiRegole } from '@trama/audit/conservazione/regole';
import { connect } from '@trama/database/connect';
import { Database } from '@trama/database/database';
import { identityOf } from '@trama/kernel/identity';
import { execute, testContextKey } from '@trama/test-kit/database';
import { operatore, startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { conservabiliOf } from '@trama/subgraph/module';
import type { DataSource } from 'typeorm';
import { subgraph as ambito } from '../subgraph.js';
import { apri, CASO, type CasoLetto, CHIUDI, codiceDiNessuno, famiglia, tutela } from './cartella.fixtures.js';

describe('a closed case past its time', () => {
  let subgraph: SubgraphUnderTest;
  let owner: DataSource;
  const lavoro = identityOf(operatore(null, 'LAVORO', 'lavoro/conservazione'), 'prova');

  beforeAll(async () => {
    subgraph = await startSubgraph(ambito);
    owner = await connect({ url: subgraph.clone.ownerUrl, application: 'prova', poolSize: 1 }, []);
  });
  afterAll(async () => {
    await owner.destroy();
    await subgraph.stop();
  });

  const righe = <Row extends object>(statement: string) => execute<Row>(subgraph.clone.ownerUrl, statement);
  const quante = async (tabella: string, dove: string) =>
    (await righe<{ n: number }>(`SELECT count(*)::int AS n FROM ${tabella} WHERE ${dove}`))[0]!.n;
  const corri = (atto: string | null, prova = false) => {
    const regole = leggiRegole()
      .filter(({ tipo }) => tipo === 'Caso')
      .map((regola) => ({ ...regola, atto, durata: 'P1Y' }));
    const disposizioni = disposizioniDi('ambito', regole, conservabiliOf(ambito));
    return conserva(new Database(owner, testContextKey()), lavoro, disposizioni, { prova });
  };
  const leggi = async (codice: string) =>
    (await subgraph.ask<{ caso: CasoLetto | null }>(tutela(4), CASO, { codice })).data.caso;

  async function chiuso(n: number): Promise<string> {
    const caso = await apri(subgraph, tutela(4), { apertoIl: '2015-01-01', persone: famiglia(n) });
    const input = { chiaveIdempotenza: `chiudi-${n}`, caso: caso.codice, versione: 1, chiusoIl: '2016-02-03' };
    expect((await subgraph.ask(tutela(4), CHIUDI, { input })).errors).toEqual([]);
    return caso.codice;
  }

  test('is counted and kept until its rule is approved', async () => {
    const codice = await chiuso(1);
    expect(await corri(null)).toMatchObject([{ ambito: 4, scaduti: 1, eseguiti: 0, approvata: false }]);
    expect(await corri('Determina di prova 1/2026', true)).toMatchObject([{ scaduti: 1, eseguiti: 0 }]);
    expect(await leggi(codice)).not.toBeNull();
  });

  test('ends with the people in it, whose keys are destroyed; a person of another case stays readable', async () => {
    const codice = await chiuso(2);
    const aperto = await apri(subgraph, tutela(4), { persone: famiglia(3) });
    const [altro] = await righe<{ id: string }>(`SELECT id FROM caso WHERE codice = '${aperto.codice}'`);
    const [vecchio] = await righe<{ id: string }>(`SELECT id FROM caso WHERE codice = '${codice}'`);
    // The parent of the closed case is in the open one too.
    const genitore = (
      await righe<{ id: string }>(
        `INSERT INTO caso_persona (ambito_id, caso_id, persona_id, ruolo)
       SELECT 4, '${altro!.id}', persona_id, ruolo FROM caso_persona WHERE caso_id = '${vecchio!.id}' AND ruolo = 'GENITORE'
       RETURNING persona_id AS id`,
      )
    )[0]!.id;
    const [minore] = await righe<{ id: string }>(
      `SELECT persona_id AS id FROM caso_persona WHERE caso_id = '${vecchio!.id}' AND ruolo = 'MINORE'`,
    );

    const [esito] = await corri('Determina di prova 1/2026');
    expect(esito).toMatchObject({ ambito: 4, bloccati: 0, approvata: true });
    expect(esito!.eseguiti).toBe(esito!.scaduti);
    expect(await leggi(codice)).toBeNull();
    expect(await quante('persona', `id = '${minore!.id}'`)).toBe(0);
    expect(await quante('chiave_dati', `persona_id = '${minore!.id}' AND chiave_avvolta IS NOT NULL`)).toBe(0);
    subgraph.cassaforte.dimenticaTutto();
    const persone = (await leggi(aperto.codice))!.persone.map(({ persona }) => persona);
    expect(persone.find(({ id }) => id === genitore)!.codiceFiscale).toBe(codiceDiNessuno(2));
    expect(await corri('Determina di prova 1/2026')).toEqual([]);
  });

  test('is in the access log, with who ended it', async () => {
    const tolti = await righe<{ soggetto: string }>(
      `SELECT soggetto FROM registro.accesso WHERE tipo = 'Caso' AND operazione = 'CANCELLAZIONE'`,
    );
    expect(tolti.length).toBeGreaterThanOrEqual(2);
    expect(new Set(tolti.map(({ soggetto }) => soggetto))).toEqual(new Set(['lavoro/conservazione']));
  });
});
