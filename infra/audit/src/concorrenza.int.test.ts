import { Cammino } from './catena.js';
import { listTeste, righeDi } from './catena.loader.js';
import { operatore, persona, registroDiProva, type RegistroDiProva } from './audit.fixtures.js';
import { inspect } from './ispezione.js';
import { registra } from './registra.js';

const CONNECTIONS = 16;

describe('many callers at once, over several chains each', () => {
  let prova: RegistroDiProva;
  beforeAll(async () => void (prova = await registroDiProva({ poolSize: CONNECTIONS })));
  afterAll(() => prova.end());

  /** Chains in an order that changes with n: without a fixed order of locks, pairs of these would block each other. */
  const ambitiDi = (n: number): number[] => {
    const giro = [0, 1, 2, 3].map((passo) => ((n * 5 + passo * 7) % 12) + 1);
    return n % 2 === 0 ? giro : giro.reverse();
  };

  test('none of 400 is lost, none waits in a circle, numbers have no gap and every chain verifies', async () => {
    const letture = Array.from({ length: 300 }, (_, n) => () => {
      const nominati = ambitiDi(n).map((ambito) => ({ id: persona(ambito, n), ambito }));
      return inspect(prova.database, operatore(4), 'AFFIDO', async (tx, nomina) => {
        await tx.query('SELECT pg_sleep(0.001)');
        nomina('Persona', nominati);
      });
    });
    const scritture = Array.from({ length: 100 }, (_, n) => () => {
      return prova.database.write(operatore(4), async (tx) => {
        for (const ambito of ambitiDi(n)) {
          registra(tx, { scopo: 'AFFIDO' }, 'Persona', { id: persona(ambito, n), ambito });
          await tx.query('SELECT pg_sleep(0.001)');
        }
        if (n % 10 === 0) {
          throw new Error('guasto'); // leaves nothing, and no gap
        }
      });
    });
    const guasti = await runAll([...letture, ...scritture]);
    expect(new Set(guasti)).toEqual(new Set(['Error: guasto']));
    expect(guasti).toHaveLength(10);

    const righe = await prova.righe();
    expect(righe).toHaveLength(300 * 4 + 90 * 4);
    await verificaCatene(prova);
  });
});

/** As many at a time as there are connections: more would only wait for one, and a slow machine would call it a failure. */
async function runAll(works: ReadonlyArray<() => Promise<unknown>>): Promise<string[]> {
  const queue = [...works];
  const failures: string[] = [];
  const worker = async () => {
    for (let work = queue.shift(); work; work = queue.shift()) {
      await work().catch((error: unknown) => failures.push(String(error)));
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  return failures;
}

async function verificaCatene(prova: RegistroDiProva): Promise<void> {
  await prova.proprietario.read(operatore(null), async (tx) => {
    const teste = await listTeste(tx);
    expect(teste).toHaveLength(12);
    for (const testa of teste) {
      const cammino = new Cammino();
      for await (const riga of righeDi(tx, testa.ambito, { batch: 50 })) {
        expect([riga.ambito, riga.numero, cammino.avanza(riga)]).toEqual([riga.ambito, riga.numero, null]);
      }
      expect(cammino).toEqual({ numero: testa.numero, hash: testa.hash });
    }
  });
}
