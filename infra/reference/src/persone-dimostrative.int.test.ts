import { subgraph as ambito } from '@trama/ambito/subgraph';
import { subgraph as ats } from '@trama/ats/subgraph';
import { leggiCodice } from '@trama/crypto/codice-fiscale';
import { caricaFileChiavi } from '@trama/crypto/cifrario';
import { controllaCodice } from '@trama/crypto/controllo-codice';
import { chiamanteDi, type NomePersona } from '@trama/idp/persone';
import { cloneDatabase, execute, testContextKey, testKeysDir } from '@trama/test-kit/database';
import { startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seme } from '../../../subgraphs/ambito/seed/seme.js';
import { seme as semeDiAts } from '../../../subgraphs/ats/seed/seme.js';
import { CASI, type PaginaDiCasi } from '../../../subgraphs/ambito/src/cartella/cartella.fixtures.js';
import { prepara } from './prepara.js';

const { name, migrations } = ambito;

describe('demonstration people', () => {
  let clone: Awaited<ReturnType<typeof cloneDatabase>>;
  beforeEach(async () => void (clone = await cloneDatabase('ambito', { demo: true })));
  afterEach(() => clone.drop());

  const carica = (more: { demo?: boolean; keysDir?: string | undefined } = {}) =>
    prepara({
      name,
      migrations,
      cubi: [],
      seme,
      contextKey: testContextKey(),
      ownerUrl: clone.ownerUrl,
      demo: true,
      keysDir: testKeysDir(),
      ...more,
    });
  const righe = (tabella: string) => execute(clone.ownerUrl, `SELECT t::text FROM ${tabella} t ORDER BY 1`);
  const tutte = async () => {
    const tabelle = ['caso', 'persona', 'caso_persona', 'assegnazione', 'equipe_operatore', 'chiave_dati'];
    return Object.fromEntries(
      await Promise.all(tabelle.map(async (tabella) => [tabella, await righe(tabella)] as const)),
    );
  };

  test('are loaded once: the next start changes no row, not even one that somebody has worked on', async () => {
    const prima = await tutte();
    expect(prima.caso).toHaveLength(120);
    await carica();
    expect(await tutte()).toEqual(prima);
    await execute(
      clone.ownerUrl,
      `UPDATE caso SET stato = 'CHIUSO', chiuso_il = '2025-01-01', versione = 7 WHERE stato = 'APERTO'`,
    );
    const lavorati = await tutte();
    await carica();
    expect(await tutte()).toEqual(lavorati);
  });

  test('go when they are not wanted, with all that belongs to them, and real ones stay', async () => {
    const inserisci = (statement: string) => execute(clone.ownerUrl, statement);
    await inserisci(
      `INSERT INTO caso (ambito_id, id, codice, servizio, aperto_il) VALUES (4, gen_random_uuid(), '04-C-AAAAAAAA', 'TUTELA', '2021-01-01')`,
    );
    await inserisci(
      `INSERT INTO emergenza (ambito_id, id, caso_codice, soggetto, ruolo, motivo, scade_il)
       SELECT 4, gen_random_uuid(), codice, 's', 'r', 'm', now() + interval '1 hour' FROM caso WHERE ambito_id = 4`,
    );
    await carica({ demo: false, keysDir: undefined });
    const dopo = await tutte();
    expect([dopo.caso!.length, dopo.persona, dopo.caso_persona, dopo.assegnazione, dopo.equipe_operatore]).toEqual([
      1,
      [],
      [],
      [],
      [],
    ]);
    expect(await righe('emergenza')).toHaveLength(1);
  });

  test('are not loaded without keys, and nothing is, when the database needs keys that are not there', async () => {
    await expect(carica({ keysDir: undefined })).rejects.toThrow('TRAMA_KEYS_DIR is missing');
    const altre = mkdtempSync(join(tmpdir(), 'trama-altre-'));
    try {
      await expect(carica({ keysDir: altre })).rejects.toMatchObject({ name: 'ChiaviError' });
      await caricaFileChiavi(altre, { crea: true });
      await expect(carica({ keysDir: altre })).rejects.toThrow(
        /needs kek-1-\w+, not in .*: put that file of keys back/,
      );
      await expect(carica({ keysDir: altre, demo: false })).rejects.toThrow('put that file of keys back');
    } finally {
      rmSync(altre, { recursive: true });
    }
  });
});

describe('demonstration people, as the personas meet them', () => {
  let subgraph: SubgraphUnderTest;
  beforeAll(async () => void (subgraph = await startSubgraph(ambito, { demo: true })));
  afterAll(() => subgraph.stop());

  const casi = async (persona: NomePersona) =>
    (await subgraph.ask<PaginaDiCasi>(chiamanteDi(persona), CASI, { first: 100 })).data.casi;

  test.each([
    ['tutela4', 5, 'TUTELA'],
    ['tutela1', 5, 'TUTELA'],
    ['sociale4', 3, 'PREVENZIONE_DISAGIO'],
    ['sociale1', 3, 'PREVENZIONE_DISAGIO'],
  ] as const)(
    '%s sees the cases that it follows, all of one service and all marked',
    async (persona, quanti, servizio) => {
      const pagina = (await casi(persona))!;
      const nodi = pagina.edges.map(({ node }) => node);
      expect([pagina.totalCount, nodi.length]).toEqual([quanti, quanti]);
      for (const nodo of nodi) {
        expect(nodo).toMatchObject({ servizio, origine: 'DIMOSTRATIVO' });
        expect(nodo.codice.startsWith(persona.endsWith('4') ? '04-' : '01-')).toBe(true);
        for (const { persona: letta } of nodo.persone) {
          expect(leggiCodice(letta.codiceFiscale, controllaCodice).natura).toBe('VALIDO');
          expect(letta.codiceFiscale).toContain('Y999'); // no such place: it can be nobody's
          expect([letta.nome, letta.dataNascita]).not.toContain(null);
        }
      }
    },
  );

  test.each(['cabina', 'coordinamento', 'udp4', 'affidi4', 'asst1', 'ets-a', 'app-partner', 'garante'] as const)(
    '%s sees none, not even how many there are',
    async (persona) => {
      const answer = await subgraph.ask<PaginaDiCasi>(chiamanteDi(persona), CASI);
      expect([answer.data.casi, answer.errors.map(({ extensions }) => extensions?.code)]).toEqual([
        null,
        ['NON_AUTORIZZATO'],
      ]);
    },
  );
});

describe('demonstration families', () => {
  test('go when they are not wanted, with the invented service that has them, and come again', async () => {
    const clone = await cloneDatabase('ats', { demo: true });
    const carica = (demo: boolean) =>
      prepara({
        name: ats.name,
        migrations: ats.migrations,
        cubi: [],
        seme: semeDiAts,
        contextKey: testContextKey(),
        ownerUrl: clone.ownerUrl,
        demo,
        keysDir: demo ? testKeysDir() : undefined,
      });
    const quante = async () => {
      const [row] = await execute<{ famiglie: number; servizi: number; chiavi: number }>(
        clone.ownerUrl,
        `SELECT (SELECT count(*)::int FROM famiglia_affidataria) AS famiglie,
                (SELECT count(*)::int FROM servizio_affidi WHERE origine = 'DIMOSTRATIVO') AS servizi,
                (SELECT count(*)::int FROM chiave_dati WHERE ambito_id = 999) AS chiavi`,
      );
      return row!;
    };
    try {
      const prima = await quante();
      expect(Math.min(prima.famiglie, prima.servizi, prima.chiavi)).toBeGreaterThan(0);
      await carica(false);
      expect(await quante()).toEqual({ famiglie: 0, servizi: 0, chiavi: 0 });
      await carica(true);
      expect(await quante()).toEqual(prima);
    } finally {
      await clone.drop();
    }
  });
});
