import { connect } from '@trama/database/connect';
import { Database } from '@trama/database/database';
import { Marca } from '@trama/database/marca';
import { ASSERTION_HEADER, AssertionSigner, AssertionVerifier, newAssertionKey } from '@trama/identity/assertion';
import { DomainError } from '@trama/kernel/errors';
import { type Chiamante, PUBBLICO } from '@trama/kernel/identity';
import { createLog } from '@trama/kernel/log';
import { MARCA_HEADER } from '@trama/kernel/marca';
import { type ClonedDatabase, cloneDatabase, execute, testContextKey, testPostgres } from '@trama/test-kit/database';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from './context.js';
import type { Module } from './module.js';
import { serve, type ServedSubgraph } from './serve.js';

/** How often each field was worked out. */
const worked = new Map<string, number>();
const work = (field: string) => void worked.set(field, (worked.get(field) ?? 0) + 1);

const NOTE = '/* prova.note */ SELECT nota FROM asst ORDER BY codice';

@Resolver()
class ProvaResolver {
  @Query(() => String)
  async pubblicata(@Ctx() ctx: SubgraphContext): Promise<string> {
    work('pubblicata');
    const rows = await ctx.published.read((tx) => tx.query<{ nota: string | null }>(NOTE));
    return `${ctx.identity.subject}: ${rows.map(({ nota }) => nota).join()}`;
  }

  @Query(() => String)
  async viva(@Ctx() ctx: SubgraphContext): Promise<string> {
    work('viva');
    await ctx.db.read((tx) => tx.query('SELECT 1 AS uno'));
    return 'viva';
  }

  @Query(() => String)
  async passante(@Ctx() ctx: SubgraphContext): Promise<string> {
    work('passante');
    ctx.notWorthKeeping();
    await ctx.published.read((tx) => tx.query(NOTE));
    return 'un pezzo';
  }

  @Query(() => String)
  rotta(): string {
    work('rotta');
    throw new DomainError('NON_TROVATO', 'La cosa non esiste.');
  }

  @Query(() => String)
  lunga(@Arg('caratteri', () => Int) caratteri: number): string {
    work('lunga');
    return 'x'.repeat(caratteri);
  }

  @Mutation(() => String)
  senzaScrivere(): string {
    work('senzaScrivere');
    return 'niente';
  }
}

const modulo: Module = { resolvers: [ProvaResolver], types: [], references: [] };
const UDP: Chiamante = { subject: 'udp4', ruolo: 'UFFICIO_DI_PIANO', ambito: 4, asst: null, ente: null, scope: [] };

describe('an answer of published data, asked again', () => {
  const key = newAssertionKey();
  const signer = new AssertionSigner({ prova: key });
  let clone: ClonedDatabase;
  let owner: pg.Client;
  let marca: Marca;
  let served: ServedSubgraph;
  let end: () => Promise<void>;

  beforeAll(async () => {
    clone = await cloneDatabase('asst');
    owner = new pg.Client({ connectionString: clone.ownerUrl });
    await owner.connect();
    const source = await connect({ url: clone.appUrl, application: 'prova', poolSize: 2 }, []);
    const published = await connect({ url: clone.statUrl, application: 'prova', poolSize: 2 }, []);
    marca = new Marca({ url: clone.statUrl, application: 'prova-tenute', rilascio: 'r' });
    served = await serve({
      subgraph: { name: 'prova', modules: [modulo], migrations: [] },
      database: new Database(source, testContextKey()),
      published: new Database(published, testContextKey()),
      marca,
      keptMegabytes: 1,
      verifier: new AssertionVerifier(key, 'prova'),
      log: createLog('prova', 'silent'),
      host: '127.0.0.1',
      port: 0,
      introspection: false,
    });
    end = async () => {
      await owner.end();
      await marca.stop();
      await served.stop();
      await source.destroy();
      await published.destroy();
      await clone.drop();
    };
  });
  afterAll(() => end());
  beforeEach(async () => {
    while (marca.corrente === undefined) {
      await sleep(20);
    }
    worked.clear();
  });

  const ask = async (query: string, chiamante: Chiamante = PUBBLICO) => {
    const body = JSON.stringify({ query });
    const assertion = signer.sign({ chiamante, requestId: 'r1' }, 'prova', body);
    const headers = { 'content-type': 'application/json', [ASSERTION_HEADER]: assertion };
    const response = await fetch(served.url, { method: 'POST', headers, body });
    const { status } = response;
    const type = response.headers.get('content-type');
    return { status, type, marca: response.headers.get(MARCA_HEADER), text: await response.text() };
  };
  const correct = (nota: string) => owner.query(`UPDATE asst SET nota = '${nota}'`);

  test('is the same, under the same mark, and not worked out again', async () => {
    const first = await ask('{ pubblicata }');
    expect(first.marca).toMatch(/^r\./);
    expect(await ask('{ pubblicata }')).toEqual(first);
    expect(worked.get('pubblicata')).toBe(1);
  });

  test('holds what was written before it was asked, however soon', async () => {
    for (let n = 0; n < 20; n += 1) {
      await correct(`la ${n}`);
      const [answer, other] = await Promise.all([ask('{ pubblicata }'), ask('{ pubblicata }')]);
      expect([answer.text, other.text]).toEqual(Array(2).fill(expect.stringContaining(`la ${n},la ${n}`)));
    }
  });

  test('is never older than what is published while many ask and somebody writes', async () => {
    let written = 0;
    let isOver = false;
    const reader = async () => {
      while (!isOver) {
        const atLeast = written;
        const { text } = await ask('{ pubblicata }');
        expect(Number(/scritta (\d+)/.exec(text)?.[1])).toBeGreaterThanOrEqual(atLeast);
      }
    };
    await correct('scritta 0');
    const readers = Promise.all([reader(), reader(), reader(), reader()]);
    for (let n = 1; n <= 30; n += 1) {
      await correct(`scritta ${n}`);
      written = n;
    }
    isOver = true;
    await readers;
  });

  test('is worked out for each caller, and for each other way of asking', async () => {
    const answers = [
      await ask('{ pubblicata }'),
      await ask('{ pubblicata }', UDP),
      await ask('{ pubblicata }', { ...UDP, ambito: 5 }),
      await ask('{ pubblicata }', { ...UDP, subject: 'un altro' }),
      await ask('{pubblicata}'),
    ];
    expect(answers[1]!.text).toContain('udp4');
    expect(answers[3]!.text).toContain('un altro');
    expect(worked.get('pubblicata')).toBeGreaterThanOrEqual(4);
    await ask('{ pubblicata }', UDP);
    expect(worked.get('pubblicata')).toBeLessThanOrEqual(5);
  });

  test.each([
    ['of something live', '{ viva }', 'viva'],
    ['that nobody asks for again', '{ passante }', 'passante'],
    ['with an error', '{ rotta }', 'rotta'],
    ['to a change, whatever it read', 'mutation { senzaScrivere }', 'senzaScrivere'],
    ['that takes too much room', '{ lunga(caratteri: 200000) }', 'lunga'],
  ])('is not kept: one %s', async (_what, query, field) => {
    const first = await ask(query);
    expect(await ask(query)).toEqual(first);
    expect(worked.get(field)).toBe(2);
  });

  test('is worked out anew while nobody can say whether it still holds', async () => {
    const first = await ask('{ pubblicata }');
    worked.clear();
    await execute(
      testPostgres().superuserUrl,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'prova-tenute'`,
    );
    const answer = await ask('{ pubblicata }');
    expect([answer.status, answer.text]).toEqual([200, first.text]);
    expect(worked.get('pubblicata')).toBe(1);
  });
});
