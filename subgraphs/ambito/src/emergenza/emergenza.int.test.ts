import { type Chiamante, identityOf } from '@trama/kernel/identity';
import { execute } from '@trama/test-kit/database';
import { operatore, startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { randomUUID } from 'node:crypto';
import {
  apri,
  CASI,
  CASO,
  type CasoLetto,
  CHIUDI,
  codici,
  type PaginaDiCasi,
  sociale,
  tutela,
  ufficio,
} from '../cartella/cartella.fixtures.js';
import { subgraph as ambito } from '../subgraph.js';

const CAMPI = `id casoCodice operatore ruolo motivo apertaIl scadeIl stato esito nota rivistaDa rivistaIl versione giorniDiAttesa inRitardo`;
const APRI = `mutation ($input: ApriEmergenzaInput!) { apriEmergenza(input: $input) { emergenza { ${CAMPI} caso { codice inEmergenza } } } }`;
const RIVEDI = `mutation ($input: ChiudiRevisioneInput!) { chiudiRevisione(input: $input) { emergenza { ${CAMPI} } } }`;
const ELENCO = `query ($filtro: FiltroEmergenzeInput, $first: Int! = 20, $after: String) {
  emergenze(filtro: $filtro, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { ${CAMPI} } } }
}`;
const MOTIVO = 'Chiamata dal pronto soccorso: serve sapere chi segue il minore.';

interface EmergenzaLetta {
  readonly id: string;
  readonly casoCodice: string;
  readonly apertaIl: string;
  readonly scadeIl: string;
  readonly stato: string;
  readonly versione: number;
  readonly inRitardo: boolean;
  readonly giorniDiAttesa: number | null;
  readonly caso: { codice: string } | null;
}

interface Pagina {
  readonly emergenze: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    edges: Array<{ node: EmergenzaLetta }>;
  } | null;
}

describe('an emergency', () => {
  let subgraph: SubgraphUnderTest;
  let caso: CasoLetto;
  const io = tutela(4, 'reperibile');
  beforeAll(async () => {
    subgraph = await startSubgraph(ambito);
  });
  beforeEach(async () => void (caso = await apri(subgraph, tutela(4, 'titolare'))));
  afterAll(() => subgraph.stop());

  const apriEmergenza = (chi: Chiamante, more: object = {}) =>
    subgraph.ask<{ apriEmergenza: { emergenza: EmergenzaLetta } | null }>(chi, APRI, {
      input: { chiaveIdempotenza: randomUUID(), caso: caso.codice, motivo: MOTIVO, minuti: 30, ...more },
    });
  const aperta = async (chi: Chiamante, more: object = {}): Promise<EmergenzaLetta> => {
    const answer = await apriEmergenza(chi, more);
    expect(answer.errors).toEqual([]);
    return answer.data.apriEmergenza!.emergenza;
  };
  const leggi = async (chi: Chiamante) =>
    (await subgraph.ask<{ caso: CasoLetto | null }>(chi, CASO, { codice: caso.codice })).data.caso;
  const rivedi = (chi: Chiamante, { id, versione }: EmergenzaLetta, more: object = {}) =>
    subgraph.ask<{ chiudiRevisione: { emergenza: EmergenzaLetta } | null }>(chi, RIVEDI, {
      input: { chiaveIdempotenza: randomUUID(), emergenza: id, versione, esito: 'GIUSTIFICATA', ...more },
    });
  const elenco = async (chi: Chiamante, variables: object = {}) =>
    (await subgraph.ask<Pagina>(chi, ELENCO, variables as Record<string, unknown>)).data.emergenze;
  const owner = <Row extends object>(statement: string, values: unknown[] = []) =>
    execute<Row>(subgraph.clone.ownerUrl, statement, values);
  /** As if it had been opened that long ago. */
  const invecchia = (id: string, quanto: string) =>
    owner(
      `UPDATE emergenza SET aperta_il = aperta_il - $2::interval, scade_il = scade_il - $2::interval WHERE id = $1`,
      [id, quanto],
    );
  const righe = (where: string, values: unknown[] = []) =>
    owner<Record<string, unknown>>(
      `SELECT soggetto, scopo, operazione, tipo, esito, classe FROM registro.accesso WHERE ${where} ORDER BY numero`,
      values,
    );

  test('shows one case of the own ambito, to read and nothing else, until it expires', async () => {
    const altro = await apri(subgraph, tutela(4, 'titolare'));
    expect(await leggi(io)).toBeNull();
    const emergenza = await aperta(io, { minuti: 45 });
    expect(emergenza).toMatchObject({
      casoCodice: caso.codice,
      operatore: 'reperibile',
      ruolo: 'SERVIZIO_TUTELA',
      motivo: MOTIVO,
      stato: 'DA_RIVEDERE',
      versione: 1,
      giorniDiAttesa: 0,
      inRitardo: false,
      caso: { codice: caso.codice, inEmergenza: true },
    });
    expect(Date.parse(emergenza.scadeIl) - Date.parse(emergenza.apertaIl)).toBe(45 * 60_000);
    const visto = await leggi(io);
    expect(visto).toMatchObject({ inEmergenza: true, azioniPossibili: [], persone: [{}, {}] });
    expect(visto!.persone.map(({ persona }) => persona.nome)).toEqual(['Nino', 'Olga']);
    const { data } = await subgraph.ask<PaginaDiCasi>(io, CASI);
    expect(data.casi!.edges.map(({ node }) => node.codice)).toEqual([caso.codice]);
    expect((await subgraph.ask<{ caso: unknown }>(io, CASO, { codice: altro.codice })).data.caso).toBeNull();

    const scritto = await subgraph.ask(io, CHIUDI, {
      input: { chiaveIdempotenza: randomUUID(), caso: caso.codice, versione: 1 },
    });
    expect(codici(scritto)).toEqual(['TRANSIZIONE_NON_AMMESSA']);

    await invecchia(emergenza.id, '46 minutes');
    expect(await leggi(io)).toBeNull();
    expect((await subgraph.ask<PaginaDiCasi>(io, CASI)).data.casi!.totalCount).toBe(0);
  });

  test('is for whoever opened it and nobody else: not a colleague, nor the same person in another role or ambito', async () => {
    const emergenza = await aperta(io);
    for (const chi of [
      tutela(4, 'altro-reperibile'),
      tutela(1, 'reperibile'),
      ufficio(4, 'reperibile'),
      operatore(4, 'SERVIZIO_AFFIDI', 'reperibile'),
      operatore(null, 'GARANTE', 'reperibile'),
    ]) {
      expect([chi, await leggi(chi)]).toEqual([chi, null]);
    }
    await invecchia(emergenza.id, '2 hours');
  });

  test('crosses the services of an ambito, and never its border', async () => {
    const assistente = sociale(4, 'assistente-di-turno');
    expect(await aperta(assistente)).toMatchObject({ ruolo: 'OPERATORE_SOCIALE' });
    expect(await leggi(assistente)).toMatchObject({ servizio: 'TUTELA', inEmergenza: true, assegnazioni: [] });
    const vicino = tutela(1, 'vicino');
    const rifiuti = [await apriEmergenza(vicino), await apriEmergenza(vicino, { caso: '01-C-00000000' })];
    expect(rifiuti.map(codici)).toEqual([['NON_TROVATO'], ['NON_TROVATO']]);
    expect(new Set(rifiuti.map(({ errors }) => errors[0]!.message)).size).toBe(1);
    expect(await leggi(vicino)).toBeNull();
    for (const chi of [
      ufficio(4),
      operatore(4, 'SERVIZIO_AFFIDI', 'affidi4'),
      operatore(null, 'CABINA_REGIA', 'cabina'),
    ]) {
      expect(codici(await apriEmergenza(chi))).toEqual(['NON_AUTORIZZATO']);
    }
  });

  test('lasts an hour at most, needs a reason, and is refused for a case that one sees already', async () => {
    const campi = async (more: object, chi = io) =>
      (await apriEmergenza(chi, more)).errors.map(({ extensions }) => [extensions?.code, extensions?.campi]);
    for (const minuti of [61, 0, -5, 1_000_000]) {
      expect([minuti, await campi({ minuti })]).toEqual([minuti, [['INPUT_NON_VALIDO', ['minuti']]]]);
    }
    expect(await campi({ motivo: 'devo vedere' })).toEqual([['INPUT_NON_VALIDO', ['motivo']]]);
    expect(await campi({}, tutela(4, 'titolare'))).toEqual([['INPUT_NON_VALIDO', ['caso']]]);
    expect(await campi({ caso: '04-C-00000000' })).toEqual([['NON_TROVATO', undefined]]);
    expect(await leggi(io)).toBeNull();
    const { id } = await aperta(io, { minuti: 60 });
    expect(await campi({})).toEqual([['INPUT_NON_VALIDO', ['caso']]]);
    await invecchia(id, '2 hours');
  });

  test('is refused by the table too when it is longer, opened for another or already reviewed', async () => {
    const identity = identityOf(io, 'prova');
    const inserisci = (colonne: string, valori: string) =>
      subgraph.database.write(identity, (tx) =>
        tx.query(
          `INSERT INTO emergenza (id, caso_codice, motivo, scade_il${colonne}) VALUES (gen_random_uuid(), $1, 'm'::bytea, ${valori})`,
          [caso.codice],
        ),
      );
    await expect(inserisci('', `now() + interval '61 minutes'`)).rejects.toMatchObject({ code: '23514' });
    await expect(inserisci('', `now() - interval '1 minute'`)).rejects.toMatchObject({ code: '23514' });
    for (const [colonna, valore] of [
      ['aperta_il', `now() + interval '1 day'`],
      ['soggetto', `'un-altro'`],
      ['ambito_id', '1'],
      ['stato', `'RIVISTA'`],
    ]) {
      await expect(inserisci(`, ${colonna}`, `now() + interval '5 minutes', ${valore}`)).rejects.toMatchObject({
        code: '42501',
      });
    }
  });

  test('is opened once for a key, and a repeated request gives it back', async () => {
    const input = { chiaveIdempotenza: randomUUID() };
    const prima = await aperta(io, input);
    expect(await aperta(io, input)).toEqual(prima);
    expect(codici(await apriEmergenza(io, { ...input, minuti: 31 }))).toEqual(['CHIAVE_IDEMPOTENZA_RIUSATA']);
    await invecchia(prima.id, '2 hours');
  });

  test('puts every reading under it in the log, in its class, refused ones too', async () => {
    const chi = tutela(4, 'tracciato');
    await apriEmergenza(chi, { caso: '04-C-00000000' });
    await aperta(chi);
    await leggi(chi);
    const sue = await righe('soggetto = $1', [chi.subject]);
    const riga = (operazione: string, tipo: string, esito = 'CONCESSO') => ({
      soggetto: 'tracciato',
      scopo: 'TUTELA_MINORI',
      operazione,
      tipo,
      esito,
      classe: 'EMERGENZA',
    });
    expect(sue).toEqual([
      riga('SCRITTURA', 'Emergenza', 'NESSUNO'),
      riga('SCRITTURA', 'Emergenza'),
      riga('LETTURA', 'Caso'),
      riga('LETTURA', 'Caso'), // the field `caso` of the mutation's answer
      riga('LETTURA', 'Caso'),
      riga('LETTURA', 'Persona'),
      riga('LETTURA', 'Persona'),
    ]);
    await leggi(tutela(4, 'titolare'));
    expect(await righe(`soggetto = 'titolare' AND tipo = 'Caso' AND classe = 'EMERGENZA'`)).toEqual([]);
  });

  test('leaves the ordinary class to who follows the case after all', async () => {
    const chi = tutela(4, 'poi-assegnato');
    await aperta(chi);
    await owner(
      `INSERT INTO assegnazione (ambito_id, caso_id, servizio, soggetto) SELECT ambito_id, id, servizio, $2 FROM caso WHERE codice = $1`,
      [caso.codice, chi.subject],
    );
    expect(await leggi(chi)).toMatchObject({
      inEmergenza: false,
      azioniPossibili: expect.arrayContaining(['ASSEGNA', 'REVOCA', 'CHIUDI']),
    });
    const ultime = await righe(`soggetto = $1 AND classe = 'ORDINARIO'`, [chi.subject]);
    expect(ultime.map(({ tipo }) => tipo)).toEqual(['Caso', 'Persona', 'Persona']);
  });

  describe('reviewed', () => {
    const rivede = ufficio(4);

    test('by the planning office of the ambito, which sees that it happened and not the case', async () => {
      const { id } = await aperta(io);
      const pagina = (await elenco(rivede))!;
      expect(pagina.edges.map(({ node }) => node).find((una) => una.id === id)).toMatchObject({
        casoCodice: caso.codice,
        motivo: MOTIVO,
        stato: 'DA_RIVEDERE',
      });
      const conCaso = await subgraph.ask<{ emergenze: { edges: Array<{ node: { caso: null } }> } }>(
        rivede,
        '{ emergenze(first: 1) { edges { node { caso { codice } } } } }',
      );
      expect([codici(conCaso), conCaso.data.emergenze.edges[0]!.node.caso]).toEqual([['NON_AUTORIZZATO'], null]);
      expect(codici(await subgraph.ask(rivede, CASO, { codice: caso.codice }))).toEqual(['NON_AUTORIZZATO']);
      expect(await righe(`soggetto = 'udp4' AND tipo = 'Emergenza'`)).not.toEqual([]);
      for (const chi of [ufficio(1), ufficio(9)]) {
        expect((await elenco(chi))!.totalCount).toBe(0);
      }
      for (const chi of [
        io,
        sociale(4),
        operatore(null, 'CABINA_REGIA', 'cabina'),
        operatore(null, 'GARANTE', 'garante'),
      ]) {
        expect(codici(await subgraph.ask(chi, ELENCO))).toEqual(['NON_AUTORIZZATO']);
      }
      await invecchia(id, '2 hours');
    });

    test('once, by somebody else, from the versione that was seen', async () => {
      const emergenza = await aperta(io);
      expect(codici(await rivedi(ufficio(1), emergenza))).toEqual(['NON_TROVATO']);
      expect(codici(await rivedi(io, emergenza))).toEqual(['NON_AUTORIZZATO']);
      const stesso = await rivedi(ufficio(4, 'reperibile'), emergenza);
      expect(stesso.errors[0]).toMatchObject({
        message: expect.stringContaining('una persona diversa'),
        extensions: { code: 'TRANSIZIONE_NON_AMMESSA', stato: 'DA_RIVEDERE', azioni: [] },
      });
      expect(codici(await rivedi(rivede, { ...emergenza, versione: 2 }))).toEqual(['CONFLITTO_VERSIONE']);
      const nota = 'Sentita la responsabile: era di turno.';
      const { data } = await rivedi(rivede, emergenza, { esito: 'NON_GIUSTIFICATA', nota });
      expect(data.chiudiRevisione!.emergenza).toMatchObject({
        stato: 'RIVISTA',
        esito: 'NON_GIUSTIFICATA',
        nota,
        rivistaDa: 'udp4',
        rivistaIl: expect.stringMatching(/Z$/),
        versione: 2,
        giorniDiAttesa: null,
        inRitardo: false,
      });
      expect(codici(await rivedi(rivede, { ...emergenza, versione: 2 }))).toEqual(['TRANSIZIONE_NON_AMMESSA']);
      // The case is still open to who opened the emergency: a review judges, it does not end it.
      expect(await leggi(io)).not.toBeNull();
      await invecchia(emergenza.id, '2 hours');
    });

    test('by nobody who opened it, says the table too, and nobody else signs for another', async () => {
      const { id } = await aperta(io);
      const scrivi = (chi: Chiamante, statement: string) =>
        subgraph.database.write(identityOf(chi, 'prova'), (tx) => tx.query<{ rivista_da: string }>(statement, [id]));
      const chiudi = `UPDATE emergenza SET stato = 'RIVISTA', esito = 'GIUSTIFICATA' WHERE id = $1 RETURNING rivista_da`;
      expect(await scrivi(ufficio(4, 'reperibile'), chiudi)).toEqual([]);
      expect(await scrivi(io, chiudi)).toEqual([]);
      expect(await scrivi(ufficio(1), chiudi)).toEqual([]);
      await expect(scrivi(rivede, `UPDATE emergenza SET rivista_da = 'un-altro' WHERE id = $1`)).rejects.toMatchObject({
        code: '42501',
      });
      await expect(
        owner(`UPDATE emergenza SET stato = 'RIVISTA', esito = 'GIUSTIFICATA' WHERE id = $1`, [id]),
      ).rejects.toMatchObject({
        code: '23514', // without a signed caller nobody has reviewed it
      });
      expect(await scrivi(rivede, chiudi)).toEqual([{ rivista_da: 'udp4' }]);
      expect(await scrivi(rivede, chiudi)).toEqual([]);
      await invecchia(id, '2 hours');
    });

    test('late, when nobody has for days: the list says which, the oldest first, page by page', async () => {
      const chi = tutela(11, 'turno');
      const lento = ufficio(11);
      const eta = ['10 days', '4 days', '2 days', '1 hour'];
      for (const quanto of eta) {
        caso = await apri(subgraph, tutela(11, 'titolare'));
        await invecchia((await aperta(chi)).id, quanto);
      }
      const tutte = (await elenco(lento))!.edges.map(({ node }) => node);
      expect(tutte.map(({ giorniDiAttesa, inRitardo }) => [giorniDiAttesa, inRitardo])).toEqual([
        [10, true],
        [4, true],
        [2, false],
        [0, false],
      ]);
      const oltre = async (oltreGiorni: number) =>
        (await elenco(lento, { filtro: { oltreGiorni, stato: 'DA_RIVEDERE' } }))!;
      expect((await oltre(3)).edges.map(({ node }) => node.id)).toEqual(tutte.slice(0, 2).map(({ id }) => id));
      expect((await oltre(30)).totalCount).toBe(0);
      expect((await oltre(0)).totalCount).toBe(4);
      const visti: string[] = [];
      let after: string | null = null;
      do {
        const pagina: Pagina['emergenze'] = await elenco(lento, { first: 1, after });
        visti.push(...pagina!.edges.map(({ node }) => node.id));
        after = pagina!.pageInfo.hasNextPage ? pagina!.pageInfo.endCursor : null;
      } while (after);
      expect(visti).toEqual(tutte.map(({ id }) => id));
    });
  });
});
