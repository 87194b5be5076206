import { execute, testContextKey } from '@trama/test-kit/database';
import { garante, operatore, persona, registroDiProva, type RegistroDiProva } from './audit.fixtures.js';
import { CLASSI, ESITI, OPERAZIONI } from './accesso.js';
import { SCOPI } from './scopi.js';

describe('the access log, for the login of the application', () => {
  let prova: RegistroDiProva;
  beforeAll(async () => void (prova = await registroDiProva()));
  afterAll(() => prova.end());

  const RIGA = `INSERT INTO registro.accesso (ambito_id, scopo, tipo, oggetto, esito)
                VALUES (4, 'TUTELA_MINORI', 'Caso', '${persona(4, 1)}', 'CONCESSO')`;
  const comeOperatore = (statement: string) => prova.database.write(operatore(4), (tx) => tx.query(statement));

  test('takes a line of the few columns it may fill, and fills the others itself from the proved caller', async () => {
    await comeOperatore(RIGA);
    expect(await prova.righe()).toMatchObject([
      {
        ambito_id: 4,
        numero: '1',
        soggetto: 'op-4',
        ruolo: 'SERVIZIO_TUTELA',
        richiesta: 'richiesta-di-prova',
        operazione: 'LETTURA',
        classe: 'ORDINARIO',
      },
    ]);
  });

  test.each(['numero', 'quando', 'soggetto', 'ruolo', 'richiesta', 'precedente', 'hash'])(
    'does not let it say %s',
    async (colonna) => {
      const statement = `INSERT INTO registro.accesso (ambito_id, scopo, esito, ${colonna})
                       VALUES (4, 'TUTELA_MINORI', 'CONCESSO', DEFAULT)`;
      await expect(comeOperatore(statement)).rejects.toMatchObject({ code: '42501' });
    },
  );

  test.each([
    'UPDATE registro.accesso SET esito = esito',
    'DELETE FROM registro.accesso',
    'TRUNCATE registro.accesso',
    'SELECT * FROM registro.testa',
    'UPDATE registro.testa SET numero = 0',
    'DELETE FROM registro.testa',
    `INSERT INTO registro.scopo VALUES ('CURIOSITA', 'To have a look.', 'nessuna base giuridica')`,
    'ALTER TABLE registro.accesso DISABLE TRIGGER concatena',
    'SELECT registro.concatena()',
  ])('refuses %s', async (statement) => {
    await expect(comeOperatore(statement)).rejects.toMatchObject({ code: '42501' });
  });

  test.each(['UPDATE registro.accesso SET esito = esito', 'DELETE FROM registro.accesso', 'TRUNCATE registro.accesso'])(
    'refuses its owner too: %s',
    async (statement) => {
      await expect(prova.owner(statement)).rejects.toThrow(/only added to/);
    },
  );

  test('is read by the garante and by nobody else, not even about the own ambito', async () => {
    const viste = async (chi = garante()) =>
      (await prova.database.read(chi, (tx) => tx.query('SELECT FROM registro.accesso'))).length;
    expect(await viste()).toBeGreaterThan(0);
    expect(await viste(operatore(4))).toBe(0);
    expect(await viste(operatore(4, { ruolo: 'UFFICIO_DI_PIANO' }))).toBe(0);
    expect(await viste(operatore(null, { ruolo: 'CABINA_REGIA' }))).toBe(0);
    expect(await execute(prova.clone.appUrl, 'SELECT FROM registro.accesso')).toEqual([]);
    await expect(execute(prova.clone.statUrl, 'SELECT FROM registro.accesso')).rejects.toMatchObject({ code: '42501' });
  });

  test('has no line without a proved caller: not missing, not forged, not stale', async () => {
    await expect(execute(prova.clone.appUrl, RIGA)).rejects.toThrow(/signed caller/);
    const stale = testContextKey().sign(operatore(4), Date.now() - 120_000);
    const [corpo, firma] = testContextKey().sign(operatore(4)).split('.') as [string, string];
    const altro = Buffer.from(Buffer.from(corpo, 'hex').toString().replace('op-4', 'op-5')).toString('hex');
    for (const contesto of [stale, `${altro}.${firma}`, '']) {
      const tentativo = prova.source.transaction(async (manager) => {
        await manager.query(`SELECT set_config('trama.contesto', $1, true)`, [contesto]);
        await manager.query(RIGA);
      });
      await expect(tentativo).rejects.toThrow(/signed caller/);
    }
  });

  test.each([
    ['a codice fiscale as object', `'Caso', 'RSSMRA80A01B157X', 'CONCESSO'`],
    ['a sentence as type', `'Mario Rossi, minore', NULL, 'CONCESSO'`],
    ['an object of no type', `NULL, '${persona(4, 1)}', 'CONCESSO'`],
    ['an outcome of its own', `'Caso', NULL, 'FORSE'`],
  ])('has no room for %s', async (_, valori) => {
    const statement = `INSERT INTO registro.accesso (ambito_id, scopo, tipo, oggetto, esito) VALUES (4, 'AFFIDO', ${valori})`;
    await expect(comeOperatore(statement)).rejects.toMatchObject({ code: expect.stringMatching(/22P02|23514/) });
  });

  test('knows the purposes, operations, outcomes and classes that the code knows, each purpose with its law', async () => {
    const scopi = await prova.owner<{ codice: string; descrizione: string }>(
      'SELECT codice, descrizione FROM registro.scopo',
    );
    expect(Object.fromEntries(scopi.map(({ codice, descrizione }) => [codice, descrizione]))).toEqual(SCOPI);
    const vincoli = await prova.owner<{ testo: string }>(
      `SELECT pg_get_constraintdef(oid) AS testo FROM pg_constraint
       WHERE conrelid = 'registro.accesso'::regclass AND contype = 'c' AND conname ~ '(operazione|esito|classe)' ORDER BY conname`,
    );
    const valori = vincoli.map(({ testo }) => [...testo.matchAll(/'([A-Z]+)'/g)].map(([, valore]) => valore));
    expect(valori).toEqual([[...CLASSI], [...ESITI], [...OPERAZIONI]]);
    await expect(
      comeOperatore(`INSERT INTO registro.accesso (ambito_id, scopo, esito) VALUES (4, 'CURIOSITA', 'CONCESSO')`),
    ).rejects.toMatchObject({ code: '23503' });
  });
});
