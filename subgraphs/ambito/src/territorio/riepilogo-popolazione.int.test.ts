import { cloneDatabase, type ClonedDatabase, execute } from '@trama/test-kit/database';
import pg from 'pg';

interface Comune {
  readonly codice: string;
  readonly ambito: number;
  readonly dal: string | null;
  readonly al: string | null;
}
interface Precedente {
  readonly codice: string;
  readonly ambito: number;
  readonly al: string;
}
interface Conta {
  readonly codice: string;
  readonly anno: number;
  readonly totale: number;
}
interface Riepilogo {
  readonly ambito: number;
  readonly anno: number;
  readonly residenti: number;
  readonly comuni: number | null;
}

describe('the residents of an ambito on the borders of then', () => {
  let clone: ClonedDatabase;
  beforeAll(async () => void (clone = await cloneDatabase('ambito', { demo: true })));
  afterAll(() => clone.drop());

  const sql = <Row extends object>(text: string) => execute<Row>(clone.ownerUrl, text);
  const scritti = () =>
    sql<Riepilogo>('SELECT ambito_id AS ambito, anno, residenti, comuni FROM riepilogo_popolazione ORDER BY 1, 2');

  /** Summed again, without the summary, from which comuni were there and of which ambito on each 1 January. */
  async function sommati(): Promise<Riepilogo[]> {
    const comuni = await sql<Comune>(
      'SELECT codice_istat AS codice, ambito_id AS ambito, valido_dal::text AS dal, valido_al::text AS al FROM comune',
    );
    const precedenti = await sql<Precedente>(
      'SELECT codice_istat AS codice, ambito_id AS ambito, al::text AS al FROM appartenenza_precedente ORDER BY al',
    );
    const conte = await sql<Conta>('SELECT codice_istat AS codice, anno, totale FROM popolazione_comune');
    const storica = await sql<Riepilogo>(
      'SELECT ambito_id AS ambito, anno, residenti, NULL::int AS comuni FROM popolazione_ambito',
    );
    const diChi = ({ codice, ambito, dal, al }: Comune, giorno: string): number | null => {
      const isThere = (dal ?? '') <= giorno && giorno <= (al ?? '9999');
      const prima = precedenti.find((una) => una.codice === codice && giorno <= una.al);
      return isThere ? (prima?.ambito ?? ambito) : null;
    };
    const di = (anno: number): Riepilogo[] => {
      const contati = new Map(conte.filter((una) => una.anno === anno).map(({ codice, totale }) => [codice, totale]));
      const allora = comuni.map((comune) => ({ codice: comune.codice, ambito: diChi(comune, `${anno}-01-01`) }));
      const ambiti = [...new Set(allora.flatMap(({ ambito }) => (ambito === null ? [] : [ambito])))];
      return ambiti.flatMap((ambito) => {
        const totali = allora.filter((uno) => uno.ambito === ambito).map(({ codice }) => contati.get(codice));
        return totali.some((totale) => totale === undefined)
          ? []
          : [{ ambito, anno, residenti: totali.reduce<number>((sum, n) => sum + n!, 0), comuni: totali.length }];
      });
    };
    const somme = [...new Set(conte.map(({ anno }) => anno))].flatMap(di);
    const chiave = ({ ambito, anno }: Riepilogo) => `${ambito} ${anno}`;
    const note = new Set(somme.map(chiave));
    return [...somme, ...storica.filter((una) => !note.has(chiave(una)))].sort(
      (a, b) => a.ambito - b.ambito || a.anno - b.anno,
    );
  }

  test('are what summing again would say, after any change of comuni, borders and counts', async () => {
    const cambi = [
      `UPDATE popolazione_comune SET totale = totale + 1, maschi = maschi + 1, eta_0_17 = eta_0_17 + 1 WHERE ambito_id IN (4, 7)`,
      `DELETE FROM popolazione_comune WHERE anno = 2020 AND codice_istat = (SELECT min(codice_istat) FROM comune WHERE ambito_id = 4)`,
      `UPDATE popolazione_ambito SET residenti = residenti + 5`,
      `DELETE FROM popolazione_ambito WHERE anno = (SELECT max(anno) FROM popolazione_ambito)`,
      `DELETE FROM popolazione_comune WHERE ambito_id = 2`,
    ];
    expect(await scritti()).toEqual(await sommati());
    expect((await scritti()).length).toBeGreaterThan(12);
    for (const cambio of cambi) {
      const prima = await scritti();
      await sql(cambio);
      const dopo = await scritti();
      expect(dopo).toEqual(await sommati());
      expect(dopo).not.toEqual(prima);
    }
  });

  test('follow a comune that passes from one ambito to another', async () => {
    const [{ codice } = { codice: '' }] = await sql<{ codice: string }>(
      'SELECT max(codice_istat) AS codice FROM comune WHERE ambito_id = 1 AND valido_al IS NULL',
    );
    await sql(`
      BEGIN;
      SET CONSTRAINTS ALL DEFERRED;
      UPDATE popolazione_comune SET ambito_id = 3 WHERE codice_istat = '${codice}' AND anno < 2020;
      INSERT INTO appartenenza_precedente (ambito_id, codice_istat, al, fonte, origine)
        VALUES (3, '${codice}', '2019-06-30', '{"documento": "prova"}', 'DIMOSTRATIVO');
      COMMIT`);
    expect((await scritti()).filter(({ ambito, anno }) => [1, 3].includes(ambito) && anno < 2020)).not.toEqual([]);
    expect(await scritti()).toEqual(await sommati());
  });

  test('lose nothing of two who change them at the same moment', async () => {
    const [uno, due] = [new pg.Client(clone.ownerUrl), new pg.Client(clone.ownerUrl)];
    await Promise.all([uno.connect(), due.connect()]);
    const cresce = (client: pg.Client, ambito: number) =>
      client.query(
        `UPDATE popolazione_comune SET totale = totale + 1, maschi = maschi + 1, eta_0_17 = eta_0_17 + 1 WHERE ambito_id = ${ambito}`,
      );
    try {
      await Promise.all([uno.query('BEGIN'), due.query('BEGIN')]);
      await cresce(uno, 5);
      const secondo = cresce(due, 6).then(() => due.query('COMMIT'));
      await uno.query('COMMIT');
      await secondo;
    } finally {
      await Promise.all([uno.end(), due.end()]);
    }
    expect(await scritti()).toEqual(await sommati());
  });
});
