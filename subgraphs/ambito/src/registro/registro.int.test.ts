import { registra } from '@trama/audit/registra';
import { inspect } from '@trama/audit/ispezione';
import { connect } from '@trama/database/connect';
import { Database } from '@trama/database/database';
import { AssertionSigner, AssertionVerifier, newAssertionKey } from '@trama/identity/assertion';
import { chiamanteDi, type NomePersona } from '@trama/idp/persone';
import { identityOf, PUBBLICO } from '@trama/kernel/identity';
import { createLog } from '@trama/kernel/log';
import { entitiesOf } from '@trama/subgraph/module';
import { serve } from '@trama/subgraph/serve';
import { type Answer, signedAnswerOf } from '@trama/test-kit/answer';
import { cloneDatabase, execute, testContextKey, testPostgres } from '@trama/test-kit/database';
import { randomUUID } from 'node:crypto';
import { subgraph } from '../subgraph.js';

const REGISTRO = `query ($filtro: FiltroAccessiInput, $first: Int! = 20, $after: String) {
  registroAccessi(filtro: $filtro, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges { node { ambito numero quando soggetto ruolo scopo baseGiuridica operazione tipo oggetto richiesta esito classe } }
  }
}`;

interface Riga {
  readonly ambito: number;
  readonly numero: string;
  readonly soggetto: string;
  readonly oggetto: string | null;
}

interface Registro {
  readonly registroAccessi: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string };
    edges: Array<{ node: Riga }>;
  } | null;
}

/** A line as it is in the table. */
interface RigaScritta {
  readonly ambito_id: number;
  readonly numero: string;
  readonly soggetto: string;
  readonly oggetto: string | null;
  readonly precedente: Buffer;
  readonly hash: Buffer;
}

const caso = (n: number) => `11111111-0000-4000-8000-${String(n).padStart(12, '0')}`;

describe('the access log, for the garante', () => {
  let ask: (variables: object, persona?: NomePersona, query?: string) => Promise<Answer<Registro>>;
  let database: Database;
  let righe: () => Promise<RigaScritta[]>;
  let superuser: (statement: string) => Promise<unknown>;
  let end: () => Promise<void>;

  beforeAll(async () => {
    const clone = await cloneDatabase('ambito');
    const source = await connect({ url: clone.appUrl, application: 'prova', poolSize: 3 }, entitiesOf(subgraph));
    database = new Database(source, testContextKey());
    const key = newAssertionKey();
    const signer = new AssertionSigner({ ambito: key });
    const verifier = new AssertionVerifier(key, 'ambito');
    const log = createLog('prova', 'silent');
    const options = { subgraph, database, published: database, verifier, log, introspection: false };
    const server = await serve({ ...options, host: '127.0.0.1', port: 0 });
    ask = (variables, persona, query = REGISTRO) => {
      const chiamante = persona ? chiamanteDi(persona) : PUBBLICO;
      const asking = { chiamante, requestId: `req-${randomUUID()}`, signer, servizio: 'ambito' };
      return signedAnswerOf<Registro>(server.url, asking, query, variables as Record<string, unknown>);
    };
    righe = () => execute(clone.ownerUrl, 'SELECT * FROM registro.accesso ORDER BY quando');
    const root = new URL(testPostgres().superuserUrl);
    root.pathname = new URL(clone.ownerUrl).pathname;
    superuser = (statement) => execute(root.href, statement);
    end = async () => {
      await server.stop();
      await source.destroy();
      await clone.drop();
    };
    await accessi();
  });
  afterAll(() => end());

  /** Five reads of ambito 4, one refused emergency, and a write of ambito 1. */
  const accessi = async () => {
    const tutela = identityOf(chiamanteDi('tutela4'), 'richiesta-tutela');
    for (let n = 1; n <= 5; n += 1) {
      await inspect(database, tutela, 'TUTELA_MINORI', async (_, nomina) => nomina('Caso', { id: caso(n), ambito: 4 }));
    }
    await inspect(database, tutela, 'TUTELA_MINORI', async (_, nomina) => nomina('Caso', []), { classe: 'EMERGENZA' });
    await database.write(identityOf(chiamanteDi('sociale1'), 'richiesta-sociale'), async (tx) =>
      registra(tx, { scopo: 'PRESA_IN_CARICO' }, 'Caso', { id: caso(1), ambito: 1 }),
    );
  };
  const nodi = ({ data }: Answer<Registro>) => data.registroAccessi!.edges.map(({ node }) => node);
  const trovate = async (filtro: object) => nodi(await ask({ filtro }, 'garante')).map(({ oggetto }) => oggetto);

  test('tells who, why, what and when, with the law, the newest first', async () => {
    const answer = await ask({ filtro: { ambito: 1 } }, 'garante');
    expect(answer.errors).toEqual([]);
    expect(nodi(answer)).toEqual([
      {
        ambito: 1,
        numero: '1',
        quando: expect.stringMatching(/^20\d\d-.*Z$/),
        soggetto: 'sociale1',
        ruolo: 'OPERATORE_SOCIALE',
        scopo: 'PRESA_IN_CARICO',
        baseGiuridica: expect.stringContaining('art. 2-sexies'),
        operazione: 'SCRITTURA',
        tipo: 'Caso',
        oggetto: caso(1),
        richiesta: 'richiesta-sociale',
        esito: 'CONCESSO',
        classe: 'ORDINARIO',
      },
    ]);
    const quattro = nodi(await ask({ filtro: { ambito: 4, soggetto: 'tutela4' } }, 'garante'));
    expect(quattro.map(({ numero }) => numero)).toEqual(['6', '5', '4', '3', '2', '1']);
  });

  test('is asked page by page, and misses no line while others are added', async () => {
    const filtro = { soggetto: 'tutela4' };
    const viste: string[] = [];
    let after: string | null = null;
    for (let pagina = 0; pagina < 3; pagina += 1) {
      const answer: Answer<Registro> = await ask({ filtro, first: 2, after }, 'garante');
      viste.push(...nodi(answer).map(({ numero }) => numero));
      after = answer.data.registroAccessi!.pageInfo.endCursor;
      expect(answer.data.registroAccessi!.pageInfo.hasNextPage).toBe(pagina < 2);
    }
    expect(viste).toEqual(['6', '5', '4', '3', '2', '1']);
  });

  test('is narrowed by every condition, each with the others', async () => {
    const oggi = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Rome' }).format(new Date());
    expect(await trovate({ oggetto: caso(1), operazione: 'LETTURA', scopo: 'TUTELA_MINORI' })).toEqual([caso(1)]);
    expect(await trovate({ classe: 'EMERGENZA' })).toEqual([null]);
    expect(await trovate({ ambito: 4, esito: 'NESSUNO' })).toEqual([null]);
    expect(await trovate({ richiesta: 'richiesta-sociale' })).toEqual([caso(1)]);
    expect(await trovate({ operazione: 'SCRITTURA', ambito: 1, dal: oggi, al: oggi })).toEqual([caso(1)]);
    expect(await trovate({ ambito: 1, al: '2020-12-31' })).toEqual([]);
  });

  test('has who looked at it, for which record and of which ambito', async () => {
    const before = (await righe()).length;
    await ask({ filtro: { ambito: 4, oggetto: caso(2) } }, 'garante');
    await ask({}, 'garante');
    expect((await righe()).slice(before)).toMatchObject([
      {
        ambito_id: 4,
        soggetto: 'garante',
        scopo: 'VIGILANZA',
        tipo: 'RegistroAccessi',
        oggetto: caso(2),
        esito: 'CONCESSO',
      },
      {
        ambito_id: 0,
        soggetto: 'garante',
        scopo: 'VIGILANZA',
        tipo: 'RegistroAccessi',
        oggetto: null,
        esito: 'CONCESSO',
      },
    ]);
  });

  describe('its chains, worked out again', () => {
    const VERIFICA = `query ($ambito: Int) {
      verificaRegistro(ambito: $ambito) { ambito righe prima ultima impronta rottura { numero difetto } }
    }`;
    interface Catene {
      readonly verificaRegistro: Array<{ ambito: number; rottura: object | null }> | null;
    }
    const catene = async (ambito: number | null, persona: NomePersona = 'garante') =>
      (await ask({ ambito }, persona, VERIFICA)) as unknown as Answer<Catene>;
    const rottura = async () => (await catene(4)).data.verificaRegistro![0]!.rottura;
    /** Past the triggers, as somebody with the disks could. */
    const altera = (statement: string) => superuser(`SET session_replication_role = replica; ${statement}`);

    test('follow from the first line to the last, whose hash is that of an anchor', async () => {
      const { data, errors } = await catene(null);
      expect(errors).toEqual([]);
      const [ultima] = (await righe()).filter(({ ambito_id: ambito }) => ambito === 1).slice(-1);
      expect(data.verificaRegistro).toContainEqual({
        ambito: 1,
        righe: ultima!.numero,
        prima: '1',
        ultima: ultima!.numero,
        impronta: ultima!.hash.toString('hex'),
        rottura: null,
      });
      expect(data.verificaRegistro!.every((catena) => catena.rottura === null)).toBe(true);
    });

    test.each([
      ['a changed line', `UPDATE registro.accesso SET soggetto = 'un altro'`, 'CONTENUTO'],
      ['an id erased from a line', 'UPDATE registro.accesso SET oggetto = NULL', 'CONTENUTO'],
      ['a line that follows another', `UPDATE registro.accesso SET precedente = sha256('altro')`, 'PRECEDENTE'],
    ])('show %s', async (_, change, difetto) => {
      const prima = (await righe()).find(({ ambito_id: ambito, numero }) => ambito === 4 && numero === '3')!;
      await altera(`${change} WHERE ambito_id = 4 AND numero = 3`);
      expect(await rottura()).toEqual({ numero: '3', difetto });
      await altera(`UPDATE registro.accesso SET soggetto = '${prima.soggetto}', oggetto = '${prima.oggetto}',
        precedente = '\\x${prima.precedente.toString('hex')}' WHERE ambito_id = 4 AND numero = 3`);
      expect(await rottura()).toBeNull();
    });

    test('show a line that is missing, at the one after it', async () => {
      await altera('CREATE TABLE tolta AS SELECT * FROM registro.accesso WHERE ambito_id = 4 AND numero = 2');
      await altera('DELETE FROM registro.accesso WHERE ambito_id = 4 AND numero = 2');
      expect(await rottura()).toEqual({ numero: '3', difetto: 'NUMERO' });
      await altera('INSERT INTO registro.accesso SELECT * FROM tolta; DROP TABLE tolta');
      expect(await rottura()).toBeNull();
    });

    test('are for the garante, and who worked them out is in the log', async () => {
      expect((await catene(4, 'cabina')).errors).toMatchObject([{ extensions: { code: 'NON_AUTORIZZATO' } }]);
      await catene(4);
      expect((await righe()).at(-1)).toMatchObject({ ambito_id: 4, soggetto: 'garante', tipo: 'RegistroAccessi' });
    });
  });

  test.each(['udp4', 'tutela4', 'cabina', 'coordinamento', 'app-partner'] as const)(
    'is not for %s',
    async (persona) => {
      const { data, errors } = await ask({ filtro: { ambito: 4 } }, persona);
      expect(data.registroAccessi).toBeNull();
      expect(errors).toMatchObject([{ extensions: { code: 'NON_AUTORIZZATO' } }]);
    },
  );

  test('is not for the public', async () => {
    expect((await ask({})).errors).toMatchObject([{ extensions: { code: 'NON_AUTENTICATO' } }]);
  });

  test('refuses a name in place of an id, and a cursor of another list, in words', async () => {
    const nome = await ask({ filtro: { oggetto: 'Mario Rossi' } }, 'garante');
    expect(nome.errors).toMatchObject([{ extensions: { code: 'INPUT_NON_VALIDO' } }]);
    expect(JSON.stringify(nome)).not.toContain('Mario');
    for (const keys of [['udo-1'], [4, 'x'], [4, '999999'], [4_000_000, '1'], [4.5, '1'], ["' OR true", '1']]) {
      const after = Buffer.from(JSON.stringify(keys)).toString('base64url');
      expect((await ask({ after }, 'garante')).errors).toMatchObject([{ extensions: { code: 'INPUT_NON_VALIDO' } }]);
    }
  });
});
