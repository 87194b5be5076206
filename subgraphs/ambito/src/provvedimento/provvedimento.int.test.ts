import type { Chiamante } from '@trama/kernel/identity';
import { execute } from '@trama/test-kit/database';
import { startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { randomUUID } from 'node:crypto';
import { apri, CHIUDI, codici, sociale, tutela, ufficio } from '../cartella/cartella.fixtures.js';
import { cambia, fatto, leggi, REGISTRA, REVOCA_PROVVEDIMENTO } from '../cartella/cartella-sociale.fixtures.js';
import { subgraph as ambito } from '../subgraph.js';

const decreto = { autorita: 'TRIBUNALE_MINORENNI', tipo: 'AFFIDAMENTO_AL_SERVIZIO', data: '2020-12-01' };

describe('a judicial measure', () => {
  let subgraph: SubgraphUnderTest;
  beforeAll(async () => void (subgraph = await startSubgraph(ambito)));
  afterAll(() => subgraph.stop());

  const registra = (chi: Chiamante, caso: string, versione: number, more = {}) =>
    cambia(subgraph, chi, REGISTRA, { caso, versione, ...decreto, ...more });
  const revoca = (chi: Chiamante, caso: string, versione: number, more = {}) =>
    cambia(subgraph, chi, REVOCA_PROVVEDIMENTO, { caso, versione, ...more });

  test('is written down in a case of child protection, also of a day before it was opened, and later taken back', async () => {
    const chi = tutela(4);
    const { codice } = await apri(subgraph, chi, { apertoIl: '2021-01-07' });
    const scritto = (await registra(chi, codice, 1)).data.registraProvvedimento!.caso;
    expect(scritto.provvedimenti).toEqual([
      { id: expect.any(String), ...decreto, revocatoIl: null, origine: 'RILEVATO' },
    ]);
    expect(scritto.versione).toBe(2);
    expect(await leggi(subgraph, chi, codice)).toEqual(scritto);

    const { id: provvedimento } = scritto.provvedimenti[0]!;
    for (const revocatoIl of ['2020-11-30', '2999-01-01']) {
      expect(codici(await revoca(chi, codice, 2, { provvedimento, revocatoIl }))).toEqual(['INPUT_NON_VALIDO']);
    }
    const revocato = await fatto(subgraph, chi, REVOCA_PROVVEDIMENTO, {
      caso: codice,
      versione: 2,
      provvedimento,
      revocatoIl: '2021-03-01',
    });
    expect(revocato.provvedimenti[0]).toMatchObject({ id: provvedimento, revocatoIl: '2021-03-01' });
    const ancora = await revoca(chi, codice, 3, { provvedimento });
    expect(ancora.errors[0]?.extensions).toEqual({ code: 'INPUT_NON_VALIDO', campi: ['provvedimento'] });
  });

  test('is written once, however often the request is repeated, and from the versione that the caller saw', async () => {
    const chi = tutela(4);
    const { codice } = await apri(subgraph, chi);
    const chiaveIdempotenza = randomUUID();
    const prima = await registra(chi, codice, 1, { chiaveIdempotenza });
    expect((await registra(chi, codice, 1, { chiaveIdempotenza })).data).toEqual(prima.data);
    expect(codici(await registra(chi, codice, 1, { chiaveIdempotenza, tipo: 'PENALE' }))).toEqual([
      'CHIAVE_IDEMPOTENZA_RIUSATA',
    ]);
    expect(codici(await registra(chi, codice, 1))).toEqual(['CONFLITTO_VERSIONE']);
    expect((await leggi(subgraph, chi, codice))!.provvedimenti).toHaveLength(1);
  });

  test('is for child protection: prevention is told what to do first, and the table refuses its cases', async () => {
    const chi = sociale(4);
    const { codice } = await apri(subgraph, chi);
    const { errors } = await registra(chi, codice, 1);
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('prima passalo'),
      extensions: {
        code: 'TRANSIZIONE_NON_AMMESSA',
        azioni: expect.arrayContaining(['ASSEGNA', 'CHIUDI', 'AVVIA_INTERVENTO', 'PASSA_A_TUTELA']),
      },
    });
    await expect(
      execute(
        subgraph.clone.ownerUrl,
        `INSERT INTO provvedimento (ambito_id, id, caso_id, autorita, tipo, data)
         SELECT 4, gen_random_uuid(), id, 'TRIBUNALE_MINORENNI', 'ALTRO', '2021-01-01' FROM caso WHERE codice = $1`,
        [codice],
      ),
    ).rejects.toMatchObject({ code: '23503' });
  });

  test('is not of a day to come, of a closed case or of another case', async () => {
    const chi = tutela(4);
    const [uno, due] = [await apri(subgraph, chi), await apri(subgraph, chi)];
    expect(codici(await registra(chi, uno.codice, 1, { data: '2999-01-01' }))).toEqual(['INPUT_NON_VALIDO']);
    const { provvedimenti } = await fatto(subgraph, chi, REGISTRA, { caso: uno.codice, versione: 1, ...decreto });
    const { id: provvedimento } = provvedimenti[0]!;
    expect(codici(await revoca(chi, due.codice, 1, { provvedimento }))).toEqual(['INPUT_NON_VALIDO']);
    expect(codici(await revoca(chi, uno.codice, 2, { provvedimento: 'x' }))).toEqual(['INPUT_NON_VALIDO']);
    await cambia(subgraph, chi, CHIUDI, { caso: due.codice, versione: 1 });
    expect(codici(await registra(chi, due.codice, 2))).toEqual(['TRANSIZIONE_NON_AMMESSA']);
  });

  test('does not exist for who does not follow the case, for another service or for another ambito', async () => {
    const { codice } = await apri(subgraph, tutela(4, 'segue'));
    await fatto(subgraph, tutela(4, 'segue'), REGISTRA, { caso: codice, versione: 1, ...decreto });
    for (const chi of [tutela(4, 'non-segue'), sociale(4, 'segue'), tutela(1, 'segue')]) {
      expect(codici(await registra(chi, codice, 2))).toEqual(['NON_TROVATO']);
      expect(await leggi(subgraph, chi, codice)).toBeNull();
    }
    expect(codici(await registra(ufficio(4), codice, 2))).toEqual(['NON_AUTORIZZATO']);
  });

  test('is written down in the access log by its id, when it is read and when it is written', async () => {
    const chi = tutela(4, 'annotato');
    const { codice } = await apri(subgraph, chi);
    const { provvedimenti } = await fatto(subgraph, chi, REGISTRA, { caso: codice, versione: 1, ...decreto });
    await leggi(subgraph, chi, codice);
    const righe = await execute<{ operazione: string; oggetto: string }>(
      subgraph.clone.ownerUrl,
      `SELECT DISTINCT operazione, oggetto FROM registro.accesso
       WHERE soggetto = 'annotato' AND tipo = 'Provvedimento' AND oggetto IS NOT NULL ORDER BY 1`,
    );
    expect(righe).toEqual(
      ['LETTURA', 'SCRITTURA'].map((operazione) => ({ operazione, oggetto: provvedimenti[0]!.id })),
    );
  });
});
