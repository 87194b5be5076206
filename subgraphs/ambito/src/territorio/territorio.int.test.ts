import { PUBBLICO } from '@trama/kernel/identity';
import { ArchivioError, DATA_DIR } from '@trama/reference/archivio';
import { prepara } from '@trama/reference/prepara';
import { execute, testContextKey } from '@trama/test-kit/database';
import { startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { namesOf, statementsOf } from '@trama/test-kit/statements';
import fc from 'fast-check';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { seme } from '../../seed/seme.js';
import { subgraph as ambito } from '../subgraph.js';

const CIFRE = 'residenti maschi femmine eta0a17 eta18a64 eta65oltre stranieri comuni';
const DOVE = `codiceIstat validoDal validoAl confluitoIn { codiceIstat } confluiti { codiceIstat } ambito { numero }
  appartenenze { ambito { numero } dal al }`;
const COMUNE = `query($codice: String!) { comune(codiceIstat: $codice) { ${DOVE}
  allora: seriePopolazione { anno ${CIFRE} nota } oggi: seriePopolazione(confini: OGGI) { anno ${CIFRE} nota } } }`;
const AMBITI = `query($chi: [_Any!]!, $anno: Int!, $il: Date) { _entities(representations: $chi) { ... on Ambito { numero
  allora: popolazione(anno: $anno) { ${CIFRE} } oggi: popolazione(anno: $anno, confini: OGGI) { ${CIFRE} }
  serieAllora: seriePopolazione { anno residenti comuni } serieOggi: seriePopolazione(confini: OGGI) { anno residenti comuni }
  comuni(il: $il) { codiceIstat } } } }`;

const INSIEME = `query($chi: [_Any!]!, $due: [_Any!]!) {
  comuni: _entities(representations: $chi) { ... on Comune { codiceIstat
    allora: seriePopolazione { anno residenti } oggi: seriePopolazione(confini: OGGI) { anno residenti } } }
  ambiti: _entities(representations: $due) { ... on Ambito { numero
    serieAllora: seriePopolazione { anno residenti } serieOggi: seriePopolazione(confini: OGGI) { anno residenti } } } }`;

type Cifre = Record<string, number>;
interface Serie extends Cifre {
  readonly anno: number;
}
interface Comune {
  readonly codiceIstat: string;
  readonly validoDal: string | null;
  readonly validoAl: string | null;
  readonly confluitoIn: { codiceIstat: string } | null;
  readonly confluiti: Array<{ codiceIstat: string }>;
  readonly appartenenze: Array<{ ambito: { numero: number }; dal: string | null; al: string | null }>;
  readonly allora: Array<Serie & { nota: string | null }>;
  readonly oggi: Array<Serie & { nota: string | null }>;
}
interface Ambito {
  readonly numero: number;
  readonly allora: Cifre | null;
  readonly oggi: Cifre | null;
  readonly serieAllora: Serie[];
  readonly serieOggi: Serie[];
  readonly comuni: Array<{ codiceIstat: string }>;
}

/** Of ambito 4. */
const [BOVEGNO, IRMA, PEZZAZE] = ['017024', '017084', '017141'] as const;
/** Born of the first two, for the test: no such comune exists. */
const NUOVO = '017999';
const fonte = { documento: 'Registro di prova', capitolo: 'Fusione inventata' };
const nato = (dal: string | null, al: string | null = null, confluitoIn: string | null = null) => ({
  ...{ codiceIstat: NUOVO, nome: 'Comune Unito', codiceCatastale: 'Z999', cap: '25060', ambito: 4 },
  ...{ dal, al, confluitoIn, fonte },
});
const cessato = (codiceIstat: string, al: string, confluitoIn: string) => ({
  ...nato(null, al, confluitoIn),
  codiceIstat,
});

describe('the territory over time', () => {
  let subgraph: SubgraphUnderTest;
  const cartelle: string[] = [];
  beforeEach(async () => void (subgraph = await startSubgraph(ambito)));
  afterEach(() => subgraph.stop());
  afterAll(() => cartelle.forEach((dir) => rmSync(dir, { recursive: true })));

  const owner = <T>(sql: string, values: unknown[] = []) => execute<T & object>(subgraph.clone.ownerUrl, sql, values);

  /** As whoever runs Trama writes it: into the register, and then the preparation of the database. */
  async function registra(comuni: readonly unknown[], appartenenze: readonly unknown[] = []): Promise<void> {
    const dir = mkdtempSync(join(tmpdir(), 'trama-confini-'));
    cartelle.push(dir);
    cpSync(DATA_DIR, dir, { recursive: true });
    writeFileSync(join(dir, 'variazioni-comuni.json'), JSON.stringify({ nota: 'Di prova', comuni, appartenenze }));
    const [ownerUrl, contextKey] = [subgraph.clone.ownerUrl, testContextKey()];
    await prepara({
      name: 'ambito',
      migrations: ambito.migrations,
      seme,
      cubi: [],
      ownerUrl,
      contextKey,
      demo: false,
      dir,
    });
  }
  const conta = (codice: string, anno: number, totale: number) =>
    owner(
      `INSERT INTO popolazione_comune (ambito_id, codice_istat, anno, data, totale, maschi, femmine, eta_0_17, eta_18_64,
         eta_65_oltre, stranieri, fonte, origine)
       SELECT coalesce(trama.ambito_del_comune($1, make_date($2, 1, 1)), 4), $1, $2, make_date($2, 1, 1),
         $3::int, $3 / 2, $3 - $3 / 2, $3 / 5, $3 - 2 * ($3 / 5), $3 / 5, $3 / 10, '{}', 'RILEVATO'`,
      [codice, anno, totale],
    );
  const comune = async (codice: string): Promise<Comune> => {
    const { data, errors } = await subgraph.ask<{ comune: Comune }>(PUBBLICO, COMUNE, { codice });
    expect(errors).toEqual([]);
    return data.comune;
  };
  const ambiti = async (numeri: readonly number[], anno: number, il: string | null = null): Promise<Ambito[]> => {
    const chi = numeri.map((numero) => ({ __typename: 'Ambito', numero }));
    const { data, errors } = await subgraph.ask<{ _entities: Ambito[] }>(PUBBLICO, AMBITI, { chi, anno, il });
    expect(errors).toEqual([]);
    return data._entities;
  };
  const somma = (una: Serie, altra: Serie): Cifre =>
    Object.fromEntries(CIFRE.split(' ').map((nome) => [nome, una[nome]! + altra[nome]!]));
  const cifre = (serie: Serie): Cifre => Object.fromEntries(CIFRE.split(' ').map((nome) => [nome, serie[nome]!]));

  test('merging two comuni with a date keeps both series and their totals', async () => {
    const [una, altra] = [await comune(BOVEGNO), await comune(IRMA)];
    const [prima] = await ambiti([4], 2020);
    await registra([cessato(BOVEGNO, '2020-12-31', NUOVO), cessato(IRMA, '2020-12-31', NUOVO), nato('2021-01-01')]);
    const codici = (await owner<{ c: string }>('SELECT codice_istat AS c FROM comune WHERE valido_al IS NULL')).map(
      ({ c }) => c,
    );
    for (const [i, codice] of codici.entries()) {
      await conta(codice, 2021, 1_000 + i);
    }

    const [bovegno, irma, unito] = [await comune(BOVEGNO), await comune(IRMA), await comune(NUOVO)];
    expect(bovegno).toMatchObject({ validoDal: null, validoAl: '2020-12-31', confluitoIn: { codiceIstat: NUOVO } });
    expect(unito).toMatchObject({ validoDal: '2021-01-01', validoAl: null, confluitoIn: null });
    expect(unito.confluiti.map(({ codiceIstat }) => codiceIstat).sort()).toEqual([BOVEGNO, IRMA]);
    // Of then: each of the two as it was counted, and the new one from its first day.
    expect([bovegno.allora, irma.allora]).toEqual([una.allora, altra.allora]);
    expect(unito.allora.map(({ anno }) => anno)).toEqual([2021]);
    // Of today: the new one through all the years, and nobody else.
    expect([bovegno.oggi, irma.oggi]).toEqual([[], []]);
    expect(unito.oggi.map(({ anno }) => anno)).toEqual([2020, 2021]);
    expect(cifre(unito.oggi[0]!)).toEqual(somma(una.allora[0]!, altra.allora[0]!));
    expect(unito.oggi[0]!.nota).toBe('Somma dei comuni di allora: Bovegno, Irma.');
    expect(unito.oggi[1]).toEqual(unito.allora[0]);
    // The ambito is the same land on both.
    const [dopo] = await ambiti([4], 2020);
    expect([dopo!.allora, dopo!.oggi]).toEqual([prima!.allora, prima!.allora]);
    expect(dopo!.allora).toMatchObject({ residenti: 109_632, comuni: 18 });
    const [nuovo] = await ambiti([4], 2021);
    expect(nuovo!.allora).toEqual(nuovo!.oggi);
    expect(nuovo!.allora).toMatchObject({ comuni: 17 });
    expect(dopo!.serieAllora).toEqual(dopo!.serieOggi);
  });

  test('a comune is of its ambito on the days in which it is there, and a merger to come changes nothing yet', async () => {
    await registra([cessato(BOVEGNO, '2020-12-31', NUOVO), cessato(IRMA, '2999-12-31', NUOVO), nato('2021-01-01')]);
    const lista = async (il: string | null) =>
      (await ambiti([4], 2020, il))[0]!.comuni.map(({ codiceIstat }) => codiceIstat);
    const tutti = await lista('2020-12-31');
    expect([tutti.length, tutti.includes(BOVEGNO), tutti.includes(NUOVO)]).toEqual([18, true, false]);
    const poi = await lista('2021-01-01');
    expect([poi.length, poi.includes(BOVEGNO), poi.includes(IRMA), poi.includes(NUOVO)]).toEqual([
      18,
      false,
      true,
      true,
    ]);
    expect(await lista(null)).toEqual(poi);
    const [irma, unito] = [await comune(IRMA), await comune(NUOVO)];
    expect(irma.oggi).toEqual(irma.allora);
    expect(unito.oggi.map(({ anno, comuni }) => [anno, comuni])).toEqual([[2020, 1]]);
    expect((await lista('3000-01-01')).includes(IRMA)).toBe(false);
  });

  test('a comune that passes to another ambito takes its past along on the borders of today, and the total stays', async () => {
    const [prima] = await ambiti([4], 2020);
    await owner(
      `WITH passa AS (UPDATE comune SET ambito_id = 12 WHERE codice_istat = $1)
       INSERT INTO appartenenza_precedente (ambito_id, codice_istat, al, fonte, origine) VALUES (4, $1, '2020-06-30', '{}', 'IMPORTATO')`,
      [IRMA],
    );
    const [quattro, dodici] = await ambiti([4, 12], 2020);
    const residenti = ((await comune(IRMA)).allora[0] as Serie).residenti!;
    expect(quattro!.allora).toEqual(prima!.allora);
    expect(quattro!.oggi).toMatchObject({ residenti: prima!.allora!.residenti! - residenti, comuni: 17 });
    expect([dodici!.allora, dodici!.oggi!.residenti]).toEqual([null, residenti]);
    expect((await comune(IRMA)).appartenenze).toEqual([
      { ambito: { numero: 4 }, dal: null, al: '2020-06-30' },
      { ambito: { numero: 12 }, dal: '2020-07-01', al: null },
    ]);
    // The historical series of the plan stands on the borders of its own days, and does not answer for others.
    const [storico] = await ambiti([4], 2015);
    expect([storico!.allora === null, storico!.oggi]).toEqual([false, null]);
  });

  test('a territory that does not hold together is refused whole', async () => {
    const rifiuta = (lavoro: Promise<unknown>) => expect(lavoro).rejects.toMatchObject({ code: '23514' });
    await rifiuta(owner(`UPDATE comune SET valido_al = '2020-12-31' WHERE codice_istat = $1`, [IRMA]));
    await rifiuta(
      owner(`UPDATE comune SET valido_al = '2019-12-31', confluito_in = $2 WHERE codice_istat = $1`, [IRMA, BOVEGNO]),
    );
    await rifiuta(
      owner(
        `UPDATE comune SET valido_al = '2020-12-31', confluito_in = CASE WHEN codice_istat = $1 THEN $2 ELSE $1 END
         WHERE codice_istat IN ($1, $2)`,
        [IRMA, BOVEGNO],
      ),
    );
    await rifiuta(owner(`UPDATE comune SET ambito_id = 12 WHERE codice_istat = $1`, [IRMA]));
    await owner(`UPDATE comune SET valido_al = '2020-12-31', confluito_in = $2 WHERE codice_istat = $1`, [
      IRMA,
      BOVEGNO,
    ]);
    await rifiuta(conta(IRMA, 2021, 100));
    await expect(registra([cessato(IRMA, '2020-12-31', '017888')])).rejects.toThrow(ArchivioError);
    await expect(registra([cessato(IRMA, '2020-12-31', '017888')])).rejects.toThrow(
      /variazioni-comuni\.json.*confluitoIn/,
    );
  });

  test('each comune that comes in is held against its own rows, not against all the others', async () => {
    const client = new pg.Client(subgraph.clone.ownerUrl);
    await client.connect();
    const copia = (tabella: string) => `
      INSERT INTO ${tabella} SELECT (jsonb_populate_record(t, jsonb_build_object('codice_istat', n::text))).*
      FROM generate_series(400001, 402000) n JOIN ${tabella} t ON t.codice_istat = '${IRMA}'`;
    const lette = async () => {
      const { rows } = await client.query<{ righe: number }>(
        `SELECT sum(seq_tup_read + idx_tup_fetch)::int AS righe FROM pg_stat_xact_user_tables
         WHERE relname IN ('comune', 'popolazione_comune')`,
      );
      return rows[0]!.righe;
    };
    try {
      await client.query('BEGIN');
      const { rowCount: comuni } = await client.query(copia('comune'));
      await client.query(copia('popolazione_comune'));
      const prima = await lette();
      await client.query('SET CONSTRAINTS ALL IMMEDIATE');
      expect([comuni, (await lette()) > prima]).toEqual([2000, true]);
      expect((await lette()) - prima).toBeLessThan(20 * comuni!);
    } finally {
      await client.query('ROLLBACK').finally(() => client.end());
    }
  });

  test('takes as many statements however many comuni and years there are', async () => {
    const nomi = async () => namesOf((await statementsOf(() => ambiti([4], 2020))).statements).sort();
    const pochi = await nomi();
    await registra([cessato(BOVEGNO, '2020-12-31', NUOVO), cessato(IRMA, '2020-12-31', NUOVO), nato('2021-01-01')]);
    await conta(PEZZAZE, 2021, 900);
    expect(await nomi()).toEqual(pochi);
  });

  test('whatever merges and moves, each year has one total on both borders, comune by comune and ambito by ambito', async () => {
    const codici = (await owner<{ c: string }>('SELECT codice_istat AS c FROM comune ORDER BY 1')).map(({ c }) => c);
    await fc.assert(
      fc.asyncProperty(storie(codici), async (storia) => {
        await scrivi(storia);
        const { comuni, ambiti: dueAmbiti } = await letti(storia);
        for (const anno of ANNI) {
          const di = (quali: 'allora' | 'oggi') =>
            comuni.flatMap((uno) =>
              uno[quali].filter((riga) => riga.anno === anno).map(({ residenti }) => [uno.codiceIstat, residenti]),
            );
          expect([anno, di('allora').sort()]).toEqual([anno, [...alloraSecondo(storia, anno)].sort()]);
          expect([anno, di('oggi').sort()]).toEqual([anno, [...oggiSecondo(storia, anno)].sort()]);
          const totale = (quali: 'serieAllora' | 'serieOggi') =>
            dueAmbiti
              .flatMap((uno) => uno[quali])
              .reduce((sum, riga) => sum + (riga.anno === anno ? riga.residenti! : 0), 0);
          expect([totale('serieAllora'), totale('serieOggi')]).toEqual([tutti(storia, anno), tutti(storia, anno)]);
        }
      }),
      { numRuns: 6, seed: 20_210 },
    );
  });

  /** Everything in one question: each comune of the story, and the two ambiti. */
  async function letti({ comuni }: Storia): Promise<{ comuni: Comune[]; ambiti: Ambito[] }> {
    const chi = comuni.map(({ codice }) => ({ __typename: 'Comune', codiceIstat: codice }));
    const due = [4, 5].map((numero) => ({ __typename: 'Ambito', numero }));
    const { data, errors } = await subgraph.ask<{ comuni: Comune[]; ambiti: Ambito[] }>(PUBBLICO, INSIEME, {
      chi,
      due,
    });
    expect(errors).toEqual([]);
    return data;
  }

  async function scrivi({ comuni, popolazione }: Storia): Promise<void> {
    const righe = comuni.map(({ codice, dal, al, in: confluito, passato }) => ({
      ...{ codice, dal, al, confluito, passato, ambito: passato ? 5 : 4 },
    }));
    await owner(
      `DO $do$ BEGIN
         DELETE FROM popolazione_ambito; DELETE FROM popolazione_comune; DELETE FROM appartenenza_precedente;
         DELETE FROM comune WHERE codice_istat LIKE '0179%';
         UPDATE comune SET valido_dal = NULL, valido_al = NULL, confluito_in = NULL, ambito_id = 4;
         INSERT INTO comune (codice_istat, ambito_id, nome, altri_nomi, codice_catastale, cap, valido_dal, valido_al, confluito_in, fonte, origine)
         SELECT r.codice, r.ambito, r.codice, '{}', 'Z000', '25060', r.dal, r.al, r.confluito, '{}', 'IMPORTATO'
         FROM jsonb_to_recordset('${JSON.stringify(righe)}') AS r (codice text, ambito int, dal date, al date, confluito text)
         ON CONFLICT (codice_istat) DO UPDATE SET ambito_id = EXCLUDED.ambito_id, valido_dal = EXCLUDED.valido_dal,
           valido_al = EXCLUDED.valido_al, confluito_in = EXCLUDED.confluito_in;
         INSERT INTO appartenenza_precedente (ambito_id, codice_istat, al, fonte, origine)
         SELECT 4, r.codice, r.passato, '{}', 'IMPORTATO'
         FROM jsonb_to_recordset('${JSON.stringify(righe)}') AS r (codice text, passato date) WHERE r.passato IS NOT NULL;
         INSERT INTO popolazione_comune (ambito_id, codice_istat, anno, data, totale, maschi, femmine, eta_0_17, eta_18_64, eta_65_oltre, fonte, origine)
         SELECT trama.ambito_del_comune(p.codice, make_date(p.anno, 1, 1)), p.codice, p.anno, make_date(p.anno, 1, 1), p.n, p.n, 0, 0, p.n, 0, '{}', 'RILEVATO'
         FROM jsonb_to_recordset('${JSON.stringify(popolazione)}') AS p (codice text, anno int, n int);
       END $do$`,
    );
  }
});

const ANNI = [2020, 2021, 2022, 2023] as const;

interface ComuneDiStoria {
  readonly codice: string;
  readonly dal: string | null;
  readonly al: string | null;
  readonly in: string | null;
  /** Last day in ambito 4; null for one that never left it. */
  readonly passato: string | null;
}
interface Storia {
  readonly comuni: readonly ComuneDiStoria[];
  readonly popolazione: ReadonlyArray<{ codice: string; anno: number; n: number }>;
}
type Mossa = readonly [cosa: 'FONDI' | 'INCORPORA' | 'PASSA', a: number, b: number];

/** At the end of each year but the last some comuni merge or pass to another ambito; whoever is there on 1 January is counted. */
const storie = (codici: readonly string[]): fc.Arbitrary<Storia> =>
  fc
    .tuple(
      fc.array(
        fc.array(fc.tuple(fc.constantFrom('FONDI', 'INCORPORA', 'PASSA'), fc.nat(), fc.nat()) as fc.Arbitrary<Mossa>, {
          maxLength: 3,
        }),
        { minLength: ANNI.length - 1, maxLength: ANNI.length - 1 },
      ),
      fc.array(fc.integer({ min: 1, max: 9_999 }), { minLength: 40, maxLength: 40 }),
    )
    .map(([anni, numeri]) => raccontata(codici, anni, numeri));

function raccontata(
  codici: readonly string[],
  anni: ReadonlyArray<readonly Mossa[]>,
  numeri: readonly number[],
): Storia {
  const comuni = new Map<string, ComuneDiStoria>(
    codici.map((codice) => [codice, { codice, dal: null, al: null, in: null, passato: null }]),
  );
  const popolazione: Array<{ codice: string; anno: number; n: number }> = [];
  ANNI.forEach((anno, i) => {
    const vivi = () => [...comuni.values()].filter(({ al }) => al === null);
    vivi().forEach(({ codice }, n) => popolazione.push({ codice, anno, n: numeri[(n + i * 7) % numeri.length]! }));
    const fine = `${anno}-12-31`;
    // Into what takes part in a merger nothing else flows on the same day.
    const toccati = new Set<string>();
    (anni[i] ?? []).forEach(([cosa, a, b], n) => {
      const qui = vivi().filter(({ codice, passato }) => !toccati.has(codice) && passato === null);
      const [uno, altro] = [qui[a % qui.length]!, qui[b % qui.length]!];
      if (cosa === 'PASSA') {
        toccati.add(uno.codice);
        comuni.set(uno.codice, { ...uno, passato: fine });
      } else if (uno.codice !== altro.codice) {
        [uno.codice, altro.codice].forEach((codice) => toccati.add(codice));
        const nuovo = cosa === 'FONDI' ? `0179${anno - 2020}${n}` : altro.codice;
        comuni.set(uno.codice, { ...uno, al: fine, in: nuovo });
        if (cosa === 'FONDI') {
          comuni.set(altro.codice, { ...altro, al: fine, in: nuovo });
          toccati.add(nuovo);
          comuni.set(nuovo, { codice: nuovo, dal: `${anno + 1}-01-01`, al: null, in: null, passato: null });
        }
      }
    });
  });
  return { comuni: [...comuni.values()], popolazione };
}

const alloraSecondo = ({ popolazione }: Storia, anno: number): Map<string, number> =>
  new Map(popolazione.filter((una) => una.anno === anno).map(({ codice, n }) => [codice, n]));

/** The same, made the slow way: each count goes to whom its comune flowed into in the end. */
function oggiSecondo(storia: Storia, anno: number): Map<string, number> {
  const verso = new Map(storia.comuni.map((uno) => [uno.codice, uno.in]));
  const fine = (codice: string): string => (verso.get(codice) ? fine(verso.get(codice)!) : codice);
  const somme = new Map<string, number>();
  alloraSecondo(storia, anno).forEach((n, codice) => somme.set(fine(codice), (somme.get(fine(codice)) ?? 0) + n));
  return somme;
}

const tutti = (storia: Storia, anno: number): number =>
  [...alloraSecondo(storia, anno).values()].reduce((sum, n) => sum + n, 0);
