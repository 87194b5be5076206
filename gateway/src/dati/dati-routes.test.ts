import { createHash } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { LUNGHI } from '@trama/test-kit/lunghi';
import { type FastifyInstance, type FastifyReply, fastify } from 'fastify';
import { datiRoutes } from './dati-routes.js';

// What is still referred to, and not what waits to be collected.
setFlagsFromString('--expose_gc');
const gc = runInNewContext('gc') as () => void;

const RIGHE = 500;
/** In the longer run, more cells than ten years of twelve ambiti and a hundred measures in ten editions. */
const PEZZI = LUNGHI ? 480 : 200;
const CELLE = RIGHE * PEZZI;

/** A line as long as those of open statistics are, another one for each cell. */
const riga = (n: number): string =>
  `poverta-1,poverta.misura_${n % 37},Una misura di prova di lunghezza ordinaria,${2010 + (n % 10)},${1 + (n % 12)},Un ambito,,${n},false,persone,2020-12-31,DIMOSTRATIVO,CC BY 4.0,Dati dimostrativi,Nessuna fonte,\r\n`;
const pezzo = (quale: number): string => Array.from({ length: RIGHE }, (_, i) => riga(quale * RIGHE + i)).join('');

const impronta = (): { sha256: string; byte: number } => {
  const [hash, conto] = [createHash('sha256'), { byte: 0 }];
  for (let quale = 0; quale < PEZZI; quale += 1) {
    const testo = pezzo(quale);
    hash.update(testo);
    conto.byte += Buffer.byteLength(testo);
  }
  return { sha256: hash.digest('hex'), byte: conto.byte };
};

interface Chiesta {
  readonly variables: { readonly dopo: number };
}

/** The gateway's own routes over an API that makes each piece when it is asked for, and counts. */
describe('a long file of open data', () => {
  const file = impronta();
  let app: FastifyInstance;
  let chiesti: number[];
  /** Seconds to wait that the API answers with, one a time; none when it is let in. */
  let attese: number[];
  /** What the API was told that is known of the first piece, each time. */
  let tag: Array<string | undefined>;

  beforeEach(async () => {
    [chiesti, attese, tag] = [[], [], []];
    app = fastify();
    const rispondi = async ({ dopo }: { dopo: number }, reply: FastifyReply) => {
      const attesa = chiesti.length > 0 ? attese.shift() : undefined;
      if (attesa !== undefined) {
        return reply
          .code(429)
          .header('retry-after', attesa)
          .send({ errors: [{}] });
      }
      chiesti.push(dopo);
      const prossimo = dopo + RIGHE < CELLE ? dopo + RIGHE : null;
      return { data: { fileStatistiche: { contenuto: pezzo(dopo / RIGHE), dopo: prossimo, ...file } } };
    };
    app.post('/graphql', (request, reply) => rispondi((request.body as Chiesta).variables, reply));
    app.get('/graphql', async (request, reply) => {
      tag.push(request.headers['if-none-match']);
      const { variables } = request.query as { variables: string };
      return request.headers['if-none-match'] === '"primo"'
        ? reply.code(304).send()
        : rispondi(JSON.parse(variables) as Chiesta['variables'], reply.header('etag', '"primo"'));
    });
    await app.register(datiRoutes);
    await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(() => app.close());

  const apri = (): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { port } = app.server.address() as AddressInfo;
      get({ host: '127.0.0.1', port, path: '/dati/poverta-1.csv', agent: false }, resolve).on('error', reject);
    });
  const leggi = async (risposta: IncomingMessage, ogni: () => void = () => {}) => {
    const [hash, conto] = [createHash('sha256'), { byte: 0 }];
    for await (const bytes of risposta as AsyncIterable<Buffer>) {
      hash.update(bytes);
      conto.byte += bytes.length;
      ogni();
    }
    return { sha256: hash.digest('hex'), byte: conto.byte };
  };

  test('is known once it was downloaded: who has it is told so while the API says that it is as before', async () => {
    const chiedi = (headers: Record<string, string>) =>
      app.inject({ method: 'HEAD', url: '/dati/poverta-1.csv', headers });
    const sua = { 'if-none-match': `"${file.sha256}"` };
    expect((await chiedi(sua)).statusCode).toBe(304); // nobody had it: a piece was made
    const { statusCode, headers, body } = await chiedi(sua);
    expect([statusCode, headers.etag, body]).toEqual([304, `"${file.sha256}"`, '']);
    expect((await chiedi({ 'if-none-match': '"altro"' })).statusCode).toBe(200);
    expect([tag, chiesti]).toEqual([
      [undefined, '"primo"', undefined],
      [0, 0],
    ]);
  });

  test(`goes in pieces: ${CELLE} cells take no more memory than a few of them`, async () => {
    expect(file.byte).toBeGreaterThan(CELLE * 125);
    const misura = (): number => {
      gc();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    // Ten in all, one for each tenth of the pieces: a piece arrives in many parts, and each measure collects all garbage.
    const misure: number[] = [];
    const letto = await leggi(await apri(), () => {
      if (chiesti.length >= (misure.length + 1) * (PEZZI / 10)) {
        misure.push(misura());
      }
    });
    expect(letto).toEqual(file);
    expect(chiesti).toHaveLength(PEZZI);
    expect(misure.length).toBeGreaterThan(8);
    // The least of several, because a process does other things too: whoever held the file would hold most of it by the end.
    const [allInizio, allaFine] = [Math.min(...misure.slice(0, 3)), Math.min(...misure.slice(-3))];
    expect(allaFine - allInizio).toBeLessThan(file.byte / 4);
  }, 60_000);

  test('waits for who reads slowly: what is not read is not asked for', async () => {
    const risposta = await apri();
    risposta.pause();
    const fermi = await quandoFermi(chiesti);
    // What fits between the two, in the buffers of streams and sockets.
    expect(fermi).toBeLessThan(PEZZI / 2);
    expect(await leggi(risposta)).toEqual(file);
    expect(chiesti).toHaveLength(PEZZI);
  }, 60_000);

  test('is asked for no more when nobody is there', async () => {
    const risposta = await apri();
    risposta.once('error', () => {});
    await new Promise((resolve) => risposta.once('data', resolve));
    risposta.destroy();
    expect(await quandoFermi(chiesti)).toBeLessThan(PEZZI / 4);
    // The server goes on with others.
    expect((await leggi(await apri())).sha256).toBe(file.sha256);
  }, 60_000);

  test('comes slower, and whole, to whoever has asked for much', async () => {
    attese = [1, 0, 0];
    const inizio = Date.now();
    expect(await leggi(await apri())).toEqual(file);
    expect(attese).toEqual([]);
    expect(Date.now() - inizio).toBeGreaterThanOrEqual(1_000);
  }, 60_000);

  test('waits for nobody who is there no more', async () => {
    attese = [3_600];
    const risposta = await apri();
    risposta.once('error', () => {});
    risposta.resume();
    await quandoFermi(chiesti);
    risposta.destroy();
    // An hour of waiting would keep the server from closing.
    await app.close();
    expect(chiesti).toHaveLength(1);
  });
});

/** How many pieces were asked for, once no more are. */
async function quandoFermi(chiesti: readonly number[]): Promise<number> {
  for (let prima = -1; prima !== chiesti.length;) {
    prima = chiesti.length;
    await setTimeout(300);
  }
  return chiesti.length;
}
