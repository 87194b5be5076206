import { cloneDatabase, type ClonedDatabase, execute, testPostgres } from '@trama/test-kit/database';
import fc from 'fast-check';
import pg from 'pg';

interface Misura {
  readonly ambito: number;
  readonly triennio: string;
  readonly valore: number | null;
  readonly atteso: number | null;
  readonly operatore: string | null;
}
interface Riepilogo {
  readonly chiave: string;
  readonly indicatori: number;
  readonly misurati: number;
  readonly medio: number | null;
}

/** What PostgreSQL did in one step of a statement. */
interface Nodo {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly Plans?: readonly Nodo[];
}

/** How many rows each step had in its hands, those that it put away included. */
const righeViste = (nodo: Nodo): number[] => [
  nodo['Actual Loops'] *
    (nodo['Actual Rows'] + (nodo['Rows Removed by Filter'] ?? 0) + (nodo['Rows Removed by Join Filter'] ?? 0)),
  ...(nodo.Plans ?? []).flatMap(righeViste),
];

/** Statements that triggers run say to the client how they were run. */
const DICE_I_PIANI = Object.entries({
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_timing': 'off',
  'auto_explain.log_nested_statements': 'on',
  'auto_explain.log_format': 'json',
  'auto_explain.log_level': 'notice',
})
  .map(([nome, valore]) => `SET LOCAL ${nome} = '${valore}'`)
  .join(';');

describe('the summary of a plan', () => {
  let clone: ClonedDatabase;
  beforeAll(async () => void (clone = await cloneDatabase('ambito', { demo: true })));
  afterAll(() => clone.drop());

  const sql = <Row extends object>(text: string, values: readonly unknown[] = []) =>
    execute<Row>(clone.ownerUrl, text, [...values]);

  const gradi = async (casi: ReadonlyArray<readonly [number | null, number | null, string | null]>) => {
    const [valori, attesi, operatori] = [0, 1, 2].map((i) => casi.map((caso) => caso[i]));
    const righe = await sql<{ grado: number | null }>(
      `SELECT trama.raggiungimento(v, a, o) AS grado
       FROM unnest($1::float8[], $2::float8[], $3::text[]) WITH ORDINALITY t (v, a, o, n) ORDER BY n`,
      [valori, attesi, operatori],
    );
    return righe.map(({ grado }) => grado);
  };

  test('ten projects out of fifteen expected are 66.7 per cent, twenty are 100; sixty days for thirty are half', async () => {
    const casi = [
      [10, 15, 'ALMENO', 66.7],
      [20, 15, 'ALMENO', 100],
      [20, 30, 'MASSIMO', 100],
      [60, 30, 'MASSIMO', 50],
      [0, 30, 'MASSIMO', 100],
    ] as const;
    expect(await gradi(casi.map(([valore, atteso, operatore]) => [valore, atteso, operatore]))).toEqual(
      casi.map(([, , , grado]) => grado),
    );
  });

  test('nothing measured or nothing expected is unknown, never zero', async () => {
    expect(await gradi([[null, 15, 'ALMENO'], [15, null, null], [15, 0, 'PARI']])).toEqual([null, null, null]); // prettier-ignore
  });

  test('a share stays between 0 and 100, and a better measure is never worth less', async () => {
    const number = fc.double({ min: 0, max: 1e6, noNaN: true });
    const some = fc.array(fc.tuple(number, number, fc.double({ min: 0.001, max: 1e6, noNaN: true })), {
      minLength: 50,
    });
    const property = fc.asyncProperty(some, async (tutti) => {
      const ordinati = tutti.map(([a, b, atteso]) => ({ low: Math.min(a, b), high: Math.max(a, b), atteso }));
      const di = (operatore: string) =>
        gradi(ordinati.flatMap(({ low, high, atteso }) => [low, high].map((v) => [v, atteso, operatore] as const)));
      const [almeno, massimo] = [await di('ALMENO'), await di('MASSIMO')];
      ordinati.forEach((_, i) => {
        expect(almeno[2 * i]!).toBeLessThanOrEqual(almeno[2 * i + 1]!);
        expect(massimo[2 * i]!).toBeGreaterThanOrEqual(massimo[2 * i + 1]!);
      });
      expect([...almeno, ...massimo].every((grado) => grado! >= 0 && grado! <= 100)).toBe(true);
    });
    await fc.assert(property, { numRuns: 8 });
  });

  /** Counted again from what there is, without the summary. */
  async function contati(): Promise<Riepilogo[]> {
    const misure = await sql<Misura>(`
      SELECT i.ambito_id AS ambito, o.triennio, i.valore_atteso AS atteso, i.operatore,
             (SELECT valore FROM misurazione m WHERE m.ambito_id = i.ambito_id AND m.indicatore_codice = i.codice
              ORDER BY data DESC LIMIT 1) AS valore
      FROM indicatore i JOIN obiettivo o ON o.ambito_id = i.ambito_id AND o.codice = i.obiettivo_codice`);
    const piani = await sql<{ ambito: number; triennio: string }>(
      'SELECT ambito_id AS ambito, triennio FROM piano_di_zona ORDER BY 1, 2',
    );
    return Promise.all(
      piani.map(async ({ ambito, triennio }) => {
        const sue = misure.filter((misura) => misura.ambito === ambito && misura.triennio === triennio);
        const noti = (
          await gradi(sue.map(({ valore, atteso, operatore }) => [valore, atteso, operatore] as const))
        ).filter((grado) => grado !== null);
        const medio = noti.length && Math.round((noti.reduce((sum, grado) => sum + grado, 0) / noti.length) * 10) / 10;
        const misurati = sue.filter(({ valore }) => valore !== null).length;
        return { chiave: `${ambito} ${triennio}`, indicatori: sue.length, misurati, medio: noti.length ? medio : null };
      }),
    );
  }

  const scritti = () =>
    sql<Riepilogo>(`
      SELECT ambito_id || ' ' || triennio AS chiave, indicatori, indicatori_misurati AS misurati, raggiungimento_medio AS medio
      FROM riepilogo_piano ORDER BY ambito_id, triennio`);

  test('says what counting again would say, after any change of measures, indicators and objectives', async () => {
    const cambi = [
      `UPDATE misurazione SET valore = valore * 2 WHERE ambito_id IN (1, 7)`,
      `DELETE FROM misurazione WHERE ambito_id = 2 AND data > '2022-01-01'`,
      `INSERT INTO misurazione SELECT ambito_id, codice, '2023-12-31', 3, 'DIMOSTRATIVO' FROM indicatore WHERE ambito_id <> 4
         ON CONFLICT DO NOTHING`,
      `UPDATE indicatore SET valore_atteso = 7, operatore = 'MASSIMO' WHERE ambito_id = 3`,
      `UPDATE obiettivo SET in_continuita = NOT in_continuita WHERE ambito_id IN (3, 4)`,
      `DELETE FROM misurazione WHERE ambito_id = 5`,
    ];
    expect(await scritti()).toEqual(await contati());
    for (const cambio of cambi) {
      await sql(cambio);
      expect(await scritti()).toEqual(await contati());
    }
    const [{ in_continuita: primo } = {}] = await sql<{ in_continuita: number }>(`
      SELECT r.in_continuita FROM riepilogo_piano r WHERE ambito_id = 4 AND triennio = '2021-2023'`);
    const [{ quanti } = {}] = await sql<{ quanti: number }>(`
      SELECT count(*)::int AS quanti FROM obiettivo WHERE ambito_id = 4 AND triennio = '2021-2023' AND in_continuita`);
    expect(primo).toBe(quanti);
  });

  /** The twelve ambiti some times over, none of which PostgreSQL has counted yet. */
  const MOLTI = ['ambito', 'piano_di_zona', 'obiettivo', 'indicatore', 'misurazione'].map((tabella) => {
    const chiave = tabella === 'ambito' ? 'numero' : 'ambito_id';
    const nome = tabella === 'ambito' ? `, 'nome', 'Ambito ' || n` : '';
    return `INSERT INTO ${tabella} SELECT (jsonb_populate_record(t, jsonb_build_object('${chiave}', n${nome}))).*
      FROM generate_series(20, 43) n JOIN ${tabella} t ON t.${chiave} = 1 + n % 12`;
  });

  test('of each plan costs what is in it, also while many ambiti come in', async () => {
    const url = new URL(testPostgres().superuserUrl);
    url.pathname = new URL(clone.ownerUrl).pathname;
    const client = new pg.Client(url.href);
    await client.connect();
    const piani: Nodo[] = [];
    client.on('notice', ({ message = '' }) => {
      if (message.includes('INSERT INTO public.riepilogo_piano')) {
        piani.push((JSON.parse(message.slice(message.indexOf('{'))) as { Plan: Nodo }).Plan);
      }
    });
    try {
      await client.query(`LOAD 'auto_explain'; BEGIN; ${DICE_I_PIANI}`);
      for (const testo of MOLTI) {
        piani.length = 0;
        await client.query(testo);
      }
      const { rows } = await client.query<{ quanti: number }>('SELECT count(*)::int AS quanti FROM indicatore');
      expect(piani).toHaveLength(1);
      expect(Math.max(...righeViste(piani[0]!))).toBeLessThan(20 * rows[0]!.quanti);
    } finally {
      await client.query('ROLLBACK').finally(() => client.end());
    }
  });

  test('loses nothing of two who change one plan at the same moment', async () => {
    const [uno, due] = [new pg.Client(clone.ownerUrl), new pg.Client(clone.ownerUrl)];
    await Promise.all([uno.connect(), due.connect()]);
    const aggiunge = (client: pg.Client, resto: number) =>
      client.query(
        `INSERT INTO misurazione SELECT ambito_id, codice, '2024-06-0${resto + 1}', 5, 'DIMOSTRATIVO'
         FROM indicatore WHERE ambito_id = 6 AND ordine % 2 = ${resto}`,
      );
    try {
      await Promise.all([uno.query('BEGIN'), due.query('BEGIN')]);
      await aggiunge(uno, 0);
      const secondo = aggiunge(due, 1).then(() => due.query('COMMIT'));
      await uno.query('COMMIT');
      await secondo;
    } finally {
      await Promise.all([uno.end(), due.end()]);
    }
    expect(await scritti()).toEqual(await contati());
    const sesto = (await scritti()).filter(({ chiave }) => chiave.startsWith('6 '));
    expect(sesto.every(({ indicatori, misurati }) => indicatori === misurati)).toBe(true);
  });
});
