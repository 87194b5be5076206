import { GraphUnderTest } from '@trama/test-kit/graph';
import { LUNGHI } from '@trama/test-kit/lunghi';
import { namesOf, statementsOf } from '@trama/test-kit/statements';
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// What is still referred to, and not what waits to be collected.
setFlagsFromString('--expose_gc');
const gc = runInNewContext('gc') as () => void;

const [AMBITI, ANNI, MISURE] = [12, 20, 840] as const;
const CELLE = AMBITI * ANNI * MISURE;
const PEZZI = Math.ceil(CELLE / 500);

/** As a publication leaves them, with figures of no meaning. */
const EDIZIONE = `
  INSERT INTO pubblicazione.edizione (cubo, numero, impronta, minimo, base) VALUES ('prova-grande', 1, repeat('a', 64), 5, 5);
  INSERT INTO pubblicazione.cella (cubo, edizione, ambito_id, anno, codice, valore, soppresso, data, fonte, origine)
  SELECT 'prova-grande', 1, a, 2000 + n, 'MISURA_' || m, CASE WHEN m % 9 > 0 THEN m * 5 END, m % 9 = 0, make_date(2000 + n, 12, 31),
    '{"documento": "Dati di prova", "capitolo": "Nessuna fonte"}', 'DIMOSTRATIVO'
  FROM generate_series(1, ${AMBITI}) a, generate_series(1, ${ANNI}) n, generate_series(1, ${MISURE}) m;
  INSERT INTO pubblicazione.corrente (cubo, edizione) VALUES ('prova-grande', 1)`;

interface File {
  readonly indirizzo: string;
  readonly sha256: string;
  readonly byte: number;
}

const misura = (): number => {
  gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

/** The most that was held beyond what there was before, looked at again and again while `work` runs. */
async function oltre<T>(work: () => Promise<T>): Promise<{ result: T; massimo: number }> {
  const [prima, finito] = [misura(), new AbortController()];
  let massimo = 0;
  const guarda = async (): Promise<void> => {
    while (!finito.signal.aborted) {
      massimo = Math.max(massimo, misura() - prima);
      await setTimeout(250);
    }
  };
  const guardia = guarda();
  try {
    return { result: await work(), massimo };
  } finally {
    finito.abort();
    await guardia;
  }
}

/** The whole platform is in this process, so that what any part of it holds is seen. */
// It takes longer than all the others of its kind.
(LUNGHI ? describe : describe.skip)(`an edition of ${CELLE} cells`, () => {
  let graph: GraphUnderTest;
  let raccolta: number;
  let file: Readonly<Record<'csv' | 'ndjson', File>>;

  beforeAll(async () => {
    graph = await GraphUnderTest.start();
    await graph.rows('ats', EDIZIONE);
    raccolta = (await oltre(() => graph.publish('ats'))).massimo;
    const { data } = await graph.ask<{
      edizioniStatistiche: { edges: Array<{ node: typeof file & { righe: number } }> };
    }>(
      `{ edizioniStatistiche(cubo: "prova-grande") { edges { node { righe csv { indirizzo sha256 byte } ndjson { indirizzo sha256 byte } } } } }`,
    );
    const [{ node }] = data.edizioniStatistiche.edges as [{ node: typeof file & { righe: number } }];
    expect(node.righe).toBe(CELLE);
    file = node;
  }, 180_000);
  afterAll(() => graph.stop());

  test('is collected a block at a time', () => {
    expect(file.csv.byte).toBeGreaterThan(20_000_000);
    expect(raccolta).toBeLessThan(file.csv.byte / 2);
  });

  test.each(['csv', 'ndjson'] as const)(
    'is downloaded as %s a piece at a time, with the checksum that was told',
    async (formato) => {
      const { indirizzo, sha256, byte } = file[formato];
      const scarica = async () => {
        const hash = createHash('sha256');
        let letti = 0;
        const { body } = await fetch(new URL(indirizzo, graph.url));
        for await (const bytes of body as unknown as AsyncIterable<Uint8Array>) {
          hash.update(bytes);
          letti += bytes.length;
        }
        return { sha256: hash.digest('hex'), byte: letti };
      };
      const { result, massimo } = await oltre(() => statementsOf(scarica));
      expect(result.result).toEqual({ sha256, byte });
      const pezzi = namesOf(result.statements).filter((nome) => nome === 'statistiche.celleDiFile');
      expect(pezzi).toHaveLength(PEZZI);
      expect(massimo).toBeLessThan(byte / 2);
    },
    180_000,
  );

  test('is read no further when whoever asked has gone', async () => {
    const { statements } = await statementsOf(async () => {
      const via = new AbortController();
      const { body } = await fetch(new URL(file.csv.indirizzo, graph.url), { signal: via.signal });
      await (body as ReadableStream<Uint8Array>).getReader().read();
      via.abort();
      await setTimeout(3_000);
    });
    expect(namesOf(statements).filter((nome) => nome === 'statistiche.celleDiFile').length).toBeLessThan(PEZZI / 4);
    const { errors } = await graph.ask('{ statistiche(first: 1) { totalCount } }');
    expect(errors).toEqual([]);
  });
});
