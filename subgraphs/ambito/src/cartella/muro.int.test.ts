import { connect } from '@trama/database/connect';
import { Database, type Tx } from '@trama/database/database';
import { type Chiamante, identityOf } from '@trama/kernel/identity';
import { RUOLI, type Ruolo } from '@trama/kernel/ruoli';
import { type ClonedDatabase, cloneDatabase, execute, testContextKey } from '@trama/test-kit/database';
import { operatore } from '@trama/test-kit/subgraph';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';

/**
 * The wall around cases as PostgreSQL keeps it, without any of our GraphQL in between: every role, in the own ambito and
 * in another, with and without an assignment. What must be seen is written down here; everything else must not be.
 */
const TABELLE = [
  'caso',
  'persona',
  'caso_persona',
  'assegnazione',
  'emergenza',
  'nucleo',
  'provvedimento',
  'intervento',
  'passaggio_servizio',
] as const;
type Servizio = 'TUTELA' | 'PREVENZIONE_DISAGIO';

/** Which service's cases each role may follow; no other role follows any. */
const SERVIZIO: Readonly<Partial<Record<Ruolo, Servizio>>> = {
  SERVIZIO_TUTELA: 'TUTELA',
  OPERATORE_SOCIALE: 'PREVENZIONE_DISAGIO',
};

interface CasoDiProva {
  readonly ambito: number;
  readonly servizio: Servizio;
  /** Whether `io` follows it by an assignment, by the team, not any more, not yet, or not at all. */
  readonly mio: 'ASSEGNATO' | 'EQUIPE' | 'FINITO' | 'FUTURO' | 'NO';
  readonly id: string;
  readonly codice: string;
  readonly persona: string;
}

const CASI: readonly CasoDiProva[] = [4, 1].flatMap((ambito) =>
  (['TUTELA', 'PREVENZIONE_DISAGIO'] as const).flatMap((servizio, s) =>
    (['ASSEGNATO', 'EQUIPE', 'FINITO', 'FUTURO', 'NO'] as const).map((mio, n) => ({
      ambito,
      servizio,
      mio,
      id: randomUUID(),
      codice: `${String(ambito).padStart(2, '0')}-C-PR0VA${ambito}${s}${n}`.slice(0, 13),
      persona: randomUUID(),
    })),
  ),
);

const vede = ({ ruolo, ambito }: Chiamante, caso: CasoDiProva): boolean =>
  caso.ambito === ambito &&
  SERVIZIO[ruolo] === caso.servizio &&
  (caso.mio === 'ASSEGNATO' || (caso.mio === 'EQUIPE' && ruolo === 'SERVIZIO_TUTELA'));

describe('the wall around cases', () => {
  let clone: ClonedDatabase;
  let source: DataSource;
  let database: Database;

  beforeAll(async () => {
    clone = await cloneDatabase('ambito');
    source = await connect({ url: clone.appUrl, application: 'prova-muro-casi', poolSize: 3 }, []);
    database = new Database(source, testContextKey());
    await semina();
  });
  afterAll(async () => {
    await source.destroy();
    await clone.drop();
  });

  const owner = (statement: string, values: unknown[] = []) => execute(clone.ownerUrl, statement, values);

  const semina = async () => {
    await owner(`INSERT INTO equipe (ambito_id, codice) VALUES (4, 'LA_MIA'), (1, 'LA_MIA')`);
    await owner(
      `INSERT INTO equipe_operatore (ambito_id, equipe, soggetto, dal) VALUES (4, 'LA_MIA', 'io', '2020-01-01'), (1, 'LA_MIA', 'io', '2020-01-01')`,
    );
    await owner(
      `INSERT INTO comune (codice_istat, ambito_id, nome, altri_nomi, codice_catastale, cap, fonte, origine)
       VALUES ('017029', 1, 'Brescia', '{}', 'B157', '25121', '{}', 'IMPORTATO')`,
    );
    for (const { ambito, servizio, mio, id, codice, persona } of CASI) {
      const equipe = mio === 'EQUIPE' ? 'LA_MIA' : null;
      // A household has the id of its case here, and so has whatever belongs to the case.
      await owner('INSERT INTO nucleo (ambito_id, id, codice, comune_istat) VALUES ($1, $2, $3, $4)', [
        ambito,
        id,
        codice.replace('-C-', '-N-'),
        ambito === 4 ? '017061' : '017029',
      ]);
      await owner(
        `INSERT INTO caso (ambito_id, id, codice, servizio, aperto_il, equipe, nucleo_id) VALUES ($1, $2, $3, $4, '2021-01-01', $5, $2)`,
        [ambito, id, codice, servizio, equipe],
      );
      await owner(
        `INSERT INTO intervento (ambito_id, id, caso_id, tipo, dal) VALUES ($1, $2, $2, 'COMUNITA', '2021-01-01')`,
        [ambito, id],
      );
      await owner(
        `INSERT INTO provvedimento (ambito_id, id, caso_id, autorita, tipo, data)
         SELECT $1, $2, $2, 'TRIBUNALE_MINORENNI', 'ALTRO', '2021-01-01' WHERE $3 = 'TUTELA'`,
        [ambito, id, servizio],
      );
      await owner(
        `INSERT INTO passaggio_servizio (ambito_id, id, caso_id, equipe, soggetto) VALUES ($1, $2, $2, 'LA_MIA', 'un-altro')`,
        [ambito, id],
      );
      await owner(
        `INSERT INTO persona (ambito_id, id, caso_id, nome, cognome) VALUES ($1, $2, $3, 'n'::bytea, 'c'::bytea)`,
        [ambito, persona, id],
      );
      await owner(`INSERT INTO caso_persona (ambito_id, caso_id, persona_id, ruolo) VALUES ($1, $2, $3, 'MINORE')`, [
        ambito,
        id,
        persona,
      ]);
      const periodo = { ASSEGNATO: [-1, null], EQUIPE: null, FINITO: [-2, -1], FUTURO: [1, null], NO: null }[mio];
      await owner(
        `INSERT INTO assegnazione (ambito_id, caso_id, servizio, soggetto, dal, al)
         VALUES ($1, $2, $3, $4, now() + make_interval(days => $5), now() + make_interval(days => $6))`,
        [ambito, id, servizio, periodo ? 'io' : 'un-altro', periodo?.[0] ?? -1, periodo?.[1] ?? null],
      );
    }
  };

  const chi = (ruolo: Ruolo, ambito: number | null, subject = 'io') =>
    identityOf(operatore(ambito, ruolo, subject), 'prova');
  const ids = (ruolo: Ruolo, ambito: number | null, statement: string) =>
    database.read(chi(ruolo, ambito), async (tx) =>
      (await tx.query<{ id: string }>(statement)).map(({ id }) => id).sort(),
    );
  const scrivi = (ruolo: Ruolo, ambito: number, statement: string, values: unknown[] = []) =>
    database.write(chi(ruolo, ambito), (tx) => tx.query(statement, values));

  const celle = (Object.keys(RUOLI) as Ruolo[]).flatMap((ruolo) =>
    [4, 1, 9, null].map((ambito) => [ruolo, ambito] as const),
  );

  test.each(celle)(
    '%s of ambito %s sees exactly the cases that it follows, and their people',
    async (ruolo, ambito) => {
      const visti = CASI.filter((caso) => vede(operatore(ambito, ruolo, 'io'), caso));
      expect(await ids(ruolo, ambito, 'SELECT id FROM caso')).toEqual(visti.map(({ id }) => id).sort());
      const persone = visti.map(({ persona }) => persona).sort();
      expect(await ids(ruolo, ambito, 'SELECT id FROM persona')).toEqual(persone);
      expect(await ids(ruolo, ambito, 'SELECT persona_id AS id FROM caso_persona')).toEqual(persone);
      const expectedCount = ruolo === 'SERVIZIO_TUTELA' && (ambito === 4 || ambito === 1) ? 2 : 0;
      const altri = ruolo === 'OPERATORE_SOCIALE' && (ambito === 4 || ambito === 1) ? 1 : 0;
      expect(visti).toHaveLength(expectedCount + altri); // the table above has not gone empty
    },
  );

  test.each(celle)('%s of ambito %s sees exactly what belongs to the cases that it follows', async (ruolo, ambito) => {
    const visti = CASI.filter((caso) => vede(operatore(ambito, ruolo, 'io'), caso));
    for (const tabella of ['nucleo', 'intervento', 'passaggio_servizio']) {
      const trovati = await ids(ruolo, ambito, `SELECT id FROM ${tabella}`);
      expect([tabella, trovati]).toEqual([tabella, visti.map(({ id }) => id).sort()]);
    }
    const conTribunale = visti.filter(({ servizio }) => servizio === 'TUTELA').map(({ id }) => id);
    expect(await ids(ruolo, ambito, 'SELECT id FROM provvedimento')).toEqual(conTribunale.sort());
  });

  test('one who follows nothing, and whoever goes round the door, sees nothing', async () => {
    for (const tabella of TABELLE.filter((una) => una !== 'assegnazione')) {
      const visto = await database.read(chi('SERVIZIO_TUTELA', 4, 'nessuno'), (tx) =>
        tx.query(`SELECT FROM ${tabella}`),
      );
      expect([tabella, visto]).toEqual([tabella, []]);
    }
    for (const tabella of TABELLE) {
      expect([tabella, await source.query(`SELECT FROM ${tabella}`)]).toEqual([tabella, []]);
    }
  });

  test('who follows a case is told to the own service alone, and never its cases', async () => {
    const casi = (servizio: Servizio) =>
      CASI.filter((caso) => caso.ambito === 4 && caso.servizio === servizio)
        .map(({ id }) => id)
        .sort();
    const statement = 'SELECT DISTINCT caso_id AS id FROM assegnazione';
    expect(await ids('SERVIZIO_TUTELA', 4, statement)).toEqual(casi('TUTELA'));
    expect(await ids('OPERATORE_SOCIALE', 4, statement)).toEqual(casi('PREVENZIONE_DISAGIO'));
    for (const ruolo of ['UFFICIO_DI_PIANO', 'SERVIZIO_AFFIDI', 'CABINA_REGIA', 'GARANTE'] as const) {
      expect(await ids(ruolo, 4, statement)).toEqual([]);
      expect(await ids(ruolo, 4, 'SELECT codice AS id FROM equipe')).toEqual([]);
    }
  });

  const altrui = CASI.filter((caso) => !vede(operatore(4, 'SERVIZIO_TUTELA', 'io'), caso));
  const mio = CASI.find(
    ({ ambito, servizio, mio: come }) => ambito === 4 && servizio === 'TUTELA' && come === 'ASSEGNATO',
  )!;

  test('nobody can take a case whose id is known: by assignment, by a person, by a link, by an update', async () => {
    expect(altrui).toHaveLength(CASI.length - 2);
    for (const { id, persona, servizio } of altrui) {
      const prove: Array<[string, unknown[]]> = [
        [`INSERT INTO assegnazione (caso_id, servizio, soggetto) VALUES ($1, $2, 'io')`, [id, servizio]],
        [
          `INSERT INTO persona (id, caso_id, nome, cognome) VALUES ($1, $2, 'n'::bytea, 'c'::bytea)`,
          [randomUUID(), id],
        ],
        [`INSERT INTO caso_persona (caso_id, persona_id, ruolo) VALUES ($1, $2, 'ALTRO')`, [id, persona]],
        [`INSERT INTO caso_persona (caso_id, persona_id, ruolo) VALUES ($1, $2, 'ALTRO')`, [mio.id, persona]],
        [`INSERT INTO intervento (id, caso_id, tipo, dal) VALUES ($1, $2, 'COMUNITA', now())`, [randomUUID(), id]],
        [
          `INSERT INTO provvedimento (id, caso_id, autorita, tipo, data) VALUES ($1, $2, 'TRIBUNALE_MINORENNI', 'ALTRO', now())`,
          [randomUUID(), id],
        ],
        [`INSERT INTO passaggio_servizio (id, caso_id, equipe) VALUES ($1, $2, 'LA_MIA')`, [randomUUID(), id]],
        [
          `INSERT INTO caso (id, codice, servizio, aperto_il, nucleo_id) VALUES ($1, '04-C-PRESA000', 'TUTELA', now(), $2)`,
          [randomUUID(), id],
        ],
      ];
      for (const [statement, values] of prove) {
        await expect(scrivi('SERVIZIO_TUTELA', 4, statement, values)).rejects.toMatchObject({
          code: expect.stringMatching(/42501/),
        });
      }
      for (const statement of [
        `UPDATE caso SET stato = 'CHIUSO', chiuso_il = now() WHERE id = $1 RETURNING id`,
        `UPDATE assegnazione SET al = now() WHERE caso_id = $1 RETURNING id`,
        `UPDATE persona SET codice_fiscale_indice = NULL WHERE caso_id = $1 RETURNING id`,
        `UPDATE intervento SET al = now() WHERE caso_id = $1 RETURNING id`,
        `UPDATE provvedimento SET revocato_il = now() WHERE caso_id = $1 RETURNING id`,
      ]) {
        expect(await scrivi('SERVIZIO_TUTELA', 4, statement, [id])).toEqual([]);
      }
    }
  });

  test('nobody opens a case of another service or ambito, whatever the statement says', async () => {
    const apri = (ruolo: Ruolo, ambito: number, codice: string, servizio: string) =>
      scrivi(ruolo, ambito, `INSERT INTO caso (id, codice, servizio, aperto_il) VALUES ($1, $2, $3, '2021-01-01')`, [
        randomUUID(),
        codice,
        servizio,
      ]);
    await expect(apri('SERVIZIO_TUTELA', 4, '04-C-AAAAAAAA', 'PREVENZIONE_DISAGIO')).rejects.toMatchObject({
      code: '42501',
    });
    await expect(apri('OPERATORE_SOCIALE', 4, '04-C-AAAAAAAA', 'TUTELA')).rejects.toMatchObject({ code: '42501' });
    await expect(apri('UFFICIO_DI_PIANO', 4, '04-C-AAAAAAAA', 'TUTELA')).rejects.toMatchObject({ code: '42501' });
    await expect(apri('SERVIZIO_TUTELA', 4, '01-C-AAAAAAAA', 'TUTELA')).rejects.toMatchObject({ code: '23514' });
    for (const colonna of ['ambito_id', 'stato', 'versione', 'origine', 'creato_il']) {
      await expect(
        scrivi(
          'SERVIZIO_TUTELA',
          4,
          `INSERT INTO caso (id, codice, servizio, aperto_il, ${colonna}) VALUES ($1, '04-C-AAAAAAAA', 'TUTELA', '2021-01-01', DEFAULT)`,
          [randomUUID()],
        ),
      ).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('a code, an id or a codice fiscale that another ambito has is simply free', async () => {
    const vicino = CASI.find(({ ambito }) => ambito === 1)!;
    const codice = '04-C-ZZZZZZZZ';
    const apri = (id: string) => async (tx: Tx) => {
      await tx.query(`INSERT INTO caso (id, codice, servizio, aperto_il) VALUES ($1, $2, 'TUTELA', '2021-01-01')`, [
        id,
        codice,
      ]);
      await tx.query(
        `INSERT INTO persona (id, caso_id, nome, cognome, codice_fiscale_indice) VALUES ($1, $2, 'n'::bytea, 'c'::bytea, $3)`,
        [vicino.persona, id, `i1:${'a'.repeat(22)}`],
      );
    };
    await owner(`UPDATE persona SET codice_fiscale_indice = $1 WHERE id = $2`, [
      `i1:${'a'.repeat(22)}`,
      vicino.persona,
    ]);
    await database.write(chi('SERVIZIO_TUTELA', 4, 'libero'), apri(vicino.id));
    const visti = await database.read(chi('SERVIZIO_TUTELA', 4, 'libero'), (tx) =>
      tx.query('SELECT ambito_id, codice FROM caso'),
    );
    expect(visti).toEqual([{ ambito_id: 4, codice }]);
  });

  test('keys are for who follows cases, and the ambito’s own also for who reviews emergencies', async () => {
    const chiavi = [4, 1].flatMap((ambito) => [null, 'una-persona'].map((persona) => [ambito, persona] as const));
    for (const [ambito, persona] of chiavi) {
      await owner(
        `INSERT INTO chiave_dati (ambito_id, id, persona_id, versione, kek, chiave_avvolta) VALUES ($1, gen_random_uuid(), $2, 1, 'k', 'c')`,
        [ambito, persona],
      );
    }
    const viste = (ruolo: Ruolo) =>
      ids(ruolo, 4, `SELECT ambito_id || coalesce(' ' || persona_id, '') AS id FROM chiave_dati`);
    for (const ruolo of Object.keys(RUOLI) as Ruolo[]) {
      const daPersona = ruolo in SERVIZIO ? ['4 una-persona'] : [];
      const delAmbito = ruolo in SERVIZIO || ruolo === 'UFFICIO_DI_PIANO' ? ['4'] : [];
      const attese = [...delAmbito, ...daPersona];
      expect([ruolo, await viste(ruolo)]).toEqual([ruolo, attese]);
    }
    const distruggi = `UPDATE chiave_dati SET chiave_avvolta = NULL, distrutta_il = now() WHERE persona_id = 'una-persona' RETURNING id`;
    for (const ruolo of ['UFFICIO_DI_PIANO', 'SERVIZIO_AFFIDI', 'GARANTE'] as const) {
      expect(await scrivi(ruolo, 4, distruggi)).toEqual([]);
    }
    expect(await scrivi('SERVIZIO_TUTELA', 9, distruggi)).toEqual([]);
  });

  test('what ended, was taken back or passed on stays so', async () => {
    for (const [fine, riapri] of [
      [`UPDATE intervento SET al = '2021-02-02'`, `UPDATE intervento SET al = NULL`],
      [`UPDATE provvedimento SET revocato_il = '2021-02-02'`, `UPDATE provvedimento SET revocato_il = NULL`],
    ] as const) {
      const di = (statement: string) =>
        scrivi('SERVIZIO_TUTELA', 4, `${statement} WHERE id = $1 RETURNING id`, [mio.id]);
      expect(await di(fine)).toEqual([{ id: mio.id }]);
      expect(await di(riapri)).toEqual([]);
    }
    for (const cambio of [
      'nucleo SET comune_istat = comune_istat',
      'caso SET nucleo_id = NULL',
      'caso SET anni_di_modifica = NULL',
      `passaggio_servizio SET equipe = 'LA_MIA'`,
      `intervento SET tipo = 'AFFIDO'`,
      `provvedimento SET tipo = 'PENALE'`,
    ]) {
      await expect(scrivi('SERVIZIO_TUTELA', 4, `UPDATE ${cambio}`)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('an assignment that ended cannot be opened again, and nothing is deleted', async () => {
    const riapri = `UPDATE assegnazione SET al = NULL WHERE caso_id = $1 RETURNING id`;
    const finito = CASI.find(
      ({ ambito, servizio, mio: come }) => ambito === 4 && servizio === 'TUTELA' && come === 'FINITO',
    )!;
    expect(await scrivi('SERVIZIO_TUTELA', 4, riapri, [finito.id])).toEqual([]);
    for (const tabella of TABELLE) {
      for (const verbo of [`DELETE FROM ${tabella}`, `TRUNCATE ${tabella} CASCADE`]) {
        await expect(scrivi('SERVIZIO_TUTELA', 4, verbo)).rejects.toMatchObject({ code: '42501' });
      }
    }
  });

  test('a policy looks once a statement, not once a row', async () => {
    const piano = await database.read(chi('SERVIZIO_TUTELA', 4), (tx) =>
      tx.query<{ 'QUERY PLAN': string }>('EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT id FROM caso'),
    );
    const testo = piano.map((riga) => riga['QUERY PLAN']).join('\n');
    const loops = [...testo.matchAll(/(?:ProjectSet|Result|Function Scan).*loops=(\d+)/g)].map(([, n]) => Number(n));
    expect(loops.length).toBeGreaterThan(2);
    expect(Math.max(...loops)).toBe(1);
  });
});
