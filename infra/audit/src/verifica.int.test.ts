import { chmod, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ancore } from './ancora.js';
import { ancora } from './ancoraggio.js';
import { operatore, persona, registroDiProva, type RegistroDiProva } from './audit.fixtures.js';
import { caricaChiaviFirma, type ChiaviFirma } from './chiave-firma.js';
import { inspect } from './ispezione.js';
import { pota } from './potatura.js';
import { frase, verifica } from './verifica.js';

const chi = operatore(null);

/** What a thief of the server writes to make a chain of its own from a line on: the trigger's own arithmetic. */
const RISCRIVI = (ambito: number, da = 1) => `
  DO $$
  DECLARE
    r registro.accesso;
    p bytea := coalesce((SELECT hash FROM registro.accesso WHERE ambito_id = ${ambito} AND numero = ${da - 1}), '\\x${'00'.repeat(32)}');
  BEGIN
    FOR r IN SELECT * FROM registro.accesso WHERE ambito_id = ${ambito} AND numero >= ${da} ORDER BY numero LOOP
      r.precedente := p;
      SELECT sha256(p || string_agg(CASE WHEN c IS NULL THEN int4send(-1) ELSE int4send(octet_length(c)) || convert_to(c, 'UTF8') END, ''::bytea ORDER BY o))
        INTO p FROM unnest(ARRAY[r.ambito_id::text, r.numero::text, (extract(epoch FROM r.quando) * 1000000)::bigint::text, r.soggetto, r.ruolo,
          r.richiesta, r.scopo, r.operazione, r.tipo, r.oggetto::text, r.esito, r.classe]) WITH ORDINALITY AS x (c, o);
      UPDATE registro.accesso SET precedente = r.precedente, hash = p WHERE ambito_id = r.ambito_id AND numero = r.numero;
    END LOOP;
    UPDATE registro.testa SET hash = p WHERE ambito_id = ${ambito};
  END $$`;

describe('the chains of the log, verified from outside', () => {
  let prova: RegistroDiProva;
  let cartella: string;
  let chiavi: ChiaviFirma;
  let ancore: Ancore;

  beforeAll(async () => void (prova = await registroDiProva()));
  afterAll(() => prova.end());

  beforeEach(async () => {
    await prova.ricomincia();
    cartella = await mkdtemp(join(tmpdir(), 'trama-ancore-'));
    chiavi = await caricaChiaviFirma(join(cartella, 'chiavi', 'registro.json'), { crea: true });
    ancore = new Ancore(cartella, 'prova');
    await accedi(10);
  });
  afterEach(() => rm(cartella, { recursive: true }));

  /** As many accesses to records of ambito 4, and one to ambito 5. */
  const accedi = async (quanti: number) => {
    for (let n = 1; n <= quanti; n += 1) {
      await inspect(prova.database, operatore(4, { subject: `op-è-${n}` }), 'AFFIDO', async (_, nomina) =>
        nomina('Persona', { id: persona(4, n), ambito: 4 }),
      );
    }
    await inspect(prova.database, operatore(5), 'AFFIDO', async (_, nomina) => nomina('Persona', []));
  };
  const ancoraAdesso = (adesso?: Date) => ancora(prova.proprietario, chi, ancore, chiavi, adesso);
  const verificaAdesso = async () => verifica(prova.proprietario, chi, await ancore.leggi(chiavi));
  const catena4 = async () => {
    const [esito, ...altre] = await verificaAdesso();
    expect(altre).toMatchObject([{ ambito: 5, alterazione: null }]);
    return { ...esito, detto: frase(esito!) };
  };

  test('are in order as the trigger wrote them, before and after anchors', async () => {
    expect(await catena4()).toMatchObject({ ambito: 4, righe: 10n, ancorata: 0n, alterazione: null });
    await ancoraAdesso();
    await accedi(3);
    await ancoraAdesso();
    await accedi(2);
    expect(await catena4()).toMatchObject({
      righe: 15n,
      ancorata: 13n,
      alterazione: null,
      detto: 'ambito 4: 15 righe, OK (2 non ancora ancorate).',
    });
  });

  test.each([
    [
      'a changed line',
      `UPDATE registro.accesso SET soggetto = 'un altro' WHERE ambito_id = 4 AND numero = 6`,
      'CONTENUTO',
      6n,
    ],
    [
      'a line changed by a microsecond',
      `UPDATE registro.accesso SET quando = quando + interval '1 microsecond' WHERE ambito_id = 4 AND numero = 6`,
      'CONTENUTO',
      6n,
    ],
    [
      'an id erased from a line',
      `UPDATE registro.accesso SET oggetto = NULL WHERE ambito_id = 4 AND numero = 1`,
      'CONTENUTO',
      1n,
    ],
    [
      'a line moved to another chain',
      `UPDATE registro.accesso SET ambito_id = 6 WHERE ambito_id = 4 AND numero = 10`,
      'TESTA',
      10n,
    ],
    ['a line taken out of the middle', 'DELETE FROM registro.accesso WHERE ambito_id = 4 AND numero = 6', 'NUMERO', 6n],
    ['a first line taken out', 'DELETE FROM registro.accesso WHERE ambito_id = 4 AND numero = 1', 'NUMERO', 1n],
    [
      'a line taken out and the rest numbered again',
      `DELETE FROM registro.accesso WHERE ambito_id = 4 AND numero = 6;
       UPDATE registro.accesso SET numero = numero + 1000 WHERE ambito_id = 4 AND numero > 6;
       UPDATE registro.accesso SET numero = numero - 1001 WHERE ambito_id = 4 AND numero > 1000`,
      'PRECEDENTE',
      6n,
    ],
    ['a tail cut without its head', 'DELETE FROM registro.accesso WHERE ambito_id = 4 AND numero > 8', 'TESTA', 9n],
    ['a lost head', 'DELETE FROM registro.testa WHERE ambito_id = 4', 'TESTA', 11n],
  ])('show %s', async (_, statement, difetto, riga) => {
    await prova.superuser(statement);
    const [esito] = await verificaAdesso();
    expect(esito).toMatchObject({ ambito: 4, alterazione: { difetto, riga } });
  });

  const TAGLIA = `DELETE FROM registro.accesso WHERE ambito_id = 4 AND numero > 8;
    UPDATE registro.testa SET (numero, hash) = (SELECT numero, hash FROM registro.accesso WHERE ambito_id = 4 AND numero = 8)
    WHERE ambito_id = 4`;

  test('a tail cut together with its head shows because it was anchored, and only because of that', async () => {
    await prova.superuser(TAGLIA);
    expect(await catena4()).toMatchObject({ righe: 8n, alterazione: null });
  });

  test('an anchored tail cannot be cut, not even to write other lines in its place', async () => {
    await ancoraAdesso();
    await prova.superuser(TAGLIA);
    expect(await catena4()).toMatchObject({ righe: 8n, alterazione: { difetto: 'CODA', riga: 9n } });
    await expect(ancoraAdesso()).rejects.toThrow(/ambito 4 è alterata/);
    await accedi(4);
    expect(await catena4()).toMatchObject({ alterazione: { difetto: 'ANCORA', riga: 10n } });
  });

  test('a whole chain cannot disappear once it was anchored', async () => {
    await ancoraAdesso();
    await prova.superuser(
      'DELETE FROM registro.accesso WHERE ambito_id = 4; DELETE FROM registro.testa WHERE ambito_id = 4',
    );
    expect(await catena4()).toMatchObject({ righe: 0n, alterazione: { difetto: 'CODA', riga: 1n } });
    await expect(ancoraAdesso()).rejects.toThrow(/ambito 4 è alterata, è sparita/);
  });

  test('a chain written again by the trigger’s own arithmetic shows at the first anchor after the change', async () => {
    await ancoraAdesso();
    await accedi(5);
    const cambia = `UPDATE registro.accesso SET soggetto = 'un altro' WHERE ambito_id = 4 AND numero = 6;`;
    await prova.superuser(cambia + RISCRIVI(4, 6));
    expect(await catena4()).toMatchObject({ righe: 10n, alterazione: { difetto: 'ANCORA', riga: 10n } });
    await expect(ancoraAdesso()).rejects.toThrow(/ambito 4 è alterata/);
  });

  test('the same past the last anchor does not show: that is what the frequency of anchors decides', async () => {
    await ancoraAdesso();
    await accedi(5);
    await prova.superuser(
      `UPDATE registro.accesso SET soggetto = 'un altro' WHERE ambito_id = 4 AND numero = 12;${RISCRIVI(4, 12)}`,
    );
    expect(await catena4()).toMatchObject({ righe: 15n, alterazione: null });
  });

  describe('anchors', () => {
    const file = (n: number) => join(cartella, 'prova', `${String(n).padStart(8, '0')}.jws`);
    const cambia = async (n: number, come: (testo: string) => string) => {
      const testo = await readFile(file(n), 'utf8');
      await chmod(file(n), 0o600);
      await writeFile(file(n), come(testo));
    };
    beforeEach(async () => {
      await ancoraAdesso();
      await accedi(1);
      await ancoraAdesso();
      await accedi(1);
      await ancoraAdesso();
    });

    test('follow one another', async () => {
      expect((await ancore.leggi(chiavi)).map(({ progressivo, catene }) => [progressivo, catene[0]])).toMatchObject([
        [1, { ambito: 4, numero: '10' }],
        [2, { ambito: 4, numero: '11' }],
        [3, { ambito: 4, numero: '12' }],
      ]);
    });

    test('that were changed are not believed, one letter or all of it', async () => {
      await cambia(2, (testo) => testo.replace(/\.(.)/, (_, lettera) => `.${lettera === 'A' ? 'B' : 'A'}`));
      await expect(ancore.leggi(chiavi)).rejects.toThrow(/00000002.jws: la firma non è valida/);
      await cambia(2, () => 'non è una firma');
      await expect(ancore.leggi(chiavi)).rejects.toThrow(/00000002.jws/);
    });

    test('that were taken out or exchanged are missed', async () => {
      await rename(file(2), `${file(2)}.via`);
      await expect(ancore.leggi(chiavi)).rejects.toThrow(/prima di questa manca/);
      await rename(file(1), file(2));
      await expect(ancore.leggi(chiavi)).rejects.toThrow(/prima di questa manca/);
    });

    test('signed with another key, even by the same program, are not ours', async () => {
      const altre = await caricaChiaviFirma(join(cartella, 'chiavi', 'altre.json'), { crea: true });
      await expect(ancore.leggi(altre)).rejects.toThrow(/chiave che non conosco/);
      await rm(file(3));
      await ancore.aggiungi((await ancore.leggi(chiavi)).at(-1), [], altre);
      await expect(ancore.leggi(chiavi)).rejects.toThrow(/00000003.jws: firmata con una chiave che non conosco/);
    });

    test('replaced by one that follows nothing do not join what comes after', async () => {
      const altrove = new Ancore(join(cartella, 'altrove'), 'prova');
      await altrove.aggiungi(undefined, [], chiavi);
      const falsa = await readFile(join(cartella, 'altrove', 'prova', '00000001.jws'), 'utf8');
      await cambia(1, () => falsa);
      await expect(ancore.leggi(chiavi)).rejects.toThrow(/00000002.jws: non segue/);
    });

    test('of another log are not taken for this one’s', async () => {
      const altro = new Ancore(cartella, 'altro');
      await altro.aggiungi(undefined, [], chiavi);
      const suo = await readFile(join(cartella, 'altro', '00000001.jws'), 'utf8');
      await cambia(1, () => suo);
      await expect(ancore.leggi(chiavi)).rejects.toThrow(/non è un'ancora del registro prova/);
    });

    test('are written once: of several at the same moment one succeeds', async () => {
      const [ultima] = (await ancore.leggi(chiavi)).slice(-1);
      const insieme = Array.from({ length: 5 }, () => ancore.aggiungi(ultima, [], chiavi));
      const esiti = await Promise.allSettled(insieme);
      expect(esiti.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await ancore.leggi(chiavi)).toHaveLength(4);
    });
  });

  describe('the oldest lines', () => {
    const mesiFa = (mesi: number) => new Date(new Date().setUTCMonth(new Date().getUTCMonth() - mesi));
    const potaCon = async (durata = 'P24M', soloProva = false) =>
      pota(prova.proprietario, chi4, await ancore.leggi(chiavi), { durata, prova: soloProva, batch: 3 });
    const chi4 = operatore(null, { subject: 'lavoro/registro', ruolo: 'LAVORO' });
    const righe4 = async () => (await prova.righe('ambito_id = 4')).map(({ numero }) => numero);

    /** Ten lines of 30 months ago, anchored then; three of today, anchored too. */
    beforeEach(async () => {
      await prova.superuser(
        `UPDATE registro.accesso SET quando = quando - interval '30 months'; ${RISCRIVI(4)}; ${RISCRIVI(5)}`,
      );
      await ancoraAdesso(mesiFa(30));
      await accedi(3);
      await ancoraAdesso();
    });

    test('go when they are past their time, and what is left still verifies', async () => {
      expect(await potaCon('P24M', true)).toMatchObject([
        { ambito: 4, numero: 10n, righe: 10 },
        { ambito: 5, numero: 1n, righe: 1 },
      ]);
      expect(await righe4()).toHaveLength(13);
      await potaCon();
      expect(await righe4()).toEqual(['11', '12', '13', '14']); // the last says that this was done
      expect(await catena4()).toMatchObject({
        righe: 14n,
        potata: 10n,
        alterazione: null,
        detto: 'ambito 4: 14 righe, le prime 10 potate, OK (1 non ancora ancorate).',
      });
      expect((await prova.righe('ambito_id = 4')).at(-1)).toMatchObject({
        soggetto: 'lavoro/registro',
        operazione: 'CANCELLAZIONE',
        tipo: 'RegistroAccessi',
      });
      expect(await potaCon()).toEqual([]);
      await accedi(1);
      await ancoraAdesso();
      expect(await catena4()).toMatchObject({ righe: 15n, alterazione: null });
    });

    test('stay for as long as the rule says, and never less than 24 months', async () => {
      expect(await potaCon('P31M')).toEqual([]);
      expect(await potaCon('P1M', true)).toMatchObject([{ numero: 10n }, { numero: 1n }]);
    });

    test('are not cut from a chain that is not in order: that would destroy the evidence', async () => {
      await prova.superuser(`UPDATE registro.accesso SET soggetto = 'un altro' WHERE ambito_id = 4 AND numero = 2`);
      await expect(potaCon()).rejects.toThrow(/ambito 4 è alterata/);
      expect(await righe4()).toHaveLength(13);
    });

    test('that are recent cannot go by the same way, not even by the hand of their owner', async () => {
      const segno = (numero: number) =>
        prova.owner(
          `INSERT INTO registro.potatura SELECT ambito_id, numero, hash FROM registro.accesso WHERE ambito_id = 4 AND numero = ${numero}`,
        );
      await expect(prova.owner('DELETE FROM registro.accesso WHERE ambito_id = 4 AND numero <= 10')).rejects.toThrow(
        /only added/,
      );
      await segno(13);
      await expect(prova.owner('DELETE FROM registro.accesso WHERE ambito_id = 4 AND numero <= 13')).rejects.toThrow(
        /only added/,
      );
    });

    test.each([
      ['at a line that was anchored, but not long ago', 13],
      ['at a line that was never anchored', 12],
    ])('show a cut %s', async (_, numero) => {
      await prova.superuser(
        `INSERT INTO registro.potatura SELECT ambito_id, numero, hash FROM registro.accesso WHERE ambito_id = 4 AND numero = ${numero};
         DELETE FROM registro.accesso WHERE ambito_id = 4 AND numero <= ${numero}`,
      );
      expect(await catena4()).toMatchObject({ alterazione: { difetto: 'POTATURA' } });
    });

    test('show a cut with another hash than the one that was anchored', async () => {
      await potaCon();
      await prova.superuser(`UPDATE registro.potatura SET hash = sha256('altro') WHERE ambito_id = 4`);
      expect(await catena4()).toMatchObject({ alterazione: { difetto: 'POTATURA', riga: 10n } });
    });
  });

  describe('the key that signs anchors', () => {
    const percorso = () => join(cartella, 'chiavi', 'registro.json');

    test('is its owner’s alone, and is refused when others may read it', async () => {
      expect((await stat(percorso())).mode & 0o777).toBe(0o600);
      await chmod(percorso(), 0o640);
      await expect(caricaChiaviFirma(percorso(), { crea: true })).rejects.toThrow(/chmod 600/);
    });

    test('is made once, and not where nobody asked for it', async () => {
      await expect(caricaChiaviFirma(join(cartella, 'assente.json'), { crea: false })).rejects.toThrow(/ENOENT/);
      const tutte = await Promise.all(
        Array.from({ length: 8 }, () => caricaChiaviFirma(join(cartella, 'nuova.json'), { crea: true })),
      );
      expect(new Set(tutte.map(({ kid }) => kid)).size).toBe(1);
    });

    test('that is damaged is refused without a word of what it holds', async () => {
      const { d } = JSON.parse(await readFile(percorso(), 'utf8')).chiavi[0].jwk;
      await writeFile(percorso(), (await readFile(percorso(), 'utf8')).slice(0, -20));
      const rifiuto = await caricaChiaviFirma(percorso(), { crea: true }).catch((error: Error) => error.message);
      expect(rifiuto).toMatch(/non contiene le chiavi/);
      expect(rifiuto).not.toContain(d);
    });

    test('can be followed by a new one: what the old one signed still verifies', async () => {
      await ancoraAdesso();
      const vecchia = JSON.parse(await readFile(percorso(), 'utf8'));
      await caricaChiaviFirma(join(cartella, 'nuova.json'), { crea: true });
      const nuova = JSON.parse(await readFile(join(cartella, 'nuova.json'), 'utf8'));
      await writeFile(percorso(), JSON.stringify({ ...vecchia, chiavi: [...vecchia.chiavi, ...nuova.chiavi] }));
      const entrambe = await caricaChiaviFirma(percorso(), { crea: false });
      await accedi(1);
      await ancora(prova.proprietario, chi, ancore, entrambe);
      expect(await ancore.leggi(entrambe)).toHaveLength(2);
      expect(entrambe.kid).not.toBe(chiavi.kid);
      expect(JSON.stringify(entrambe.jwks())).not.toContain('"d"');
    });
  });
});
