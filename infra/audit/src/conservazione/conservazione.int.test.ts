import { testContextKey } from '@trama/test-kit/database';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { operatore, registroDiProva, type RegistroDiProva } from '../audit.fixtures.js';
import { blocca, sblocca } from './blocco.js';
import { type Conservabile, disposizioniDi } from './conservabile.js';
import { conserva, frase } from './conservazione.js';
import type { Regola } from './regole.js';

const SCHEDA: Conservabile = {
  tipo: 'Scheda',
  tabella: 'scheda_prova',
  eventi: {
    CHIUSURA: 'SELECT ambito_id, id, chiusa_il AS inizio FROM scheda_prova WHERE chiusa_il IS NOT NULL AND NOT anonima',
  },
  azioni: {
    CANCELLA: async (tx, ambito, ids) =>
      void (await tx.query('DELETE FROM scheda_prova WHERE ambito_id = $1 AND id = ANY ($2)', [ambito, ids])),
    ANONIMIZZA: async (tx, ambito, ids) =>
      void (await tx.query(
        `UPDATE scheda_prova SET nome = NULL, anonima = true WHERE ambito_id = $1 AND id = ANY ($2)`,
        [ambito, ids],
      )),
    ARCHIVIA: async () => undefined, // an action that somebody wrote and that does nothing
  },
};

const regola = (more: Partial<Regola> = {}): Regola => ({
  registro: 'prova',
  tipo: 'Scheda',
  base_giuridica: 'DPR 445/2000, art. 68',
  durata: 'P24M',
  evento_inizio: 'CHIUSURA',
  azione: 'CANCELLA',
  atto: 'Determina di prova 1/2026',
  ...more,
});

const id = (n: number) => `22222222-0000-4000-8000-${String(n).padStart(12, '0')}`;
const lavoro = operatore(null, { subject: 'lavoro/conservazione', ruolo: 'LAVORO' });
const OGGI = `(now() AT TIME ZONE 'Europe/Rome')::date`;

describe('retention', () => {
  let prova: RegistroDiProva;

  beforeAll(async () => {
    prova = await registroDiProva();
    await prova.owner(
      `CREATE TABLE scheda_prova (ambito_id smallint NOT NULL, id uuid NOT NULL, nome text, chiusa_il date,
         anonima boolean NOT NULL DEFAULT false, PRIMARY KEY (ambito_id, id));
       ALTER TABLE scheda_prova ENABLE ROW LEVEL SECURITY; ALTER TABLE scheda_prova FORCE ROW LEVEL SECURITY;
       CREATE POLICY proprietario ON scheda_prova TO CURRENT_USER USING (true) WITH CHECK (true);`,
    );
  });
  afterAll(() => prova.end());

  /** Ambito 4: 1 open, 2 due yesterday, 3 due today (still kept), 4 and 5 long due; ambito 5: 6 long due. */
  beforeEach(async () => {
    await prova.ricomincia();
    await prova.owner(
      `TRUNCATE scheda_prova;
       INSERT INTO scheda_prova (ambito_id, id, nome, chiusa_il) VALUES
         (4, '${id(1)}', 'aperta', NULL),
         (4, '${id(2)}', 'scaduta ieri', (${OGGI} - interval '24 months')::date - 1),
         (4, '${id(3)}', 'ultimo giorno', (${OGGI} - interval '24 months')::date),
         (4, '${id(4)}', 'vecchia', '2010-05-01'), (4, '${id(5)}', 'vecchia', '2010-05-01'),
         (5, '${id(6)}', 'vecchia', '2010-05-01')`,
    );
  });

  const conservaCon = (opzioni: { prova?: boolean; batch?: number } = {}, ...regole: Regola[]) =>
    conserva(prova.proprietario, lavoro, disposizioniDi('prova', regole.length ? regole : [regola()], [SCHEDA]), {
      prova: false,
      ...opzioni,
    });
  const rimaste = async () =>
    (await prova.owner<{ id: string }>('SELECT id FROM scheda_prova ORDER BY id')).map((riga) => riga.id);
  const TUTTE = [1, 2, 3, 4, 5, 6].map(id);

  test('tells in a dry run what would be done for each type and ambito, and writes nothing', async () => {
    const esiti = await conservaCon({ prova: true });
    expect(esiti.map((esito) => frase(esito, true))).toEqual([
      'Scheda, ambito 4, CANCELLA: scadute 3, con blocco legale 0, da trattare 3',
      'Scheda, ambito 5, CANCELLA: scadute 1, con blocco legale 0, da trattare 1',
    ]);
    expect(await rimaste()).toEqual(TUTTE);
    expect(await prova.righe()).toEqual([]);
  });

  test('does it, says in the log to which records, and has nothing to do the second time', async () => {
    expect(await conservaCon({ batch: 2 })).toMatchObject([
      { ambito: 4, scaduti: 3, eseguiti: 3 },
      { ambito: 5, scaduti: 1, eseguiti: 1 },
    ]);
    expect(await rimaste()).toEqual([id(1), id(3)]);
    const riga = { soggetto: 'lavoro/conservazione', ruolo: 'LAVORO', scopo: 'CONSERVAZIONE', esito: 'CONCESSO' };
    expect(await prova.righe()).toMatchObject([
      { ambito_id: 0, tipo: 'Conservazione', operazione: 'SCRITTURA', ...riga },
      ...[2, 4, 5].map((n) => ({ ambito_id: 4, tipo: 'Scheda', operazione: 'CANCELLAZIONE', oggetto: id(n), ...riga })),
      { ambito_id: 5, tipo: 'Scheda', operazione: 'CANCELLAZIONE', oggetto: id(6), ...riga },
    ]);
    expect(await conservaCon()).toEqual([]);
    expect(await rimaste()).toEqual([id(1), id(3)]);
    expect(await prova.righe('ambito_id = 0')).toMatchObject([{ esito: 'CONCESSO' }, { esito: 'NESSUNO' }]);
  });

  test('anonymises where the rule says so, and only once', async () => {
    await conservaCon({}, regola({ azione: 'ANONIMIZZA' }));
    const anonime = await prova.owner('SELECT id FROM scheda_prova WHERE nome IS NULL AND anonima');
    expect(anonime).toHaveLength(4);
    expect(await prova.righe(`operazione = 'ANONIMIZZAZIONE'`)).toHaveLength(4);
    expect(await conservaCon({}, regola({ azione: 'ANONIMIZZA' }))).toEqual([]);
  });

  test('only counts under a rule that nobody has approved', async () => {
    const esiti = await conservaCon({}, regola({ atto: null }));
    expect(esiti.map((esito) => frase(esito, false))[0]).toBe(
      'Scheda, ambito 4, CANCELLA: scadute 3, con blocco legale 0, trattate 0 (regola senza atto di approvazione: si conta soltanto)',
    );
    expect(await rimaste()).toEqual(TUTTE);
  });

  test('counts months as the calendar does: the 29th of February is kept to the end of the 28th', async () => {
    await prova.owner(`UPDATE scheda_prova SET chiusa_il = '2024-02-29'`);
    const [riga] = await prova.owner<{ fine: string }>(
      `SELECT ('2024-02-29'::date + 'P24M'::interval)::date::text AS fine`,
    );
    expect(riga).toEqual({ fine: '2026-02-28' });
    expect((await conservaCon({ prova: true }))[0]).toMatchObject({ ambito: 4, scaduti: 5 });
    expect(await conservaCon({ prova: true }, regola({ durata: 'P100Y' }))).toEqual([]);
  });

  describe('a legal hold', () => {
    const blocco = {
      ambito: 4,
      tipo: 'Scheda',
      oggetto: id(4),
      motivo: 'Tribunale per i minorenni, RG 12/2026',
      finoAl: null,
    };
    const bloccaDa = (ambito: number, more = {}) =>
      prova.database.write(operatore(ambito), (tx) => blocca(tx, 'TUTELA_MINORI', { ...blocco, ...more }));

    test('wins over the rule until it is lifted', async () => {
      const messo = await bloccaDa(4);
      expect(await conservaCon()).toMatchObject([{ ambito: 4, scaduti: 3, bloccati: 1, eseguiti: 2 }, { ambito: 5 }]);
      expect(await rimaste()).toEqual([id(1), id(3), id(4)]);
      await prova.database.write(operatore(4), (tx) => sblocca(tx, 'TUTELA_MINORI', messo));
      expect(await conservaCon()).toMatchObject([{ ambito: 4, bloccati: 0, eseguiti: 1 }]);
      expect(await rimaste()).toEqual([id(1), id(3)]);
      expect(await prova.owner('SELECT autore FROM registro.blocco_legale')).toEqual([{ autore: 'op-4' }]);
      expect(await prova.righe(`soggetto = 'op-4'`)).toMatchObject([
        { operazione: 'SCRITTURA', oggetto: id(4) },
        { operazione: 'SCRITTURA', oggetto: id(4) },
      ]);
    });

    test('with a last day holds that day, and no longer', async () => {
      const [{ oggi, ieri }] = (await prova.owner(`SELECT ${OGGI}::text AS oggi, (${OGGI} - 1)::text AS ieri`)) as [
        { oggi: string; ieri: string },
      ];
      await bloccaDa(4, { oggetto: id(4), finoAl: oggi });
      await bloccaDa(4, { oggetto: id(5), finoAl: ieri });
      await conservaCon();
      expect(await rimaste()).toEqual([id(1), id(3), id(4)]);
    });

    test('is for a record of the own ambito and in the own name, and is not another ambito’s to lift', async () => {
      const messo = await bloccaDa(4);
      await expect(bloccaDa(5)).rejects.toMatchObject({ code: '42501' });
      await expect(
        prova.database.write(operatore(5), (tx) => sblocca(tx, 'TUTELA_MINORI', messo)),
      ).rejects.toMatchObject({ extensions: { code: 'NON_TROVATO' } });
      for (const statement of [
        `INSERT INTO registro.blocco_legale (ambito_id, tipo, oggetto, motivo, autore) VALUES (4, 'Scheda', '${id(5)}', 'altro motivo', 'un altro')`,
        `UPDATE registro.blocco_legale SET autore = 'un altro'`,
        'DELETE FROM registro.blocco_legale',
      ]) {
        await expect(prova.database.write(operatore(4), (tx) => tx.query(statement))).rejects.toMatchObject({
          code: '42501',
        });
      }
    });

    test('that is being written when the job comes is waited for', async () => {
      const client = new pg.Client({ connectionString: prova.clone.ownerUrl });
      await client.connect();
      await client.query('BEGIN');
      await client.query(`SET LOCAL trama.contesto = '${testContextKey().sign(operatore(4))}'`);
      await client.query(
        `INSERT INTO registro.blocco_legale (ambito_id, tipo, oggetto, motivo) VALUES (4, 'Scheda', $1, 'un procedimento')`,
        [id(4)],
      );
      const corsa = conservaCon();
      await sleep(300);
      await client.query('COMMIT');
      await client.end();
      await corsa;
      expect(await rimaste()).toEqual([id(1), id(3), id(4)]);
    });
  });

  test('judges again a record that somebody reopens meanwhile', async () => {
    const client = new pg.Client({ connectionString: prova.clone.ownerUrl });
    await client.connect();
    await client.query('BEGIN');
    await client.query('UPDATE scheda_prova SET chiusa_il = NULL WHERE id = $1', [id(4)]);
    const corsa = conservaCon();
    await sleep(300);
    await client.query('COMMIT');
    await client.end();
    await corsa;
    expect(await rimaste()).toEqual([id(1), id(3), id(4)]);
    expect(await prova.righe(`oggetto = '${id(4)}'`)).toEqual([]);
  });

  test('two jobs at once do each record once', async () => {
    const corse = await Promise.all([conservaCon({ batch: 1 }), conservaCon({ batch: 1 })]);
    expect(corse.flat().reduce((somma, { eseguiti }) => somma + eseguiti, 0)).toBe(4);
    expect(await prova.righe(`tipo = 'Scheda'`)).toHaveLength(4);
  });

  test('an action that leaves its records as they were is a defect, and changes nothing', async () => {
    await expect(conservaCon({}, regola({ azione: 'ARCHIVIA' }))).rejects.toThrow(
      /ha lasciato 3 schede ancora scadute/,
    );
    expect(await rimaste()).toEqual(TUTTE);
    expect(await prova.righe()).toEqual([]);
  });

  test('nothing ends without its line in the log', async () => {
    await prova.guasta(`operazione <> 'CANCELLAZIONE'`);
    await expect(conservaCon()).rejects.toMatchObject({ code: '23514' });
    expect(await rimaste()).toEqual(TUTTE);
  });
});
