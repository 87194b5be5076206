import {
  avviaCollegamento,
  codiceDiNessuno,
  type CollegamentoDiProva,
} from '@trama/collegamento/collegamento.fixtures';
import { identityOf } from '@trama/kernel/identity';
import { execute } from '@trama/test-kit/database';
import { operatore, startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { randomUUID } from 'node:crypto';
import { subgraph as ats } from '../subgraph.js';
import { collegamentoPeriodico } from './collegamento.periodico.js';
import { fineMesePrecedente } from './collegamento.service.js';

const TAVOLO = `{ tavoloTutelaMinori { nucleiSuPiuAmbiti { valore soppresso } nucleiSuPiuAmbitiAl } }`;
const coordinamento = operatore(null, 'COORDINAMENTO_UDP', 'coordinamento');

interface Tavolo {
  readonly tavoloTutelaMinori: {
    nucleiSuPiuAmbiti: { valore: number | null; soppresso: boolean };
    nucleiSuPiuAmbitiAl: string | null;
  };
}

describe('families that services of several ambiti follow', () => {
  let subgraph: SubgraphUnderTest;
  let servizio: CollegamentoDiProva;
  beforeAll(async () => {
    [subgraph, servizio] = await Promise.all([startSubgraph(ats), avviaCollegamento()]);
  });
  afterAll(async () => {
    await subgraph.stop();
    await servizio.stop();
  });

  const giro = () =>
    collegamentoPeriodico.giro({ database: subgraph.database, collegamento: servizio.ats, cassaforte: undefined });
  const segue = (ambito: number, n: number, nucleo: string, dal = '2021-01-10') =>
    servizio.ambito.chiedi('/v1/iscrizioni', {
      iscrizioni: [
        {
          attore: `tutela${ambito}`,
          ambito,
          caso: randomUUID(),
          codiceFiscale: codiceDiNessuno(n),
          servizio: 'Tutela minori',
          recapito: '030 123',
          nucleo,
          dal,
        },
      ],
    });
  const tavolo = async () => {
    const { data, errors } = await subgraph.ask<Tavolo>(coordinamento, TAVOLO);
    expect(errors).toEqual([]);
    return data.tavoloTutelaMinori;
  };
  const quante = async (giorno: string, chi = coordinamento) => {
    const sql = 'SELECT quante FROM trama.famiglie_su_piu_ambiti($1)';
    const [riga] = await subgraph.database.read(identityOf(chi, 'prova'), (tx) =>
      tx.query<{ quante: number }>(sql, [giorno]),
    );
    return riga?.quante ?? null;
  };

  test('are what contributors declared until the linkage was read', async () => {
    expect(await tavolo()).toMatchObject({ nucleiSuPiuAmbitiAl: null });
  });

  test('are counted once, however many people and ambiti join their households, and at any date', async () => {
    const [casa4, casa1, casa2] = [randomUUID(), randomUUID(), randomUUID()];
    // Mother and son in two ambiti, the son in a third: one family.
    for (const n of [1, 2]) {
      await segue(4, n, casa4);
      await segue(1, n, casa1, '2021-06-01');
    }
    await segue(2, 2, casa2, '2022-02-01');
    await segue(3, 3, randomUUID());
    await giro();
    expect(await quante('2021-05-31')).toBe(0);
    expect(await quante('2021-06-01')).toBe(1);
    expect(await quante('2022-12-31')).toBe(1);
    // Two families that turn out to be one are counted as one from that day.
    await segue(5, 4, randomUUID(), '2021-03-01');
    const casa6 = randomUUID();
    await segue(6, 4, casa6, '2021-03-01');
    await giro();
    expect(await quante('2022-12-31')).toBe(2);
    await segue(6, 2, casa6, '2022-07-01');
    await giro();
    expect(await quante('2022-06-30')).toBe(2);
    expect(await quante('2022-12-31')).toBe(1);
  });

  test('too few are not told, many are rounded, and the table is told when they were counted', async () => {
    expect((await tavolo()).nucleiSuPiuAmbiti).toEqual({ valore: null, soppresso: true });
    for (let n = 100; n < 107; n += 1) {
      await segue(7, n, randomUUID());
      await segue(8, n, randomUUID());
    }
    await giro();
    expect(await tavolo()).toEqual({
      nucleiSuPiuAmbiti: { valore: 10, soppresso: false },
      nucleiSuPiuAmbitiAl: expect.stringMatching(/^\d{4}-\d{2}-(28|29|30|31)$/),
    });
  });

  test('who is no longer followed twice counts until that day', async () => {
    const [attore, caso] = ['tutela7', randomUUID()];
    const iscrizione = {
      attore,
      ambito: 7,
      caso,
      codiceFiscale: codiceDiNessuno(106),
      servizio: 'Tutela minori',
      recapito: '030 123',
      nucleo: null,
      dal: '2021-01-10',
    };
    const { pseudonimi } = await servizio.ambito.chiedi('/v1/iscrizioni', { iscrizioni: [iscrizione] });
    const rimozione = { attore, ambito: 7, caso, pseudonimo: pseudonimi[0]!, servizio: 'Tutela minori' };
    await servizio.ambito.chiedi('/v1/rimozioni', { rimozioni: [rimozione] });
    const prima = await quante('2030-01-01');
    await giro();
    expect(await quante('2030-01-01')).toBe(prima! - 1);
    expect(await quante('2022-12-31')).toBe(prima);
  });

  test('their rows are nobody’s to read or write, and not everybody’s to count', async () => {
    const come = (sql: string) => subgraph.database.write(identityOf(coordinamento, 'prova'), (tx) => tx.query(sql));
    expect(await come('SELECT FROM legame_famiglie')).toEqual([]);
    expect(await come(`UPDATE legame_famiglie SET al = '2020-01-01' RETURNING 1`)).toEqual([]);
    await expect(come('DELETE FROM legame_famiglie')).rejects.toMatchObject({ code: '42501' });
    expect(await quante('2022-12-31', operatore(4, 'SERVIZIO_AFFIDI', 'affidi4'))).toBe(0);
    const [riga] = await execute<{ testo: string }>(
      subgraph.clone.ownerUrl,
      `SELECT string_agg(to_jsonb(l)::text, ' ') AS testo FROM legame_famiglie l`,
    );
    expect(riga!.testo).not.toContain('Y999');
  });

  test('the month before ends when it does', () => {
    expect(['2026-03-01', '2024-03-31', '2026-01-15', '2026-11-23'].map(fineMesePrecedente)).toEqual([
      '2026-02-28',
      '2024-02-29',
      '2025-12-31',
      '2026-10-31',
    ]);
  });
});
