import { ClienteCollegamento } from './cliente/cliente.js';
import { newKeyPair } from '@trama/identity/key-pair';
import { FirmaServizio } from '@trama/identity/servizio';
import { execute } from '@trama/test-kit/database';
import { randomUUID } from 'node:crypto';
import { avviaCollegamento, codiceDiNessuno, type CollegamentoDiProva } from './collegamento.fixtures.js';

const LAVORO = 'lavoro/collegamento';

describe('the linkage service', () => {
  let servizio: CollegamentoDiProva;
  beforeAll(async () => void (servizio = await avviaCollegamento({ limiteIscrizioni: 20 })));
  afterAll(() => servizio.stop());

  const voce = (ambito: number, codiceFiscale: string | null, altro = {}) => ({
    attore: `tutela${ambito}`,
    ambito,
    caso: randomUUID(),
    codiceFiscale,
    servizio: `Tutela minori ${ambito}`,
    recapito: `030 ${ambito}`,
    nucleo: null as string | null,
    dal: '2021-03-01',
    ...altro,
  });
  const iscrivi = async (...iscrizioni: Array<ReturnType<typeof voce>>) =>
    (await servizio.ambito.chiedi('/v1/iscrizioni', { iscrizioni })).pseudonimi as string[];
  const legami = async (ambito: number, pseudonimi: string[]) =>
    (await servizio.ambito.chiedi('/v1/legami', { attore: LAVORO, ambito, pseudonimi })).legami;
  const generazione = async () => (await servizio.ambito.chiedi('/v1/generazione', {})).generazione;

  test('tells both ambiti which service to call, and no longer once one withdraws', async () => {
    const codice = codiceDiNessuno(1);
    const [[mio], [altrui]] = [await iscrivi(voce(3, codice)), await iscrivi(voce(4, codice))];
    expect(await legami(3, [mio!])).toEqual([
      { pseudonimo: mio, servizi: [{ ambito: 4, servizio: 'Tutela minori 4', recapito: '030 4' }] },
    ]);
    expect(await legami(4, [altrui!])).toMatchObject([{ servizi: [{ ambito: 3 }] }]);
    // Another's pseudonym opens nothing.
    expect(await legami(3, [altrui!])).toEqual([]);

    const prima = await generazione();
    const rimozione = {
      attore: 'tutela4',
      ambito: 4,
      caso: randomUUID(),
      pseudonimo: altrui!,
      servizio: 'Tutela minori 4',
    };
    await servizio.ambito.chiedi('/v1/rimozioni', { rimozioni: [rimozione] });
    expect(await generazione()).toBeGreaterThan(prima);
    expect(await legami(3, [mio!])).toEqual([]);
  });

  test('one who is over the day’s limit waits for tomorrow, the others do not', async () => {
    const molti = Array.from({ length: 21 }, (_, n) =>
      voce(5, codiceDiNessuno(100 + n), { attore: 'chi-prova-tutti' }),
    );
    const pseudonimi = await iscrivi(...molti, voce(5, codiceDiNessuno(999)));
    expect(pseudonimi.map((pseudonimo) => pseudonimo === null)).toEqual([...Array(20).fill(false), true, false]);
  });

  test('whoever counts gets pairs of households under names that are in no table', async () => {
    const [casa6, casa7] = [randomUUID(), randomUUID()];
    const [madre, figlia] = [codiceDiNessuno(201), codiceDiNessuno(202)];
    await iscrivi(...[madre, figlia].map((codice) => voce(6, codice, { nucleo: casa6 })));
    await iscrivi(...[madre, figlia].map((codice) => voce(7, codice, { nucleo: casa7 })));
    const { famiglie } = await servizio.ats.chiedi('/v1/famiglie', { attore: LAVORO });
    const nostre = famiglie.filter(({ famiglie: [una] }) => una.ambito === 6);
    expect(nostre).toHaveLength(1);
    const [riga] = await execute<{ testo: string }>(
      servizio.archivio.ownerUrl,
      `SELECT string_agg(to_jsonb(i)::text, ' ') AS testo FROM collegamento_iscrizione i`,
    );
    for (const { famiglia } of nostre[0]!.famiglie) {
      expect(riga!.testo).not.toContain(Buffer.from(famiglia, 'base64url').toString('hex'));
    }
    expect(riga!.testo).not.toContain(casa6);
  });

  test('answers each program its own questions, and nobody else anything', async () => {
    await expect(servizio.ats.chiedi('/v1/legami', { attore: LAVORO, ambito: 3, pseudonimi: [] })).rejects.toThrow(
      '401',
    );
    await expect(servizio.ambito.chiedi('/v1/famiglie', { attore: LAVORO })).rejects.toThrow('401');
    const estranea = new ClienteCollegamento(servizio.url, FirmaServizio.parse('ambito', newKeyPair().privateKey));
    await expect(estranea.chiedi('/v1/generazione', {})).rejects.toThrow('401');
    for (const init of [
      { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
      { method: 'POST' },
    ]) {
      const risposta = await fetch(new URL('/v1/generazione', servizio.url), init);
      expect([risposta.status, await risposta.json()]).toEqual([401, { rifiutata: true }]);
    }
    await expect(servizio.ambito.chiedi('/v1/legami', { attore: '', ambito: 3, pseudonimi: [] })).rejects.toThrow(
      '400',
    );
  });

  test('writes down who made each question necessary, and never a code', async () => {
    const caso = randomUUID();
    await iscrivi(voce(8, codiceDiNessuno(301), { caso }));
    const righe = await execute<Record<string, unknown>>(
      servizio.archivio.ownerUrl,
      'SELECT ambito_id, soggetto, ruolo, scopo, operazione, esito FROM registro.accesso WHERE oggetto = $1',
      [caso],
    );
    const chi = { ambito_id: 8, soggetto: 'tutela8', ruolo: 'LAVORO', scopo: 'TUTELA_MINORI' };
    expect(righe).toEqual([{ ...chi, operazione: 'SCRITTURA', esito: 'CONCESSO' }]);
    const [tutto] = await execute<{ testo: string }>(
      servizio.archivio.ownerUrl,
      `SELECT (SELECT string_agg(to_jsonb(a)::text, ' ') FROM registro.accesso a)
        || (SELECT string_agg(to_jsonb(i)::text, ' ') FROM collegamento_iscrizione i) AS testo`,
    );
    expect(tutto!.testo).not.toContain('80A01Y999');
  });

  test('when its database is gone, says nothing, and the asker hears that it did not answer', async () => {
    const altro = await avviaCollegamento();
    await execute(altro.archivio.ownerUrl, 'DROP TABLE collegamento_iscrizione');
    const chiesto = altro.ambito.chiedi('/v1/legami', {
      attore: LAVORO,
      ambito: 3,
      pseudonimi: [`k1:${'A'.repeat(43)}`],
    });
    await expect(chiesto).rejects.toThrow(/500|503/);
    await altro.stop();
    await expect(altro.ambito.chiedi('/v1/generazione', {})).rejects.toThrow('no answer');
  });
});
