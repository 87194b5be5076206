import { DomainError } from '@trama/kernel/errors';
import { execute, testPostgres } from '@trama/test-kit/database';
import { namesOf, statementsOf } from '@trama/test-kit/statements';
import { NESSUN_AMBITO } from './accesso.js';
import { operatore, persona, registroDiProva, type RegistroDiProva } from './audit.fixtures.js';
import { inspect, type Ispezione } from './ispezione.js';
import { registra } from './registra.js';

interface Persona {
  readonly ambito_id: number;
  readonly id: string;
  readonly nome: string;
}

const PERSONE = 'SELECT ambito_id, id, nome FROM persona_prova WHERE id = ANY ($1) ORDER BY ambito_id, id';

/** As a service would: reads by id, names what it found. */
const leggi =
  (...ids: string[]): Ispezione<Persona[]> =>
  async (tx, nomina) => {
    const persone = await tx.query<Persona>(PERSONE, [ids]);
    nomina(
      'Persona',
      persone.map(({ id, ambito_id: ambito }) => ({ id, ambito })),
    );
    return persone;
  };

let prova: RegistroDiProva;
beforeAll(async () => void (prova = await registroDiProva()));
beforeEach(() => prova.ricomincia());
afterAll(() => prova.end());

describe('the third door', () => {
  const ispeziona = <T>(work: Ispezione<T>, chi = operatore(4)) => inspect(prova.database, chi, 'TUTELA_MINORI', work);

  test('gives a record and has written who read it, for what', async () => {
    const [letta] = await ispeziona(leggi(persona(4, 1)));
    expect(letta).toMatchObject({ nome: 'persona 1 di 4' });
    expect(await prova.righe()).toMatchObject([
      {
        ambito_id: 4,
        numero: '1',
        soggetto: 'op-4',
        scopo: 'TUTELA_MINORI',
        operazione: 'LETTURA',
        tipo: 'Persona',
        oggetto: persona(4, 1),
        esito: 'CONCESSO',
        classe: 'ORDINARIO',
      },
    ]);
  });

  test('has committed the line before the value is there', async () => {
    const seen = await ispeziona(leggi(persona(4, 1))).then(() => prova.righe());
    expect(seen).toHaveLength(1);
  });

  test('writes many records in one statement, each once', async () => {
    const ids = Array.from({ length: 20 }, (_, n) => persona(4, n + 1));
    const { statements } = await statementsOf(() =>
      ispeziona(async (tx, nomina) => {
        await leggi(...ids)(tx, nomina);
        return leggi(...ids)(tx, nomina);
      }),
    );
    expect(namesOf(statements).filter((nome) => nome === 'registro.iscrivi')).toHaveLength(1);
    expect((await prova.righe()).map(({ oggetto }) => oggetto)).toEqual(ids);
  });

  test('writes down a search that finds nothing, and one for another ambito’s record, which is the same', async () => {
    expect(await ispeziona(leggi(persona(4, 999)))).toEqual([]);
    expect(await ispeziona(leggi(persona(5, 1)))).toEqual([]);
    await ispeziona(async () => null);
    expect(await prova.righe()).toMatchObject([
      { ambito_id: 4, tipo: 'Persona', oggetto: null, esito: 'NESSUNO' },
      { ambito_id: 4, tipo: 'Persona', oggetto: null, esito: 'NESSUNO' },
      { ambito_id: 4, tipo: null, oggetto: null, esito: 'NESSUNO' },
    ]);
  });

  test('writes down a refusal with what was asked for, and then refuses', async () => {
    const rifiuta = (codice: 'NON_TROVATO' | 'NON_AUTORIZZATO') =>
      ispeziona((_, nomina) => {
        nomina('Persona', { id: persona(4, 7) });
        throw new DomainError(codice, 'No.');
      });
    await expect(rifiuta('NON_AUTORIZZATO')).rejects.toMatchObject({ extensions: { code: 'NON_AUTORIZZATO' } });
    await expect(rifiuta('NON_TROVATO')).rejects.toMatchObject({ extensions: { code: 'NON_TROVATO' } });
    expect(await prova.righe()).toMatchObject([
      { oggetto: persona(4, 7), esito: 'RIFIUTATO' },
      { oggetto: persona(4, 7), esito: 'NESSUNO' },
    ]);
  });

  test('does not write what a caller sends as an id when it is not one: it may be a name', async () => {
    await ispeziona(async (_, nomina) => nomina('Persona', { id: 'Mario Rossi', esito: 'NESSUNO' }));
    expect(await prova.righe()).toMatchObject([{ tipo: 'Persona', oggetto: null, esito: 'NESSUNO' }]);
  });

  test('keeps the work from writing: PostgreSQL itself does', async () => {
    const scrivi: Ispezione<unknown> = (tx) => tx.query(`UPDATE persona_prova SET nome = 'altro'`);
    await expect(ispeziona(scrivi)).rejects.toMatchObject({ code: '25006' });
    expect(await prova.righe()).toEqual([]);
  });

  test('gives no data when the log does not take the line', async () => {
    await prova.guasta(`oggetto <> '${persona(4, 2)}'`);
    const letto: Persona[][] = [];
    const work: Ispezione<Persona[]> = async (tx, nomina) => {
      const persone = await leggi(persona(4, 1), persona(4, 2))(tx, nomina);
      letto.push(persone);
      return persone;
    };
    await expect(ispeziona(work)).rejects.toMatchObject({ code: '23514' });
    expect(letto[0]).toHaveLength(2); // the work had them: they went no further
    expect(await prova.righe()).toEqual([]);
  });

  test('gives no data when its connection is killed before the line is committed', async () => {
    const work: Ispezione<Persona[]> = async (tx, nomina) => {
      const persone = await leggi(persona(4, 1))(tx, nomina);
      const [{ pid }] = (await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
      await execute(testPostgres().superuserUrl, 'SELECT pg_terminate_backend($1)', [pid]);
      return persone;
    };
    await expect(ispeziona(work)).rejects.toThrow();
    expect(await prova.righe()).toEqual([]);
    expect(await ispeziona(leggi(persona(4, 1)))).toHaveLength(1);
  });

  test('writes in the chain of the ambito that owns the record, whoever asks', async () => {
    const tavolo = operatore(null, { ruolo: 'COORDINAMENTO_AFFIDO' });
    await ispeziona(leggi(persona(9, 1), persona(2, 1)), tavolo);
    await ispeziona(leggi(persona(4, 999)), tavolo);
    expect(await prova.righe()).toMatchObject([
      { ambito_id: NESSUN_AMBITO, soggetto: 'op-ats', esito: 'NESSUNO' },
      { ambito_id: 2, numero: '1', oggetto: persona(2, 1) },
      { ambito_id: 9, numero: '1', oggetto: persona(9, 1) },
    ]);
  });
});

describe('a write of a record', () => {
  const rinomina = (nome: string, fallimento?: Error) =>
    prova.database.write(operatore(4), async (tx) => {
      registra(tx, { scopo: 'PRESA_IN_CARICO' }, 'Persona', { id: persona(4, 1), ambito: 4 });
      await tx.query('UPDATE persona_prova SET nome = $1 WHERE id = $2', [nome, persona(4, 1)]);
      if (fallimento) {
        throw fallimento;
      }
    });
  const nome = async () =>
    (await prova.owner<{ nome: string }>(`SELECT nome FROM persona_prova WHERE id = '${persona(4, 1)}'`))[0]?.nome;

  // The owner reads past the wall here: FORCE holds for it as well.
  beforeAll(async () => void (await prova.owner(`CREATE POLICY prova ON persona_prova TO CURRENT_USER USING (true)`)));

  test('happens together with its line', async () => {
    await rinomina('nuovo');
    expect(await nome()).toBe('nuovo');
    expect(await prova.righe()).toMatchObject([{ operazione: 'SCRITTURA', oggetto: persona(4, 1), esito: 'CONCESSO' }]);
  });

  test('does not happen when its line cannot be written', async () => {
    await prova.guasta(`operazione <> 'SCRITTURA'`);
    await expect(rinomina('nuovo')).rejects.toMatchObject({ code: '23514' });
    expect(await nome()).toBe('persona 1 di 4');
  });

  test('that is refused leaves a line that says so, and nothing else', async () => {
    const rifiuto = new DomainError('CONFLITTO_VERSIONE', 'Rileggi.');
    await expect(rinomina('nuovo', rifiuto)).rejects.toBe(rifiuto);
    expect(await nome()).toBe('persona 1 di 4');
    expect(await prova.righe()).toMatchObject([
      { operazione: 'SCRITTURA', oggetto: persona(4, 1), esito: 'RIFIUTATO' },
    ]);
  });

  test('that breaks leaves no line: it is in the log of the program', async () => {
    await expect(rinomina('nuovo', new Error('guasto'))).rejects.toThrow('guasto');
    expect(await prova.righe()).toEqual([]);
  });
});
