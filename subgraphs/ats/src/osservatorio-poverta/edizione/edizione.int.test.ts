import { connect } from '@trama/database/connect';
import { type Chiamante, identityOf, PUBBLICO } from '@trama/kernel/identity';
import { controllaEdizione } from '@trama/publication/controlla';
import { pubblica } from '@trama/publication/pubblica';
import { execute } from '@trama/test-kit/database';
import { operatore, startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { createHash, randomUUID } from 'node:crypto';
import { compilazioneId, POVERTA } from '../../../seed/rilevazioni.js';
import { subgraph as ats } from '../../subgraph.js';

const coordinamento = operatore(null, 'COORDINAMENTO_UDP', 'coordinamento');
const cabina = operatore(null, 'CABINA_REGIA', 'cabina');
const ufficio5 = operatore(5, 'UFFICIO_DI_PIANO', 'udp5');

const EDIZIONE = `query($codice: String!) { osservatorioPoverta { edizione(codice: $codice) { codice cubo numero impronta
  precedente { codice } letture { tema revisione testo ruolo }
  differenze { ambito anno codice tipo motivo prima { valore soppresso } dopo { valore soppresso } }
  indicatori(dal: 2020, al: 2020) { codice serie { perAmbito { ambito { numero } valore } } } } } }`;
interface Edizione {
  codice: string;
  numero: number;
  impronta: string;
  precedente: { codice: string } | null;
  letture: Array<{ tema: string; revisione: number; testo: string; ruolo: string }>;
  differenze: Array<{
    ambito: number;
    anno: number;
    codice: string;
    tipo: string;
    motivo: string;
    prima: unknown;
    dopo: unknown;
  }>;
  indicatori: Array<{
    codice: string;
    serie: Array<{ perAmbito: Array<{ ambito: { numero: number }; valore: number }> }>;
  }>;
}
const muta = (nome: string, tipo: string, campi: string) =>
  `mutation($input: ${tipo}!) { ${nome}(input: $input) { ${campi} } }`;
const PREVEDI = muta('prevediIncontro', 'PrevediIncontroInput', 'incontro { id previstoIl tenutoIl versione }');
const TIENI = muta('tieniIncontro', 'TieniIncontroInput', 'incontro { id tenutoIl versione }');
const FISSA = muta('fissaEdizione', 'FissaEdizioneInput', 'edizione { codice numero impronta }');
const LEGGI = muta('scriviLettura', 'ScriviLetturaInput', 'lettura { revisione ruolo }');
const PONI = muta('poniQuesito', 'PoniQuesitoInput', 'quesito { id numeroAmbito ruolo versione risposta }');
const RISPONDI = muta('rispondiQuesito', 'RispondiQuesitoInput', 'quesito { risposta versione }');
const QUESITI = `query($codice: String!) { osservatorioPoverta { edizione(codice: $codice) { quesiti { testo risposta } } } }`;

describe('the observatory at work', () => {
  let subgraph: SubgraphUnderTest;
  beforeAll(async () => void (subgraph = await startSubgraph(ats, { demo: true })));
  afterAll(() => subgraph.stop());

  const chiedi = (chi: Chiamante, query: string, input: object) =>
    subgraph.ask<Record<string, Record<string, Record<string, unknown>>>>(chi, query, {
      input: { chiaveIdempotenza: randomUUID(), ...input },
    });
  const fa = async <T>(chi: Chiamante, query: string, input: object): Promise<T> => {
    const { data, errors } = await chiedi(chi, query, input);
    expect(errors).toEqual([]);
    return Object.values(Object.values(data)[0]!)[0] as T;
  };
  const codici = async (chi: Chiamante, query: string, input: object) =>
    (await chiedi(chi, query, input)).errors.map(({ extensions }) => [extensions!.code, extensions!.campi]);
  const edizione = async (codice: string): Promise<Edizione> => {
    const { data, errors } = await subgraph.ask<{ osservatorioPoverta: { edizione: Edizione } }>(PUBBLICO, EDIZIONE, {
      codice,
    });
    expect(errors).toEqual([]);
    return data.osservatorioPoverta.edizione;
  };
  const incontro = (il: string) => fa<{ id: string; versione: number }>(coordinamento, PREVEDI, { il });
  const owner = <T>(sql: string, values: unknown[] = []) => execute<T & object>(subgraph.clone.ownerUrl, sql, values);
  async function pubblicazione(): Promise<void> {
    const source = await connect({ url: subgraph.clone.ownerUrl, application: 'prova-pubblica', poolSize: 2 }, []);
    await pubblica(source, ats.cubi!, controllaEdizione).finally(() => source.destroy());
  }
  /** A later answer of ambito 5 for 2020, as a correction leaves it. */
  async function corregge(voce: string, valore: number): Promise<void> {
    const prima = compilazioneId(5, 2020, POVERTA);
    const id = randomUUID();
    await owner(
      `INSERT INTO compilazione (ambito_id, id, campagna_id, edizione, correzione, stato, inviata_il, approvata_il)
       SELECT ambito_id, $2, campagna_id, 2, 'Errore di trascrizione', 'APPROVATA', now(), now() FROM compilazione WHERE id = $1`,
      [prima, id],
    );
    await owner(
      `INSERT INTO valore (ambito_id, compilazione_id, campagna_id, voce, stato, valore, provenienza, fonte, origine)
       SELECT ambito_id, $2, campagna_id, voce, stato, CASE WHEN voce = $3 THEN $4 ELSE valore END, provenienza, fonte, origine
       FROM valore WHERE compilazione_id = $1`,
      [prima, id, voce, valore],
    );
  }

  let prima: Edizione;

  test('a meeting has one edition of what is published, with a code to cite and a hash that anybody can compute', async () => {
    const { id } = await incontro('2026-05-20');
    expect(await codici(ufficio5, FISSA, { incontro: id })).toEqual([['NON_AUTORIZZATO', undefined]]);
    expect(await codici(coordinamento, FISSA, { incontro: randomUUID() })).toEqual([['NON_TROVATO', undefined]]);
    const fissata = await fa<Edizione>(coordinamento, FISSA, { incontro: id });
    expect(fissata.codice).toBe('OPP-2026-1');
    expect(await codici(coordinamento, FISSA, { incontro: id })).toEqual([['INPUT_NON_VALIDO', ['incontro']]]);

    prima = await edizione('OPP-2026-1');
    expect([prima.precedente, prima.differenze]).toEqual([null, []]);
    const celle = await owner<{ riga: string }>(
      `SELECT concat_ws(';', ambito_id, anno, codice, coalesce(valore::text, ''), CASE WHEN soppresso THEN 1 ELSE 0 END, origine) AS riga
       FROM pubblicazione.cella WHERE cubo = 'poverta' AND edizione = $1 ORDER BY ambito_id, anno, codice COLLATE "C"`,
      [prima.numero],
    );
    expect(celle.length).toBeGreaterThan(500);
    expect(
      createHash('sha256')
        .update(celle.map(({ riga }) => riga).join('\n'))
        .digest('hex'),
    ).toBe(prima.impronta);
  });

  test('a correction changes nothing in it; the next edition lists the difference, and asks why', async () => {
    await corregge('misura_unica_istanze', 4_000);
    await pubblicazione();
    expect(await edizione('OPP-2026-1')).toEqual(prima);

    const { id } = await incontro('2026-11-18');
    expect(await codici(coordinamento, FISSA, { incontro: id })).toEqual([['INPUT_NON_VALIDO', ['motivi']]]);
    const motivi = [{ ambito: 5, anno: 2020, testo: 'Errore di trascrizione, corretto dall’ambito.' }];
    await fa(coordinamento, FISSA, { incontro: id, motivi });
    const dopo = await edizione('OPP-2026-2');
    expect(dopo.precedente).toEqual({ codice: 'OPP-2026-1' });
    expect(dopo.impronta).not.toBe(prima.impronta);
    expect(dopo.differenze).toEqual([
      {
        ambito: 5,
        anno: 2020,
        codice: 'misura_unica_istanze',
        tipo: 'CAMBIATA',
        motivo: motivi[0]!.testo,
        prima: { valore: valoreDi(prima), soppresso: false },
        dopo: { valore: 4_000, soppresso: false },
      },
    ]);
    expect(valoreDi(dopo)).toBe(4_000);
    expect(await edizione('OPP-2026-1')).toEqual(prima);
  });

  const valoreDi = ({ indicatori }: Edizione) =>
    indicatori
      .find(({ codice }) => codice === 'misura_unica_istanze')!
      .serie[0]!.perAmbito.find(({ ambito }) => ambito.numero === 5)!.valore;

  test('nobody can change what was fixed: not the application, not the owner', async () => {
    for (const tabella of ['edizione_osservatorio', 'motivo_edizione', 'lettura_edizione']) {
      await expect(owner(`DELETE FROM ${tabella}`)).rejects.toThrow(/stays as it is/);
      await expect(execute(subgraph.clone.appUrl, `DELETE FROM ${tabella}`)).rejects.toMatchObject({ code: '42501' });
    }
    await expect(
      execute(subgraph.clone.appUrl, `UPDATE edizione_osservatorio SET impronta = impronta`),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(owner(`UPDATE edizione_osservatorio SET impronta = repeat('0', 64)`)).rejects.toThrow(
      /stays as it is/,
    );
    await expect(owner(`UPDATE pubblicazione.cella SET valore = 0`)).rejects.toThrow(/frozen/);
  });

  test('readings add up by theme, signed by the role, and are for everybody', async () => {
    const lettura = (testo: string) => fa(coordinamento, LEGGI, { edizione: 'OPP-2026-2', tema: 'CASA', testo });
    expect(await lettura('Crescono le domande.')).toEqual({ revisione: 1, ruolo: 'COORDINAMENTO_UDP' });
    expect(await lettura('Crescono le domande, in tre ambiti.')).toEqual({ revisione: 2, ruolo: 'COORDINAMENTO_UDP' });
    expect((await edizione('OPP-2026-2')).letture.map(({ testo }) => testo)).toEqual([
      'Crescono le domande, in tre ambiti.',
      'Crescono le domande.',
    ]);
    expect(await codici(cabina, LEGGI, { edizione: 'OPP-2026-2', tema: 'CASA', testo: 'No' })).toEqual([
      ['NON_AUTORIZZATO', undefined],
    ]);
  });

  test('a question on a figure is asked by who takes part, and answered once', async () => {
    const domanda = {
      edizione: 'OPP-2026-2',
      indicatore: 'sfratti',
      numeroAmbito: 5,
      anno: 2020,
      testo: 'Solo gli esecutivi?',
    };
    const quesito = await fa<{ id: string; versione: number }>(ufficio5, PONI, domanda);
    expect(quesito).toMatchObject({ numeroAmbito: 5, ruolo: 'UFFICIO_DI_PIANO', risposta: null });
    expect(await codici(ufficio5, PONI, { ...domanda, indicatore: 'gatti' })).toEqual([
      ['INPUT_NON_VALIDO', ['indicatore']],
    ]);
    const risposta = { quesito: quesito.id, versione: quesito.versione, testo: 'Sì, solo quelli.' };
    expect(await codici(ufficio5, RISPONDI, risposta)).toEqual([['NON_AUTORIZZATO', undefined]]);
    expect(await fa(coordinamento, RISPONDI, risposta)).toEqual({ risposta: 'Sì, solo quelli.', versione: 2 });
    expect(await codici(coordinamento, RISPONDI, { ...risposta, versione: 2 })).toEqual([
      ['INPUT_NON_VALIDO', ['quesito']],
    ]);
    const vede = async (chi: Chiamante) =>
      (await subgraph.ask(chi, QUESITI, { codice: 'OPP-2026-2' })).errors.length === 0;
    expect([await vede(cabina), await vede(PUBBLICO)]).toEqual([true, false]);
  });

  test('meetings that were promised are held once, and what is late is said', async () => {
    const { id, versione } = await incontro('2025-12-01');
    expect(await codici(coordinamento, PREVEDI, { il: '2025-12-01' })).toEqual([['INPUT_NON_VALIDO', ['il']]]);
    expect(await codici(coordinamento, TIENI, { incontro: id, versione, il: '2999-01-01' })).toEqual([
      ['INPUT_NON_VALIDO', ['il']],
    ]);
    await fa(coordinamento, TIENI, { incontro: id, versione, il: '2025-12-03' });
    const { data } = await subgraph.ask<{
      osservatorioPoverta: {
        cadenza: { ultimo: string; entro: string };
        membri: Array<{ ente: string }>;
        incontri: Array<{ edizione: unknown }>;
      };
    }>(
      PUBBLICO,
      '{ osservatorioPoverta { cadenza { ultimo entro } membri { ente } incontri { previstoIl edizione { codice } } } }',
      {},
    );
    expect(data.osservatorioPoverta.cadenza).toEqual({ ultimo: '2025-12-03', entro: '2026-06-03' });
    expect(data.osservatorioPoverta.membri).toHaveLength(8);
    expect(data.osservatorioPoverta.incontri.map((uno) => uno.edizione)).toEqual([
      { codice: 'OPP-2026-2' },
      { codice: 'OPP-2026-1' },
      null,
    ]);
  });

  describe('who sits in it', () => {
    const AGGIUNGI = muta(
      'aggiungiMembroOsservatorio',
      'AggiungiMembroInput',
      'membro { id ente dal al versione origine fonte { documento capitolo } }',
    );
    const TERMINA = muta('terminaMembroOsservatorio', 'TerminaMembroInput', 'membro { id al versione }');
    const MEMBRI = `query($il: Date) { osservatorioPoverta { membri(il: $il) { ente } storiaMembri { ente dal al } } }`;
    interface Membro {
      readonly id: string;
      readonly versione: number;
    }
    const siedono = async (il: string | null = null) => {
      const { data, errors } = await subgraph.ask<{
        osservatorioPoverta: {
          membri: Array<{ ente: string }>;
          storiaMembri: Array<{ ente: string; al: string | null }>;
        };
      }>(PUBBLICO, MEMBRI, { il });
      expect(errors).toEqual([]);
      return data.osservatorioPoverta;
    };
    const nuovo = { ente: 'Banco alimentare di prova', dal: '2023-01-10', atto: 'Verbale del 10 gennaio 2023' };

    test('is written by the coordination, with its days and what says so, and read by everybody', async () => {
      expect(await codici(ufficio5, AGGIUNGI, nuovo)).toEqual([['NON_AUTORIZZATO', undefined]]);
      const chiave = { chiaveIdempotenza: randomUUID() };
      const membro = await fa<Membro>(coordinamento, AGGIUNGI, { ...nuovo, ...chiave });
      expect(membro).toMatchObject({
        ...{ ente: nuovo.ente, dal: nuovo.dal, al: null, versione: 1, origine: 'RILEVATO' },
        fonte: { documento: 'Atti dell’Osservatorio provinciale sulla povertà', capitolo: nuovo.atto },
      });
      expect(await fa(coordinamento, AGGIUNGI, { ...nuovo, ...chiave })).toEqual(membro);
      expect(await codici(coordinamento, AGGIUNGI, { ...nuovo, dal: '2024-01-01' })).toEqual([
        ['INPUT_NON_VALIDO', ['dal']],
      ]);
      const quanti = async (il: string | null) => (await siedono(il)).membri.length;
      expect([await quanti('2023-01-09'), await quanti('2023-01-10'), await quanti(null)]).toEqual([8, 9, 9]);

      const fine = { membro: membro.id, versione: membro.versione, al: '2023-06-30' };
      expect(await codici(cabina, TERMINA, fine)).toEqual([['NON_AUTORIZZATO', undefined]]);
      expect(await codici(coordinamento, TERMINA, { ...fine, versione: 7 })).toEqual([
        ['CONFLITTO_VERSIONE', undefined],
      ]);
      expect(await codici(coordinamento, TERMINA, { ...fine, al: '2023-01-09' })).toEqual([
        ['INPUT_NON_VALIDO', ['al']],
      ]);
      expect(await codici(coordinamento, TERMINA, { ...fine, membro: randomUUID() })).toEqual([
        ['NON_TROVATO', undefined],
      ]);
      expect(await fa(coordinamento, TERMINA, fine)).toMatchObject({ al: '2023-06-30', versione: 2 });
      expect([await quanti('2023-06-30'), await quanti('2023-07-01')]).toEqual([9, 8]);

      // It may come back, and its first years stay; the two may not meet.
      await fa(coordinamento, AGGIUNGI, { ...nuovo, dal: '2025-03-01' });
      expect(await codici(coordinamento, TERMINA, { ...fine, versione: 2, al: '2025-04-01' })).toEqual([
        ['INPUT_NON_VALIDO', ['al']],
      ]);
      const suoi = (await siedono()).storiaMembri.filter(({ ente }) => ente === nuovo.ente);
      expect(suoi).toEqual([
        { ente: nuovo.ente, dal: '2023-01-10', al: '2023-06-30' },
        { ente: nuovo.ente, dal: '2025-03-01', al: null },
      ]);
    });

    test('is kept by the database too: nobody sits twice, and a membership is not opened again', async () => {
      await expect(
        owner(
          `INSERT INTO membro_osservatorio (id, ente, dal, fonte) VALUES (gen_random_uuid(), $1, '2025-05-01', '{}')`,
          [nuovo.ente],
        ),
      ).rejects.toMatchObject({ code: '23P01' });
      const riapre = subgraph.database.write(identityOf(coordinamento, 'prova'), (tx) =>
        tx.query(`UPDATE membro_osservatorio SET al = NULL WHERE dal = '2025-03-01'`),
      );
      await expect(riapre).rejects.toMatchObject({ code: '42501' });
      const altrui = subgraph.database.write(identityOf(ufficio5, 'prova'), (tx) =>
        tx.query(`UPDATE membro_osservatorio SET al = '2025-12-31' RETURNING id`),
      );
      expect(await altrui).toEqual([]);
    });

    test('is seated once, however many write at one moment', async () => {
      const insieme = await Promise.all(
        [1, 2, 3].map((giorno) =>
          codici(coordinamento, AGGIUNGI, { ...nuovo, ente: 'Un altro ente', dal: `2023-02-0${giorno}` }),
        ),
      );
      expect(insieme.flat()).toEqual([
        ['INPUT_NON_VALIDO', ['dal']],
        ['INPUT_NON_VALIDO', ['dal']],
      ]);
    });
  });
});
