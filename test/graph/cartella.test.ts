import type { NomePersona } from '@trama/idp/persone';
import { GraphUnderTest } from '@trama/test-kit/graph';
import { randomUUID } from 'node:crypto';
import {
  APRI,
  CASI,
  CASO,
  type CasoLetto,
  CHIUDI,
  famiglia,
  type PaginaDiCasi,
} from '../../subgraphs/ambito/src/cartella/cartella.fixtures.js';

/** The register through the public door: what the gateway lets by reaches the same walls. */
describe('case files through the gateway', () => {
  let graph: GraphUnderTest;
  beforeAll(async () => void (graph = await GraphUnderTest.start()), 60_000);
  afterAll(() => graph.stop());

  const rifiuti = async (query: string, variables: Record<string, unknown>, persona?: NomePersona) =>
    (await graph.ask(query, variables, persona)).errors.map(({ extensions }) => extensions?.code);

  test('are written once and read back by who follows them, and by nobody else', async () => {
    const input = { chiaveIdempotenza: randomUUID(), persone: famiglia(1) };
    const apri = () => graph.ask<{ apriCaso: { caso: CasoLetto } }>(APRI, { input }, 'tutela4');
    const { data, errors } = await apri();
    expect(errors).toEqual([]);
    const { codice, persone } = data.apriCaso.caso;
    expect(persone.map(({ persona }) => persona.cognome)).toEqual(['Provaccini1', 'Provaccini1']);
    expect((await apri()).data.apriCaso.caso).toEqual(data.apriCaso.caso);

    const leggi = async (persona: NomePersona) =>
      (await graph.ask<{ caso: CasoLetto | null }>(CASO, { codice }, persona)).data.caso;
    expect(await leggi('tutela4')).toEqual(data.apriCaso.caso);
    expect([await leggi('sociale4'), await leggi('tutela1')]).toEqual([null, null]);
    const chiudi = { input: { chiaveIdempotenza: randomUUID(), caso: codice, versione: 1 } };
    for (const persona of ['cabina', 'udp4', 'affidi4', 'asst1', 'ets-a', 'garante', 'app-partner'] as const) {
      expect([persona, await rifiuti(CASO, { codice }, persona)]).toEqual([persona, ['NON_AUTORIZZATO']]);
      expect([persona, await rifiuti(CASI, {}, persona)]).toEqual([persona, ['NON_AUTORIZZATO']]);
      expect([persona, await rifiuti(CHIUDI, chiudi, persona)]).toEqual([persona, ['NON_AUTORIZZATO']]);
    }
    expect(await rifiuti(CASI, {})).toEqual(['NON_AUTENTICATO']);
    expect(await rifiuti(CHIUDI, chiudi, 'tutela1')).toEqual(['NON_TROVATO']);
    expect((await graph.ask<PaginaDiCasi>(CASI, {}, 'tutela1')).data.casi!.totalCount).toBe(0);
  });

  test('refuse a wrong codice fiscale without saying it back, anywhere in the answer', async () => {
    const persone = [{ ...famiglia(1)[0], codiceFiscale: 'RSSMRA85T10A562X' }];
    const answer = await graph.ask(APRI, { input: { chiaveIdempotenza: randomUUID(), persone } }, 'tutela4');
    expect(answer.errors.map(({ extensions }) => extensions?.code)).toEqual(['INPUT_NON_VALIDO']);
    expect(JSON.stringify(answer)).not.toContain('RSSMRA');
  });
});
