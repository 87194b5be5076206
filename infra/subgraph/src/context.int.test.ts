import { operatore, persona, registroDiProva, type RegistroDiProva } from '@trama/audit/audit.fixtures';
import { registra } from '@trama/audit/registra';
import { alignByKey } from '@trama/database/align';
import { once } from '@trama/database/once';
import type { Tx } from '@trama/database/database';
import { namesOf, statementsOf } from '@trama/test-kit/statements';
import { type BatchIspezione, SubgraphContext } from './context.js';

interface Persona {
  readonly id: string;
  readonly ambito: number;
  readonly nome: string;
}

const CAMBIA = `UPDATE persona_prova SET nome = 'altro' WHERE id = $1`;

const personaById: BatchIspezione<string, Persona | null> = async (tx, ids, nomina) => {
  const persone = await tx.query<Persona>(
    '/* prova.personaById */ SELECT id, ambito_id AS ambito, nome FROM persona_prova WHERE id = ANY ($1)',
    [ids],
  );
  const trovate = alignByKey(ids, persone, ({ id }) => id);
  nomina(
    'Persona',
    trovate.map((trovata, i) => trovata ?? { id: ids[i]!, esito: 'NESSUNO' }),
  );
  return trovate;
};

const uno = async (tx: Tx, keys: readonly number[]): Promise<number[]> => {
  await tx.query('/* prova.uno */ SELECT 1 AS uno');
  return [...keys];
};

describe('what a request read, for who would keep its answer', () => {
  let prova: RegistroDiProva;
  let ctx: SubgraphContext;
  beforeAll(async () => void (prova = await registroDiProva()));
  beforeEach(
    () =>
      void (ctx = new SubgraphContext(operatore(4), prova.database, prova.database, {
        marca: 'm',
        cassaforte: { per: () => ({}) } as never,
        ambito: {} as never,
      })),
  );
  afterAll(() => prova.end());

  test('stands under the mark while nothing but the published door was opened', async () => {
    expect(ctx.marca).toBe('m');
    await ctx.published.read((tx) => uno(tx, []));
    await ctx.published.load(uno, 1);
    await ctx.published.loadWith(uno, 'argomento', 1);
    expect(ctx.marca).toBe('m');
  });

  test.each<[string, () => unknown]>([
    ['read', () => ctx.db.read((tx) => uno(tx, []))],
    ['write', () => ctx.db.write((tx) => uno(tx, [])).catch(() => undefined)],
    ['inspect', () => ctx.db.inspect('TUTELA_MINORI', async () => null).catch(() => undefined)],
    ['load', () => ctx.load(uno, 1)],
    ['load with an argument', () => ctx.loadWith(uno, 'argomento', 1)],
    ['load of people', () => ctx.loadInspected(personaById, 'TUTELA_MINORI', persona(4, 1))],
    ['keys of people', () => ctx.cifrario],
    ['work for somebody', () => ctx.perConto('prova', async () => null).catch(() => undefined)],
    ['the subgraph of the ambiti', () => ctx.conAmbito(async () => null)],
  ])('stands under none after any other: %s', async (_what, open) => {
    await open();
    await ctx.published.load(uno, 1);
    expect(ctx.marca).toBeUndefined();
  });

  test('is known to every copy that Apollo makes of the context', async () => {
    const copy = Object.assign(Object.create(SubgraphContext.prototype) as SubgraphContext, ctx);
    await ctx.db.read((tx) => uno(tx, []));
    expect([ctx.marca, copy.marca]).toEqual([undefined, undefined]);
  });

  test('is read through the door it was asked at, also when both know the batch', async () => {
    const { statements } = await statementsOf(() => Promise.all([ctx.load(uno, 1), ctx.published.load(uno, 1)]));
    expect(namesOf(statements)).toEqual(['prova.uno', 'prova.uno']);
    expect(ctx.marca).toBeUndefined();
  });

  test('is asked once where it was asked ahead, and fails for who asks in earnest alone', async () => {
    const rotta = async (): Promise<number[]> => Promise.reject(new Error('rotta'));
    const { result, statements } = await statementsOf(async () => {
      ctx.published.askAhead(uno, 'argomento', 1);
      ctx.published.askAhead(rotta, 'argomento', 1);
      await ctx.published.load(uno, 2);
      return ctx.published.loadWith(uno, 'argomento', 1);
    });
    expect([result, namesOf(statements)]).toEqual([1, ['prova.uno', 'prova.uno']]);
    await expect(ctx.published.loadWith(rotta, 'argomento', 1)).rejects.toThrow('rotta');
  });
});

describe('the context of a request, for records of people', () => {
  let prova: RegistroDiProva;
  let ctx: SubgraphContext;
  beforeAll(async () => void (prova = await registroDiProva()));
  beforeEach(async () => {
    await prova.ricomincia();
    ctx = new SubgraphContext(operatore(4), prova.database, prova.database);
  });
  afterAll(() => prova.end());

  test('reads a list field by field in one statement, and logs it in one', async () => {
    const ids = [persona(4, 1), persona(4, 2), persona(5, 1), persona(4, 1)];
    const { result, statements } = await statementsOf(() =>
      Promise.all(ids.map((id) => ctx.loadInspected(personaById, 'TUTELA_MINORI', id))),
    );
    expect(result.map((letta) => letta?.nome ?? null)).toEqual([
      'persona 1 di 4',
      'persona 2 di 4',
      null,
      'persona 1 di 4',
    ]);
    expect(namesOf(statements).filter((nome) => nome.includes('.'))).toEqual(['prova.personaById', 'registro.iscrivi']);
    expect(await prova.righe()).toMatchObject([
      { oggetto: persona(4, 1), esito: 'CONCESSO' },
      { oggetto: persona(4, 2), esito: 'CONCESSO' },
      { oggetto: persona(5, 1), esito: 'NESSUNO', ambito_id: 4 },
    ]);
  });

  test('logs one record of a list as refused, without refusing the others', async () => {
    const conRifiuto: BatchIspezione<string, Persona | null> = async (tx, ids, nomina) => {
      const trovate = await personaById(tx, ids, () => undefined);
      const date = trovate.map((trovata) => (trovata?.id === persona(4, 2) ? null : trovata));
      nomina(
        'Persona',
        ids.map((id, i) => ({ id, ambito: 4, esito: date[i] ? ('CONCESSO' as const) : ('RIFIUTATO' as const) })),
      );
      return date;
    };
    const ids = [persona(4, 1), persona(4, 2)];
    const lette = await Promise.all(ids.map((id) => ctx.loadInspected(conRifiuto, 'TUTELA_MINORI', id)));
    expect(lette.map((letta) => letta?.id ?? null)).toEqual([persona(4, 1), null]);
    expect((await prova.righe()).map(({ oggetto, esito }) => [oggetto, esito])).toEqual([
      [persona(4, 1), 'CONCESSO'],
      [persona(4, 2), 'RIFIUTATO'],
    ]);
  });

  test('does not give for one purpose what was read for another: each is a read of its own', async () => {
    await ctx.loadInspected(personaById, 'TUTELA_MINORI', persona(4, 1));
    await ctx.loadInspected(personaById, 'TUTELA_MINORI', persona(4, 1));
    await ctx.loadInspected(personaById, 'AFFIDO', persona(4, 1));
    expect((await prova.righe()).map(({ scopo }) => scopo)).toEqual(['TUTELA_MINORI', 'AFFIDO']);
  });

  test('logs a write with its own request, and an inspection in its class', async () => {
    await ctx.db.write((tx) => {
      const input = { chiaveIdempotenza: 'una' };
      return once(tx, { operazione: 'persona.cambia', input, reread: async () => null }, async () => {
        registra(tx, { scopo: 'PRESA_IN_CARICO' }, 'Persona', { id: persona(4, 1), ambito: 4 });
        await tx.query(CAMBIA, [persona(4, 1)]);
        return { id: persona(4, 1) };
      });
    });
    await ctx.db.inspect('TUTELA_MINORI', async (_, nomina) => nomina('Persona', { id: persona(4, 1) }), {
      classe: 'EMERGENZA',
    });
    expect(await prova.righe()).toMatchObject([
      { operazione: 'SCRITTURA', classe: 'ORDINARIO', richiesta: 'richiesta-di-prova' },
      { operazione: 'LETTURA', classe: 'EMERGENZA', richiesta: 'richiesta-di-prova' },
    ]);
  });

  test('does not let a mutation write without its idempotency key: nothing of it stays', async () => {
    await expect(ctx.db.write((tx) => tx.query(CAMBIA, [persona(4, 1)]))).rejects.toThrow('without once()');
    const [dopo] = await ctx.db.read((tx) =>
      tx.query<{ nome: string }>('SELECT nome FROM persona_prova WHERE id = $1', [persona(4, 1)]),
    );
    expect(dopo).toEqual({ nome: 'persona 1 di 4' });
  });
});
