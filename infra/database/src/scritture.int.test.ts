import { PUBBLICO, identityOf, type Identity } from '@trama/kernel/identity';
import { type ClonedDatabase, cloneDatabase, execute, testContextKey } from '@trama/test-kit/database';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { connect } from './connect.js';
import { Database, type Tx } from './database.js';
import { forgetKeys } from './forget-keys.js';
import { once, requireOnce } from './once.js';
import { Foglio, operatore, TABELLA } from './scritture.fixtures.js';
import { current, updateVersioned } from './versione.js';

interface CreaFoglioInput {
  readonly chiaveIdempotenza: string;
  readonly testo: string;
  readonly nota?: string | null;
}

describe('writes', () => {
  let clone: ClonedDatabase;
  let source: DataSource;
  let owner: DataSource;
  let database: Database;

  beforeAll(async () => {
    clone = await cloneDatabase('terzo-settore');
    await execute(clone.ownerUrl, TABELLA);
    source = await connect({ url: clone.appUrl, application: 'prova-scritture', poolSize: 16 }, [Foglio]);
    owner = await connect({ url: clone.ownerUrl, application: 'prova-scritture', poolSize: 1 }, []);
    database = new Database(source, testContextKey());
  });
  afterAll(async () => {
    await Promise.all([source.destroy(), owner.destroy()]);
    await clone.drop();
  });

  const byId = (tx: Tx) => (id: string) => tx.repo(Foglio).findOne({ where: { id } });
  const inserisci = async (tx: Tx, testo: string): Promise<Foglio> => {
    const [foglio] = await tx.query<Foglio>(
      'INSERT INTO foglio (testo) VALUES ($1) RETURNING ambito_id AS "ambitoId", id, testo, righe, versione',
      [testo],
    );
    return foglio!;
  };
  const crea = (chi: Identity, input: CreaFoglioInput, durante: () => Promise<void> = async () => undefined) =>
    database.write(chi, (tx) =>
      once(tx, { operazione: 'foglio.crea', input, reread: byId(tx) }, async () => {
        const foglio = await inserisci(tx, input.testo);
        await durante();
        return foglio;
      }),
    );
  const fogli = async (testo: string) =>
    (await owner.query<Array<{ n: number }>>('SELECT count(*)::int AS n FROM foglio WHERE testo = $1', [testo]))[0]!.n;
  const senzaMuro = async <T>(work: () => Promise<T>): Promise<T> => {
    await owner.query('ALTER TABLE foglio NO FORCE ROW LEVEL SECURITY');
    try {
      return await work();
    } finally {
      await owner.query('ALTER TABLE foglio FORCE ROW LEVEL SECURITY');
    }
  };
  const quanti = (testo: string) => senzaMuro(() => fogli(testo));

  test('statements that are asked at once in a transaction go one after the other, also after one that failed', async () => {
    const steps: string[] = [];
    const follow = (tx: Tx) => {
      const query = tx.manager.query.bind(tx.manager);
      jest.spyOn(tx.manager, 'query').mockImplementation(async (text: string) => {
        steps.push(`ask ${text}`);
        return query(text).finally(() => steps.push(`end ${text}`));
      });
    };
    await database.write(operatore(4), async (tx) => {
      follow(tx);
      const asked = ['SAVEPOINT a', 'SELECT 1/0', 'ROLLBACK TO a', 'SELECT 2 AS n'].map((text) => tx.query(text));
      const results = await Promise.allSettled(asked);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    });
    expect(steps.length).toBe(8);
    expect(steps.filter((_, i) => i % 2 === 0).map((step) => step.replace('ask', 'end'))).toEqual(
      steps.filter((_, i) => i % 2 === 1),
    );
  });

  test('written by hand give their rows, whatever the statement is', async () => {
    const scritte = await database.write(operatore(8), async (tx) => [
      await tx.query(`INSERT INTO foglio (testo) VALUES ('a mano') RETURNING versione`),
      await tx.query(`UPDATE foglio SET versione = 2 WHERE testo = 'a mano' RETURNING versione`),
      await tx.query(`UPDATE foglio SET versione = 3 WHERE testo = 'nessuno' RETURNING versione`),
      await tx.query(`SELECT versione FROM foglio WHERE testo = 'a mano'`),
      await tx.query('SAVEPOINT a; RELEASE SAVEPOINT a'),
    ]);
    expect(scritte).toEqual([[{ versione: 1 }], [{ versione: 2 }], [], [{ versione: 2 }], []]);
  });

  describe('with an idempotency key', () => {
    test('happen once, and the answer of a repetition is the record as it is now', async () => {
      const input = { chiaveIdempotenza: randomUUID(), testo: 'una volta' };
      const prima = await crea(operatore(3), input);
      await database.write(operatore(3), (tx) =>
        updateVersioned(tx, Foglio, { where: { id: prima.id }, versione: 1, comment: 'prova' }, { testo: 'poi' }),
      );
      expect(
        await crea(operatore(3), { testo: 'una volta', chiaveIdempotenza: input.chiaveIdempotenza }),
      ).toMatchObject({
        id: prima.id,
        testo: 'poi',
        versione: 2,
      });
      expect(await quanti('una volta')).toBe(0);
    });

    test('refuse the key for another input, for a field more, and for another operation', async () => {
      const chiaveIdempotenza = randomUUID();
      const input = { chiaveIdempotenza, testo: 'il primo' };
      await crea(operatore(3), input);
      const riusata = { extensions: { code: 'CHIAVE_IDEMPOTENZA_RIUSATA', campi: ['chiaveIdempotenza'] } };
      await expect(crea(operatore(3), { chiaveIdempotenza, testo: 'il secondo' })).rejects.toMatchObject(riusata);
      await expect(crea(operatore(3), { ...input, nota: null })).rejects.toMatchObject(riusata);
      const altra = database.write(operatore(3), (tx) =>
        once(tx, { operazione: 'foglio.copia', input, reread: byId(tx) }, () => inserisci(tx, 'copia')),
      );
      await expect(altra).rejects.toMatchObject(riusata);
      expect([await quanti('il primo'), await quanti('il secondo'), await quanti('copia')]).toEqual([1, 0, 0]);
    });

    test('belong to who sent them: another person, and the same one in another ambito, are told nothing', async () => {
      const input = { chiaveIdempotenza: randomUUID(), testo: 'di ciascuno' };
      const chi = [operatore(3), operatore(3, 'altro'), operatore(4), operatore(4, 'operatore-3')];
      const scritti = await Promise.all(chi.map((uno) => crea(uno, input)));
      expect(new Set(scritti.map(({ id }) => id)).size).toBe(4);
      expect(scritti.map(({ ambitoId }) => ambitoId)).toEqual([3, 3, 4, 4]);
    });

    test('are refused to callers without a token, who would all be one', async () => {
      const scritto = crea(identityOf(PUBBLICO, 'r'), { chiaveIdempotenza: 'k', testo: 'di nessuno' });
      await expect(scritto).rejects.toMatchObject({ code: '42501' });
    });

    test('two twins that run together make one record, and both get it', async () => {
      const giri = Array.from({ length: 10 }, async (_, giro) => {
        const input = { chiaveIdempotenza: randomUUID(), testo: `gemelli ${giro}` };
        const scritti = await Promise.all([1, 2, 3].map(() => crea(operatore(5), input, () => sleep(20))));
        expect(new Set(scritti.map(({ id }) => id)).size).toBe(1);
        expect(await database.read(operatore(5), (tx) => tx.repo(Foglio).countBy({ testo: input.testo }))).toBe(1);
      });
      await Promise.all(giri);
    });

    test('a twin waits for the first, and does the work itself when the first fails', async () => {
      const input = { chiaveIdempotenza: randomUUID(), testo: 'al secondo tentativo' };
      let avviato: () => void = () => undefined;
      const dentro = new Promise<void>((resolve) => (avviato = resolve));
      let cade: (cause: Error) => void = () => undefined;
      const primo = crea(operatore(5), input, () => {
        avviato();
        return new Promise((_, reject) => (cade = reject));
      });
      await dentro;
      let secondoFatto = false;
      const secondo = crea(operatore(5), input).finally(() => (secondoFatto = true));
      await sleep(100);
      expect(secondoFatto).toBe(false);
      cade(new Error('caduto'));
      await expect(primo).rejects.toThrow('caduto');
      expect(await secondo).toMatchObject({ testo: 'al secondo tentativo' });
      expect(await quanti('al secondo tentativo')).toBe(1);
    });

    test('a repetition whose record is hidden by now is NON_TROVATO, and nothing is done again', async () => {
      const input = { chiaveIdempotenza: randomUUID(), testo: 'nascosto' };
      const { id } = await crea(operatore(3), input);
      await senzaMuro(() => owner.query('UPDATE foglio SET ambito_id = 9 WHERE id = $1', [id]));
      await expect(crea(operatore(3), input)).rejects.toMatchObject({ extensions: { code: 'NON_TROVATO' } });
      expect(await quanti('nascosto')).toBe(1);
    });

    test('leave nothing in the database from which key or input could be read or guessed', async () => {
      const input = { chiaveIdempotenza: 'chiave-segretissima-di-uno', testo: 'RSSMRA85T10A562S' };
      const { id } = await crea(operatore(3), input);
      const righe = await owner.query<Array<{ testo: string }>>(
        'SELECT k::text AS testo FROM trama.chiave_idempotenza k',
      );
      expect(righe.length).toBeGreaterThan(0);
      expect(righe.filter(({ testo }) => /segretissima|RSSMRA/.test(testo))).toEqual([]);
      // The same input under another key has another fingerprint: without the key a guess cannot be tried.
      const altra = await crea(operatore(3), { ...input, chiaveIdempotenza: 'un’altra' });
      const [impronte] = await owner.query<Array<{ n: number }>>(
        'SELECT count(DISTINCT impronta)::int AS n FROM trama.chiave_idempotenza WHERE risposta = ANY ($1)',
        [[id, altra.id]],
      );
      expect(impronte).toEqual({ n: 2 });
    });

    test('are seen, set and taken by nobody else', async () => {
      const chiaveIdempotenza = randomUUID();
      await crea(operatore(3), { chiaveIdempotenza, testo: 'mio' });
      const visti = (chi: Identity) =>
        database.read(chi, async (tx) => {
          const [riga] = await tx.query<{ n: number }>(
            `SELECT count(*)::int AS n FROM trama.chiave_idempotenza WHERE soggetto <> $1 OR ambito_id <> $2`,
            [chi.subject, chi.ambito ?? 0],
          );
          return riga!.n;
        });
      expect(await Promise.all([operatore(3), operatore(4), operatore(null, 'tavolo')].map(visti))).toEqual([0, 0, 0]);
      for (const statement of [
        `INSERT INTO trama.chiave_idempotenza (soggetto, chiave, operazione, impronta)
         VALUES ('altri', sha256('a'), 'foglio.crea', sha256('b'))`,
        `UPDATE trama.chiave_idempotenza SET soggetto = 'altri'`,
        'UPDATE trama.chiave_idempotenza SET creata_il = now()',
        'DELETE FROM trama.chiave_idempotenza',
        'TRUNCATE trama.chiave_idempotenza',
      ]) {
        await expect(database.write(operatore(3), (tx) => tx.query(statement))).rejects.toMatchObject({
          code: '42501',
        });
      }
    });

    test('are forgotten after thirty days, and not before', async () => {
      const [vecchia, recente] = [randomUUID(), randomUUID()];
      const primo = await crea(operatore(7), { chiaveIdempotenza: vecchia, testo: 'vecchio' });
      const secondo = await crea(operatore(7), { chiaveIdempotenza: recente, testo: 'recente' });
      const eta = (giorni: number, id: string) =>
        owner.query(
          `UPDATE trama.chiave_idempotenza SET creata_il = now() - make_interval(days => $1) WHERE risposta = $2`,
          [giorni, id],
        );
      await eta(31, primo.id);
      await eta(29, secondo.id);
      expect(await forgetKeys(owner)).toBe(1);
      expect((await crea(operatore(7), { chiaveIdempotenza: recente, testo: 'recente' })).id).toBe(secondo.id);
      expect((await crea(operatore(7), { chiaveIdempotenza: vecchia, testo: 'vecchio' })).id).not.toBe(primo.id);
    });

    test('cannot be forgotten by a mutation: its door refuses a transaction that did not use one', async () => {
      const scritta = database.write(operatore(3), async (tx) => {
        await inserisci(tx, 'senza chiave');
        requireOnce(tx);
      });
      await expect(scritta).rejects.toThrow('without once()');
      expect(await quanti('senza chiave')).toBe(0);
    });
  });

  describe('with a version', () => {
    const nuovo = (testo: string, chi = operatore(3)) => database.write(chi, (tx) => inserisci(tx, testo));
    const cambia = (id: string, versione: number, testo: string, chi = operatore(3)) =>
      database.write(chi, (tx) =>
        updateVersioned(tx, Foglio, { where: { id }, versione, comment: 'prova.cambia' }, { testo }),
      );

    test('give back the row as it now is', async () => {
      const { id } = await nuovo('uno');
      const cambiato = await cambia(id, 1, 'due');
      expect(cambiato).toBeInstanceOf(Foglio);
      expect(cambiato).toEqual({ ambitoId: 3, id, testo: 'due', righe: [], versione: 2 });
      expect(await database.read(operatore(3), (tx) => tx.repo(Foglio).findOneBy({ id }))).toEqual(cambiato);
    });

    test('eight editors of one row: one writes, seven are told the new version, and nothing is lost', async () => {
      const { id } = await nuovo('conteso');
      const aggiungi = (chi: string) =>
        database.write(operatore(3, chi), async (tx) => {
          const foglio = current(await tx.repo(Foglio).findOneBy({ id }), 1);
          await sleep(20); // everybody has read before anybody writes
          const righe = [...foglio.righe, chi];
          return updateVersioned(tx, Foglio, { where: { id }, versione: 1, comment: 'prova.aggiungi' }, { righe });
        });
      const chi = Array.from({ length: 8 }, (_, n) => `editor-${n}`);
      const esiti = await Promise.allSettled(chi.map(aggiungi));
      const vinti = esiti.filter((esito) => esito.status === 'rejected');
      expect(vinti.map(({ reason }) => reason.extensions)).toEqual(
        vinti.map(() => ({ code: 'CONFLITTO_VERSIONE', versione: 2 })),
      );
      expect(vinti).toHaveLength(7);
      const finale = await database.read(operatore(3), (tx) => tx.repo(Foglio).findOneByOrFail({ id }));
      expect(finale).toMatchObject({
        versione: 2,
        righe: [chi[esiti.findIndex(({ status }) => status === 'fulfilled')]],
      });
    });

    test('eight editors who read again at each conflict: all eight lines are there', async () => {
      const { id } = await nuovo('paziente');
      const aggiungi = async (chi: string): Promise<void> => {
        for (;;) {
          const scritto = database.write(operatore(3, chi), async (tx) => {
            const { versione, righe } = await tx.repo(Foglio).findOneByOrFail({ id });
            const dopo = [...righe, chi];
            return updateVersioned(tx, Foglio, { where: { id }, versione, comment: 'prova.aggiungi' }, { righe: dopo });
          });
          const esito = await scritto.catch((error: { extensions?: { code: string } }) => {
            expect(error.extensions?.code).toBe('CONFLITTO_VERSIONE');
            return null;
          });
          if (esito) {
            return;
          }
        }
      };
      const chi = Array.from({ length: 8 }, (_, n) => `editor-${n}`);
      await Promise.all(chi.map(aggiungi));
      const finale = await database.read(operatore(3), (tx) => tx.repo(Foglio).findOneByOrFail({ id }));
      expect([finale.versione, [...finale.righe].sort()]).toEqual([9, chi]);
    });

    test('say the same of a row that is hidden and of one that is not there', async () => {
      const { id } = await nuovo('altrui', operatore(4));
      const rifiuti = await Promise.all(
        [cambia(id, 1, 'preso'), cambia(randomUUID(), 1, 'preso')].map((scritto) =>
          scritto.catch((error: unknown) => error),
        ),
      );
      const [nascosto, assente] = rifiuti as Array<{ message: string; extensions: object }>;
      expect(nascosto!.extensions).toEqual({ code: 'NON_TROVATO' });
      expect([nascosto!.message, nascosto!.extensions]).toEqual([assente!.message, assente!.extensions]);
      expect(await quanti('altrui')).toBe(1);
    });

    test('tell the version that is there now to whoever comes with an old one', async () => {
      const { id } = await nuovo('vecchio');
      await cambia(id, 1, 'nuovo');
      for (const versione of [1, 3, 0, -1]) {
        await expect(cambia(id, versione, 'preso')).rejects.toMatchObject({
          extensions: { code: 'CONFLITTO_VERSIONE', versione: 2 },
        });
      }
      expect(() => current(null, 1)).toThrow('non esiste');
    });

    test('say of a row that may be read and not written that it is so, and not that it moved on', async () => {
      const { id } = await nuovo('sigillato');
      await expect(cambia(id, 1, 'aperto')).rejects.toMatchObject({ extensions: { code: 'NON_AUTORIZZATO' } });
      expect(await quanti('sigillato')).toBe(1);
    });

    test('change neither the key nor the version, and never a whole table', async () => {
      const { id } = await nuovo('fermo');
      const prova = (where: object, changes: object) =>
        database.write(operatore(3), (tx) =>
          updateVersioned(tx, Foglio, { where, versione: 1, comment: 'prova' }, changes),
        );
      for (const [where, changes] of [
        [{}, { testo: 'preso' }],
        [{ id: undefined }, { testo: 'preso' }],
        [{ id }, { ambitoId: 4 }],
        [{ id }, { id: randomUUID() }],
        [{ id }, { versione: 7 }],
      ]) {
        await expect(prova(where!, changes!)).rejects.toThrow('a versioned update needs');
      }
      expect(await quanti('preso')).toBe(0);
    });
  });

  test('of a database that is too busy are refused as such, and nothing is written', async () => {
    const troppo = (chi: Identity) =>
      database.write(chi, async (tx) => {
        await inserisci(tx, 'troppo lento');
        await tx.query("SET LOCAL statement_timeout = '20ms'");
        await tx.query('SELECT pg_sleep(5)');
      });
    await expect(troppo(operatore(4))).rejects.toMatchObject({ extensions: { code: 'SERVIZIO_NON_DISPONIBILE' } });
    expect(await quanti('troppo lento')).toBe(0);
    const una = await connect({ url: clone.appUrl, application: 'prova-occupata', poolSize: 1 }, [Foglio]);
    const occupata = new Database(una, testContextKey());
    let libera = (): void => undefined;
    const lunga = occupata.readSnapshot(operatore(4), () => new Promise<void>((resolve) => void (libera = resolve)));
    await expect(occupata.read(operatore(4), (tx) => tx.query('SELECT 1'))).rejects.toMatchObject({
      extensions: { code: 'SERVIZIO_NON_DISPONIBILE' },
    });
    libera();
    await lunga;
    await una.destroy();
  });

  test('that wait for each other both happen: what lost is run again from its beginning', async () => {
    const nuovo = () => database.write(operatore(3), (tx) => inserisci(tx, 'intreccio'));
    const [uno, altro] = [await nuovo(), await nuovo()];
    let dentro = 0;
    let apri = (): void => undefined;
    const insieme = new Promise<void>((resolve) => (apri = resolve));
    const tocca = (prima: Foglio, poi: Foglio, riga: string) =>
      database.write(operatore(3), async (tx) => {
        const aggiungi = ({ id }: Foglio) =>
          tx.query('UPDATE foglio SET righe = righe || to_jsonb($2::text) WHERE id = $1', [id, riga]);
        await aggiungi(prima);
        dentro += 1;
        if (dentro === 2) {
          apri();
        }
        await insieme;
        await aggiungi(poi);
      });
    await Promise.all([tocca(uno, altro, 'a'), tocca(altro, uno, 'b')]);
    expect(dentro).toBe(3);
    const scritti = await database.read(operatore(3), (tx) => tx.repo(Foglio).findBy({ testo: 'intreccio' }));
    expect(scritti.map(({ righe }) => [...righe].sort())).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  test('whose connection is cut under way are refused as such, and the next ones find another connection', async () => {
    const tagliata = database.write(operatore(4), async (tx) => {
      await inserisci(tx, 'tagliato');
      const [{ pid }] = (await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
      await execute(clone.appUrl, 'SELECT pg_terminate_backend($1)', [pid]);
      await tx.query('SELECT 1');
    });
    await expect(tagliata).rejects.toMatchObject({ extensions: { code: 'SERVIZIO_NON_DISPONIBILE' } });
    expect(await quanti('tagliato')).toBe(0);
    const poi = await database.write(operatore(4), (tx) => inserisci(tx, 'dopo il taglio'));
    expect(poi).toMatchObject({ testo: 'dopo il taglio' });
  });
});
