import { oggiARoma, piuGiorni, piuMesi } from '@trama/kernel/calendario';
import { StatoRichiestaAffido } from '@trama/schema/affido';
import { execute } from '@trama/test-kit/database';
import { namesOf, statementsOf } from '@trama/test-kit/statements';
import { lavoroDi } from '@trama/subgraph/periodico';
import {
  ACCETTA,
  affidi,
  AVVIA,
  avviaBanca,
  type BancaDiProva,
  CONCLUDI,
  famigliaNuova,
  RICONFERMA,
  rifiuti,
  scheda,
  tavolo,
  VERIFICA,
} from '../affido.fixtures.js';
import { schedeInAttesa } from '../scheda/scheda.loader.js';
import { scriviSchede } from '../scheda/scheda.service.js';

const oggi = oggiARoma();
const soloPer = (eta: number) => ({ disponibilita: { ...famigliaNuova.disponibilita, etaMin: eta, etaMax: eta } });

const CIFRE = `{ bancaAffido {
  riepilogo { famiglieDisponibili { valore } minoriInAttesa { valore } affidiInEssere { valore } giorniMedianiAttesa
    giorniMassimiAttesa richiesteLetteIl perAmbito { ambito { numero nome } minoriInAttesa { valore } affidiInEssere { valore } } }
  affidiPerTipo { tipo inEssere conclusi } affidiPerServizio { servizio { codice } famiglie inEssere conclusi }
  famigliePerStato { stato famiglie } esitiASeiMesi { esito affidi }
  andamento { dal richieste avviati conclusi giorniMediani } } }`;
const COMPITI = `{ bancaAffido { compiti { tipo entro ritardoGiorni famiglia { codice } abbinamento { codice } } } }`;
const DA_SEGUIRE = `query($n: Int! = 20) { bancaAffido { richiesteDaSeguire(limite: $n) { richiesta { codice } giorni candidati proposteAperte sblocco { vincolo candidatiInPiu } } } }`;
const CANDIDATI = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on RichiestaAffido { candidati(limite: 5) {
  punteggio famiglia { codice comune { codiceIstat } servizioAffidi { denominazione } disponibilita { posti } } motivi { criterio contributo } } } } }`;

interface Cifre {
  bancaAffido: {
    riepilogo: {
      famiglieDisponibili: { valore: number };
      minoriInAttesa: { valore: number };
      affidiInEssere: { valore: number };
      giorniMedianiAttesa: number;
      giorniMassimiAttesa: number;
      richiesteLetteIl: string | null;
      perAmbito: Array<{ ambito: { numero: number; nome: string }; minoriInAttesa: { valore: number } }>;
    };
    affidiPerTipo: unknown[];
    affidiPerServizio: Array<{ servizio: { codice: string }; famiglie: number; inEssere: number; conclusi: number }>;
    famigliePerStato: Array<{ stato: string; famiglie: number }>;
    esitiASeiMesi: unknown[];
    andamento: Array<{
      dal: string;
      richieste: number;
      avviati: number;
      conclusi: number;
      giorniMediani: number | null;
    }>;
  };
}
interface Compito {
  tipo: string;
  entro: string;
  ritardoGiorni: number;
  famiglia: { codice: string } | null;
  abbinamento: { codice: string } | null;
}

describe('the bank', () => {
  let banca: BancaDiProva;
  beforeEach(async () => void (banca = await avviaBanca()));
  afterEach(() => banca.subgraph.stop());

  const chiedi = async <T>(query: string, chi = tavolo, variables = {}) => {
    const { data, errors } = await banca.subgraph.ask<T>(chi, query, variables);
    expect(errors).toEqual([]);
    return data;
  };
  const compiti = async (chi = affidi(4)) =>
    (await chiedi<{ bancaAffido: { compiti: Compito[] } }>(COMPITI, chi)).bancaAffido.compiti;
  const owner = (statement: string) => execute(banca.subgraph.clone.ownerUrl, statement);
  const affido = async (eta: number) => {
    const famiglia = await banca.famiglia(soloPer(eta));
    const { codice: richiesta } = banca.ambito.richiesta({ eta, decretoData: piuGiorni(oggi, -100) });
    const proposto = await banca.proponi({ richiesta, famiglia: famiglia.codice });
    return banca.passo(affidi(4), AVVIA, await banca.passo(affidi(4), ACCETTA, proposto));
  };

  test('counts what there is: who waits and how long, families by state, fosterings by kind and service', async () => {
    await affido(3);
    const finito = await affido(4);
    await banca.passo(affidi(4), CONCLUDI, finito, { data: oggi, esito: 'RIENTRO' });
    await banca.famiglia({ ...soloPer(5), inValutazione: true });
    banca.ambito.richiesta({ ambito: 4, decretoData: piuGiorni(oggi, -10), fratelli: 2 });
    banca.ambito.richiesta({ ambito: 1, decretoData: piuGiorni(oggi, -30) });
    banca.ambito.richiesta({ ambito: 1, decretoData: piuGiorni(oggi, -80), stato: StatoRichiestaAffido.CHIUSA });
    const { bancaAffido: cifre } = await chiedi<Cifre>(CIFRE);
    expect(cifre.riepilogo).toMatchObject({
      ...{ famiglieDisponibili: { valore: 1 }, minoriInAttesa: { valore: 4 }, affidiInEssere: { valore: 1 } },
      ...{ giorniMedianiAttesa: 20, giorniMassimiAttesa: 30, richiesteLetteIl: expect.stringMatching(/Z$/) },
    });
    const perAmbito = cifre.riepilogo.perAmbito.map(({ ambito, minoriInAttesa }) => [
      ambito.numero,
      minoriInAttesa.valore,
    ]);
    expect(perAmbito.filter(([, valore]) => valore! > 0)).toEqual([
      [1, 1],
      [4, 3],
    ]);
    expect(cifre.affidiPerTipo).toEqual([{ tipo: 'RESIDENZIALE', inEssere: 1, conclusi: 1 }]);
    const diQuattro = cifre.affidiPerServizio.find(({ servizio }) => servizio.codice === 'AMBITO-4');
    expect(diQuattro).toMatchObject({ famiglie: 3, inEssere: 1, conclusi: 1 });
    expect(cifre.famigliePerStato).toEqual([
      { stato: 'DISPONIBILE', famiglie: 1 },
      { stato: 'IMPEGNATA', famiglie: 1 },
      { stato: 'IN_VALUTAZIONE', famiglie: 1 },
    ]);
    expect(cifre.andamento).toHaveLength(8);
    expect(cifre.andamento.at(-1)).toMatchObject({ avviati: 2, conclusi: 1, giorniMediani: 100 });
  });

  test('tells how fosterings stood six months after they began', async () => {
    const [va, finito, dopo] = [await affido(3), await affido(4), await affido(5)];
    await banca.passo(affidi(4), CONCLUDI, finito, { data: oggi, esito: 'RIENTRO' });
    await banca.passo(affidi(4), CONCLUDI, dopo, { data: oggi, esito: 'INTERROTTO' });
    await owner(`UPDATE abbinamento SET proposto_il = '2025-01-01', inizio = '2025-01-10'`);
    await owner(`UPDATE abbinamento SET fine = '2025-03-01' WHERE codice = '${finito.codice}'`);
    await owner(`UPDATE abbinamento SET fine = '2025-12-01' WHERE codice = '${dopo.codice}'`);
    expect(va.stato).toBe('IN_ESSERE');
    const { bancaAffido } = await chiedi<Cifre>(CIFRE);
    expect(bancaAffido.esitiASeiMesi).toEqual([
      { esito: null, affidi: 2 },
      { esito: 'RIENTRO', affidi: 1 },
    ]);
  });

  test('leaves nothing stale: who was not asked for sixty days is no candidate, and its service has a task', async () => {
    const famiglia = await banca.famiglia(soloPer(6));
    const esigenze = scheda({ eta: 6, registrataIl: oggi });
    const candidati = async () => {
      const r = [{ __typename: 'RichiestaAffido', codice: esigenze.codice, esigenze }];
      const { _entities } = await chiedi<{ _entities: Array<{ candidati: unknown[] }> }>(CANDIDATI, tavolo, { r });
      return _entities[0]!.candidati.length;
    };
    expect([await candidati(), await compiti()]).toEqual([1, []]);
    await owner(`UPDATE famiglia_affidataria SET riconfermata_il = '${piuGiorni(oggi, -61)}'`);
    expect(await candidati()).toBe(0);
    const task = {
      tipo: 'RICONFERMA',
      entro: piuGiorni(oggi, -1),
      ritardoGiorni: 1,
      famiglia: { codice: famiglia.codice },
    };
    expect(await compiti()).toEqual([{ ...task, abbinamento: null }]);
    expect(await compiti(affidi(1))).toEqual([]);
    await banca.scrivi(affidi(4), RICONFERMA, { famiglia: famiglia.codice, versione: 1 });
    expect([await candidati(), await compiti()]).toEqual([1, []]);
  });

  test('tells each service what waits for it: an answer, a review, a judge', async () => {
    const famiglia = await banca.famiglia(soloPer(7), affidi(1));
    const { codice: richiesta } = banca.ambito.richiesta({ eta: 7 });
    const proposto = await banca.proponi({ richiesta, famiglia: famiglia.codice });
    const risposta = { tipo: 'ACCORDO', abbinamento: { codice: proposto.codice }, entro: piuGiorni(oggi, 15) };
    expect([await compiti(affidi(4)), await compiti(affidi(1))]).toMatchObject([[risposta], [risposta]]);
    const diUna = await banca.passo(affidi(4), ACCETTA, proposto);
    expect([await compiti(affidi(4)), await compiti(affidi(1))]).toMatchObject([[], [risposta]]);
    const avviato = await banca.passo(affidi(4), AVVIA, await banca.passo(affidi(1), ACCETTA, diUna));
    expect(await compiti(tavolo)).toEqual([]);
    await owner(`UPDATE abbinamento SET proposto_il = '2024-01-01', inizio = '2024-12-20'`);
    expect((await compiti()).map(({ tipo, entro }) => [tipo, entro])).toEqual([
      ['VERIFICA', '2025-06-20'],
      ['PROROGA', '2026-12-20'],
    ]);
    await banca.passo(affidi(4), VERIFICA, avviato, { data: oggi });
    expect((await compiti(affidi(1))).map(({ tipo }) => tipo)).toEqual(['PROROGA']);
  });

  test('heads the list with who has waited for ninety days, and says what would help most', async () => {
    await banca.famiglia(soloPer(8));
    await banca.famiglia({ disponibilita: { ...famigliaNuova.disponibilita, tipi: ['DIURNO'] } });
    await banca.famiglia({ disponibilita: { ...famigliaNuova.disponibilita, tipi: ['DIURNO'] } });
    const vecchia = banca.ambito.richiesta({ eta: 12, registrataIl: oggi, decretoData: piuGiorni(oggi, -120) });
    const altra = banca.ambito.richiesta({ eta: 8, registrataIl: oggi, decretoData: piuGiorni(oggi, -95) });
    banca.ambito.richiesta({ eta: 8, registrataIl: oggi, decretoData: piuGiorni(oggi, -89) });
    const { bancaAffido } = await chiedi<{ bancaAffido: { richiesteDaSeguire: unknown[] } }>(DA_SEGUIRE);
    expect(bancaAffido.richiesteDaSeguire).toEqual([
      {
        ...{ richiesta: { codice: vecchia.codice }, giorni: 120, candidati: 0, proposteAperte: 0 },
        sblocco: { vincolo: 'TIPO_AFFIDO', candidatiInPiu: 2 },
      },
      expect.objectContaining({ richiesta: { codice: altra.codice }, giorni: 95, candidati: 1, proposteAperte: 0 }),
    ]);
    // A proposal that nobody answered is no family.
    const famiglia = await banca.famiglia(soloPer(8));
    await banca.proponi({ richiesta: altra.codice, famiglia: famiglia.codice });
    const dopo = await chiedi<{ bancaAffido: { richiesteDaSeguire: unknown[] } }>(DA_SEGUIRE);
    expect(dopo.bancaAffido.richiesteDaSeguire.at(-1)).toMatchObject({
      ...{ richiesta: { codice: altra.codice }, candidati: 1, proposteAperte: 1 },
    });
    for (const n of [0, 51]) {
      expect(rifiuti(await banca.subgraph.ask(tavolo, DA_SEGUIRE, { n }))).toEqual([['INPUT_NON_VALIDO', ['limite']]]);
    }
  });

  test('plans for one district of those that there are', async () => {
    const PIANO = 'query ($d: Int) { pianoAbbinamenti(distretto: $d) { ottimo abbinamenti { punteggio } } }';
    expect((await chiedi<{ pianoAbbinamenti: object }>(PIANO, tavolo, { d: 2 })).pianoAbbinamenti).toEqual({
      ...{ ottimo: true, abbinamenti: [] },
    });
    expect(rifiuti(await banca.subgraph.ask(tavolo, PIANO, { d: 9 }))).toEqual([['INPUT_NON_VALIDO', ['distretto']]]);
  });

  test('asks for the report that keeps a minor who goes on to another family without candidates', async () => {
    const avviato = await affido(6);
    const inizio = piuMesi(oggi, -7);
    await owner(`UPDATE abbinamento SET proposto_il = '${inizio}', inizio = '${inizio}'`);
    const finito = await banca.passo(affidi(4), CONCLUDI, avviato, { data: oggi, esito: 'ALTRO_AFFIDO' });
    const manca = { tipo: 'VERIFICA', entro: piuMesi(inizio, 6), abbinamento: { codice: avviato.codice } };
    expect((await compiti()).filter(({ tipo }) => tipo === 'VERIFICA')).toMatchObject([manca]);
    await banca.passo(affidi(4), VERIFICA, finito, { data: oggi });
    expect((await compiti()).filter(({ tipo }) => tipo === 'VERIFICA')).toEqual([]);
  });

  test('with ten thousand families and two thousand requests gives a page with candidates in as many statements as one', async () => {
    await owner(`
      INSERT INTO famiglia_affidataria (id, codice, servizio_codice, ambito_casa, comune_istat, stato, componenti, tipi, eta_min,
        eta_max, posti, fratelli, bisogni_speciali, registrata_da)
      SELECT gen_random_uuid(), '04-F-' || translate(lpad(to_hex(n), 8, '0'), 'abcdef', 'ABCDEF'), 'AMBITO-4', 4, c.codice_istat,
        'DISPONIBILE', 3, ARRAY['RESIDENZIALE'], n % 10, 10 + n % 8, 1 + n % 3, n % 2 = 0, n % 3 = 0, 'prova'
      FROM generate_series(1, 10000) n
      JOIN LATERAL (SELECT codice_istat FROM comune WHERE ambito_id = 4 ORDER BY codice_istat OFFSET n % 18 LIMIT 1) c ON true`);
    const esigenze = Array.from({ length: 2000 }, (_, n) =>
      scheda({ eta: n % 17, registrataIl: oggi, fratelli: n % 3 === 0 ? 1 : 0 }),
    );
    const inAttesa = await banca.subgraph.database.write(lavoroDi('prova', null), async (tx) => {
      await scriviSchede(tx, esigenze);
      return schedeInAttesa(tx);
    });
    expect(inAttesa).toHaveLength(2000);
    const pagina = (quante: number) => {
      const r = esigenze
        .slice(0, quante)
        .map((una) => ({ __typename: 'RichiestaAffido', codice: una.codice, esigenze: una }));
      return statementsOf(() => chiedi<{ _entities: Array<{ candidati: unknown[] }> }>(CANDIDATI, tavolo, { r }));
    };
    const una = await pagina(1);
    const venti = await pagina(20);
    expect(venti.result._entities.map(({ candidati }) => candidati.length)).toEqual(Array(20).fill(5));
    expect(namesOf(venti.statements)).toEqual(namesOf(una.statements));
  }, 60_000);
});
