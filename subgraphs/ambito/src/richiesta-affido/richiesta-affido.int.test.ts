import { giorniTra, oggiARoma } from '@trama/kernel/calendario';
import { type Chiamante, identityOf } from '@trama/kernel/identity';
import { lavoroDi } from '@trama/subgraph/periodico';
import { execute } from '@trama/test-kit/database';
import { namesOf, statementsOf } from '@trama/test-kit/statements';
import { startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { randomUUID } from 'node:crypto';
import { apri, codici, sociale, tutela, ufficio } from '../cartella/cartella.fixtures.js';
import { subgraph as ambito } from '../subgraph.js';
import type { RichiestaAffido } from './richiesta-affido.entity.js';
import {
  affidi,
  AGGIORNA,
  CHIUDI,
  QUI,
  REGISTRA,
  richiesta,
  RICHIESTA_UNA,
  RICHIESTE,
  type RichiestaLetta,
  tavoloAffido,
} from './richiesta-affido.fixtures.js';
import { etaOggi } from './richiesta-affido.service.js';

describe('requests for a foster family', () => {
  let subgraph: SubgraphUnderTest;
  beforeAll(async () => void (subgraph = await startSubgraph(ambito)));
  afterAll(() => subgraph.stop());

  const chiedi = (chi: Chiamante, documento: string, input: object) =>
    subgraph.ask<Record<string, { richiesta: RichiestaLetta } | null>>(chi, documento, {
      input: { chiaveIdempotenza: randomUUID(), ...input },
    });
  const registra = async (altro: object = {}, chi = affidi(4)) => {
    const { data, errors } = await chiedi(chi, REGISTRA, { ...richiesta, ...altro });
    expect(errors).toEqual([]);
    return data.registraRichiesta!.richiesta;
  };
  const leggi = async (chi: Chiamante, codice: string) => {
    const { data, errors } = await subgraph.ask<{ richiestaAffido: RichiestaLetta | null }>(chi, RICHIESTA_UNA, {
      codice,
    });
    expect(errors).toEqual([]);
    return data.richiestaAffido;
  };
  const elenco = async (chi: Chiamante, filtro: object = {}, first = 100) => {
    const { data, errors } = await subgraph.ask<{
      richiesteAffido: { totalCount: number; edges: Array<{ node: RichiestaLetta }> };
    }>(chi, RICHIESTE, { filtro, first });
    expect(errors).toEqual([]);
    return data.richiesteAffido.edges.map(({ node }) => node.codice);
  };
  const campi = async (chi: Chiamante, documento: string, input: object) => {
    const { errors } = await chiedi(chi, documento, input);
    return errors.map(({ extensions }) => [extensions?.code, extensions?.campi]);
  };

  test('are registered by the fostering service, and wait since the decision', async () => {
    const data = '2026-03-02';
    const fratelli = { fratelli: 2, etaFratelli: [9, 12], culture: ['marocchina'] };
    const atto = { decreto: { ...richiesta.decreto, durataMesi: 12 } };
    const nuova = await registra({
      lingue: ['ar', 'fr', 'ar'],
      scuola: '017024',
      vicinanza: 'VICINO',
      ...fratelli,
      ...atto,
    });
    expect(nuova).toEqual({
      ...{ codice: expect.stringMatching(/^04-R-[0-9A-HJKMNP-TV-Z]{8}$/), versione: 1, stato: 'IN_ATTESA' },
      ...{ ambito: { numero: 4 }, eta: 9, tipo: 'RESIDENZIALE', macrocategoria: 'RECUPERABILE', natura: 'GIUDIZIALE' },
      ...fratelli,
      ...{ bisogniSpeciali: false, lingue: ['ar', 'fr'], vicinanza: 'VICINO' },
      attesaGiorni: giorniTra(data, oggiARoma()),
      ...{ comune: { codiceIstat: QUI }, scuola: { codiceIstat: '017024' }, parenti: [] },
      decreto: { ...atto.decreto, prorogaMesi: 0 },
      ...{ motivoChiusura: null, origine: 'RILEVATO', azioniPossibili: ['AGGIORNA', 'CHIUDI'] },
    });
  });

  test('of all ambiti are seen by the table of fostering, without anything that tells who it is', async () => {
    const caso = await apri(subgraph, tutela(4));
    const { codice } = await registra({ caso: caso.codice, parenti: ['F-1'], scuola: QUI });
    const vista = await leggi(tavoloAffido, codice);
    expect(vista).toMatchObject({
      codice,
      eta: 9,
      comune: null,
      scuola: null,
      decreto: null,
      parenti: null,
      azioniPossibili: [],
    });
    const CASO = `query ($codice: String!) { richiestaAffido(codice: $codice) { caso { codice } } }`;
    const { data, errors } = await subgraph.ask<{ richiestaAffido: { caso: unknown } }>(tavoloAffido, CASO, { codice });
    expect([data.richiestaAffido.caso, errors.map(({ extensions }) => extensions?.code)]).toEqual([
      null,
      ['NON_AUTORIZZATO'],
    ]);
    expect(await elenco(tavoloAffido)).toContain(codice);
  });

  test('are seen by the team that follows the case, and by no colleague, other service or other ambito', async () => {
    const caso = await apri(subgraph, tutela(4, 'segue'));
    const { codice } = await registra({ caso: caso.codice });
    expect(await leggi(tutela(4, 'segue'), codice)).toMatchObject({ codice, comune: { codiceIstat: QUI } });
    for (const chi of [tutela(4, 'collega'), affidi(1), tutela(1)]) {
      expect(await leggi(chi, codice)).toBeNull();
      expect(await elenco(chi)).not.toContain(codice);
    }
    for (const chi of [sociale(4), ufficio(4)]) {
      expect(codici(await subgraph.ask(chi, RICHIESTE, {}))).toEqual(['NON_AUTORIZZATO']);
    }
  });

  test('with something that does not exist in this ambito are refused by name, and nothing is written', async () => {
    const prima = (await elenco(affidi(4))).length;
    const casoAltrui = await apri(subgraph, tutela(1));
    const prove: Array<[object, string]> = [
      [{ comune: '017029' }, 'comune'],
      [{ comune: '999999' }, 'comune'],
      [{ scuola: '999999' }, 'scuola'],
      [{ caso: casoAltrui.codice }, 'caso'],
      [{ decreto: { autorita: 'Tribunale', data: '2999-01-01' } }, 'decreto'],
      [{ fratelli: 2, etaFratelli: [10] }, 'etaFratelli'],
      [{ fratelli: 1, etaFratelli: [8] }, 'etaFratelli'],
    ];
    for (const [altro, campo] of prove) {
      expect(await campi(affidi(4), REGISTRA, { ...richiesta, ...altro })).toEqual([['INPUT_NON_VALIDO', [campo]]]);
    }
    for (const altro of [
      { eta: 18 },
      { eta: -1 },
      { fratelli: 10 },
      { lingue: ['arabo'] },
      { comune: 'Gardone' },
      { fratelli: 1, etaFratelli: [18] },
    ]) {
      expect((await campi(affidi(4), REGISTRA, { ...richiesta, ...altro }))[0]![0]).toBe('INPUT_NON_VALIDO');
    }
    expect(codici(await chiedi(tavoloAffido, REGISTRA, richiesta))).toEqual(['NON_AUTORIZZATO']);
    expect(codici(await chiedi(tutela(4), REGISTRA, richiesta))).toEqual(['NON_AUTORIZZATO']);
    expect((await elenco(affidi(4))).length).toBe(prima);
  });

  test('change while they wait, from the versione that was seen, and are closed with a reason', async () => {
    const { codice } = await registra();
    const dopo = await chiedi(affidi(4), AGGIORNA, { richiesta: codice, versione: 1, tipo: 'DIURNO', lingue: ['pa'] });
    expect(dopo.data.aggiornaRichiesta!.richiesta).toMatchObject({
      versione: 2,
      tipo: 'DIURNO',
      lingue: ['pa'],
      vicinanza: 'INDIFFERENTE',
    });
    const conFratelli = await registra({ fratelli: 1 });
    const detta = { richiesta: conFratelli.codice, versione: 1, prorogaMesi: 6, culture: ['punjabi'] };
    expect(await campi(affidi(4), AGGIORNA, { ...detta, etaFratelli: [9, 10] })).toEqual([
      ['INPUT_NON_VALIDO', ['etaFratelli']],
    ]);
    const cambiata = await chiedi(affidi(4), AGGIORNA, { ...detta, etaFratelli: [10] });
    expect(cambiata.data.aggiornaRichiesta!.richiesta).toMatchObject({
      ...{ etaFratelli: [10], culture: ['punjabi'], decreto: { prorogaMesi: 6 } },
    });
    expect(codici(await chiedi(affidi(4), AGGIORNA, { richiesta: codice, versione: 1, tipo: 'APPOGGIO' }))).toEqual([
      'CONFLITTO_VERSIONE',
    ]);
    expect(
      codici(await chiedi(affidi(1), CHIUDI, { richiesta: codice, versione: 2, motivo: 'Non serve più' })),
    ).toEqual(['NON_TROVATO']);
    const chiusa = await chiedi(affidi(4), CHIUDI, { richiesta: codice, versione: 2, motivo: 'Rientro in famiglia' });
    expect(chiusa.data.chiudiRichiesta!.richiesta).toMatchObject({
      stato: 'CHIUSA',
      motivoChiusura: 'Rientro in famiglia',
      azioniPossibili: [],
    });
    expect(codici(await chiedi(affidi(4), AGGIORNA, { richiesta: codice, versione: 3 }))).toEqual([
      'TRANSIZIONE_NON_AMMESSA',
    ]);
    expect(await elenco(affidi(4), { stato: 'CHIUSA' })).toContain(codice);
    expect(await elenco(affidi(4), { stato: 'IN_ATTESA' })).not.toContain(codice);
  });

  test('are registered once for each key, also when two ask at once', async () => {
    const input = { ...richiesta, chiaveIdempotenza: randomUUID() };
    const [una, altra] = await Promise.all([chiedi(affidi(4), REGISTRA, input), chiedi(affidi(4), REGISTRA, input)]);
    expect(una.data.registraRichiesta!.richiesta.codice).toBe(altra.data.registraRichiesta!.richiesta.codice);
    expect(codici(await chiedi(affidi(4), REGISTRA, { ...input, eta: 3 }))).toEqual(['CHIAVE_IDEMPOTENZA_RIUSATA']);
  });

  test('are read in a fixed number of statements, and each one read is in the access log', async () => {
    const nuove = await Promise.all(Array.from({ length: 5 }, () => registra()));
    const conta = async (first: number) => {
      const { statements } = await statementsOf(() => elenco(affidi(4), {}, first));
      return namesOf(statements).filter((nome) => !/^(SAVEPOINT|RELEASE)/.test(nome)).length;
    };
    expect(await conta(5)).toBe(await conta(1));
    await elenco(affidi(4, 'nel-registro'), {}, 100);
    const letti = await execute<{ n: number }>(
      subgraph.clone.ownerUrl,
      `SELECT count(DISTINCT oggetto)::int AS n FROM registro.accesso
       WHERE soggetto = 'nel-registro' AND tipo = 'RichiestaAffido' AND scopo = 'AFFIDO'`,
    );
    expect(letti[0]!.n).toBeGreaterThanOrEqual(nuove.length);
  });

  test('are moved by the job alone where the service does not, and never once they are closed', async () => {
    const { codice } = await registra();
    const come = (chi: Parameters<typeof subgraph.database.write>[0], stato: string) =>
      subgraph.database.write(chi, (tx) =>
        tx.query('UPDATE richiesta_affido SET stato = $2 WHERE codice = $1 RETURNING codice', [codice, stato]),
      );
    expect(await come(identityOf(tavoloAffido, 'prova'), 'IN_AFFIDO')).toEqual([]);
    expect(await come(identityOf(affidi(1), 'prova'), 'IN_AFFIDO')).toEqual([]);
    expect(await come(lavoroDi('affido', null), 'IN_ABBINAMENTO')).toHaveLength(1);
    expect(await leggi(affidi(4), codice)).toMatchObject({ stato: 'IN_ABBINAMENTO', azioniPossibili: ['CHIUDI'] });
    await chiedi(affidi(4), CHIUDI, { richiesta: codice, versione: 1, motivo: 'Non serve più' });
    expect(await come(lavoroDi('affido', null), 'IN_ATTESA')).toEqual([]);
  });

  test('tell the age as years go by', () => {
    const registrata = { etaRegistrata: 9, registrataIl: '2024-05-10' } as RichiestaAffido;
    expect(['2024-05-10', '2025-05-09', '2025-05-10', '2027-12-31'].map((oggi) => etaOggi(registrata, oggi))).toEqual([
      9, 9, 10, 12,
    ]);
  });
});
