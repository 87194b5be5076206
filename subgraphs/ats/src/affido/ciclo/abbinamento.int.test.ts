import { oggiARoma, piuGiorni, piuMesi } from '@trama/kernel/calendario';
import { type Chiamante, identityOf } from '@trama/kernel/identity';
import { StatoRichiestaAffido } from '@trama/schema/affido';
import { execute } from '@trama/test-kit/database';
import {
  type AbbinamentoLetto,
  ACCETTA,
  affidi,
  AVVIA,
  avviaBanca,
  type BancaDiProva,
  CESSA,
  CONCLUDI,
  ets,
  famigliaNuova,
  LEGGI_ABBINAMENTO,
  LEGGI_FAMIGLIA,
  PROPONI,
  PROROGA,
  rifiuti,
  RIFIUTA,
  tavolo,
  tutela4,
  VERIFICA,
} from '../affido.fixtures.js';
import { namesOf, statementsOf } from '@trama/test-kit/statements';
import { prendiCambiate, prendiSchede, schedePeriodico } from '../scheda/scheda.periodico.js';

const oggi = oggiARoma();
/** What fifty callers at one moment are told: what is taken, and on a machine that is too slow for them to come back. */
const DETTI = ['INPUT_NON_VALIDO', 'TRANSIZIONE_NON_AMMESSA', 'SERVIZIO_NON_DISPONIBILE'];

describe('a family and a request brought together', () => {
  let banca: BancaDiProva;
  beforeAll(async () => void (banca = await avviaBanca()));
  afterAll(() => banca.subgraph.stop());

  const codici = (answer: Awaited<ReturnType<BancaDiProva['scrivi']>>) => rifiuti(answer).map(([codice]) => codice);
  const leggi = async (chi: Chiamante, codice: string) =>
    (await banca.subgraph.ask<{ abbinamento: AbbinamentoLetto | null }>(chi, LEGGI_ABBINAMENTO, { codice })).data
      .abbinamento;
  const statoFamiglia = async (codice: string) =>
    (await banca.subgraph.ask<{ famigliaAffidataria: { stato: string } }>(tavolo, LEGGI_FAMIGLIA, { codice })).data
      .famigliaAffidataria.stato;
  const scritti = async (quali: string) => {
    const conta = `SELECT count(*)::int AS n FROM abbinamento WHERE ${quali}`;
    return (await execute<{ n: number }>(banca.subgraph.clone.ownerUrl, conta))[0]!.n;
  };
  const statoRichiesta = (codice: string) => banca.ambito.schede.get(codice)!.stato;
  /** A family that takes this age alone, so that it is the only candidate of a request of that age. */
  const soloPer = (eta: number, more: object = {}, chi = affidi(4)) =>
    banca.famiglia({ disponibilita: { ...famigliaNuova.disponibilita, etaMin: eta, etaMax: eta, ...more } }, chi);
  const proposta = async (eta: number, chi = affidi(4)) => {
    const famiglia = await soloPer(eta, {}, chi);
    const richiesta = banca.ambito.richiesta({ eta });
    return {
      famiglia,
      richiesta,
      abbinamento: await banca.proponi({ richiesta: richiesta.codice, famiglia: famiglia.codice }),
    };
  };

  test('goes from the proposal to the end, and its ambito learns each step', async () => {
    const { famiglia, richiesta, abbinamento } = await proposta(1, affidi(1));
    expect(abbinamento).toMatchObject({
      codice: expect.stringMatching(/^04-A-/),
      ...{ versione: 1, stato: 'PROPOSTO', posizione: 1, famiglia: { codice: famiglia.codice } },
      ...{ passi: [{ stato: 'PROPOSTO' }], termini: null, azioniPossibili: ['ACCETTA', 'RIFIUTA'] },
    });
    expect(statoRichiesta(richiesta.codice)).toBe('IN_ABBINAMENTO');
    const diUna = await banca.passo(affidi(4), ACCETTA, abbinamento);
    expect(diUna).toMatchObject({ stato: 'IN_VALUTAZIONE', accordoFamigliaIl: null, azioniPossibili: ['RIFIUTA'] });
    const dueVolte = await banca.scrivi(affidi(4), ACCETTA, { abbinamento: diUna.codice, versione: diUna.versione });
    expect(codici(dueVolte)).toEqual(['TRANSIZIONE_NON_AMMESSA']);
    const diTutte = await banca.passo(affidi(1), ACCETTA, diUna);
    expect(diTutte).toMatchObject({ stato: 'ACCETTATO', azioniPossibili: ['RIFIUTA', 'AVVIA'] });
    expect(await statoFamiglia(famiglia.codice)).toBe('IMPEGNATA');
    const inEssere = await banca.passo(affidi(4), AVVIA, diTutte);
    expect(inEssere).toMatchObject({
      ...{ stato: 'IN_ESSERE', inizio: oggi },
      termini: {
        ...{ verifiche: [], prossimaVerifica: piuMesi(oggi, 6), ritardoGiorni: 0 },
        ...{ scadenza: piuMesi(oggi, 24), serveProroga: false },
      },
    });
    expect(statoRichiesta(richiesta.codice)).toBe('IN_AFFIDO');
    const concluso = await banca.passo(affidi(4), CONCLUDI, inEssere, { data: oggi, esito: 'INTERROTTO' });
    expect(concluso).toMatchObject({ stato: 'CONCLUSO', esito: 'INTERROTTO', fine: oggi, azioniPossibili: [] });
    expect(concluso.passi.map(({ stato }) => stato)).toEqual([
      ...['PROPOSTO', 'IN_VALUTAZIONE', 'ACCETTATO', 'IN_ESSERE', 'CONCLUSO'],
    ]);
    // Broken off: the minor waits again, and the family has its place again.
    expect([statoRichiesta(richiesta.codice), await statoFamiglia(famiglia.codice)]).toEqual([
      'IN_ATTESA',
      'DISPONIBILE',
    ]);
  });

  test('that ends at home ends its request too', async () => {
    const { richiesta, abbinamento } = await proposta(2);
    const accettato = await banca.passo(affidi(4), ACCETTA, abbinamento);
    // The same service has the minor and the family: its one word is both.
    expect(accettato.stato).toBe('ACCETTATO');
    const inEssere = await banca.passo(affidi(4), AVVIA, accettato);
    await banca.passo(affidi(4), CONCLUDI, inEssere, { data: oggi, esito: 'RIENTRO' });
    expect(statoRichiesta(richiesta.codice)).toBe('CHIUSA');
  });

  test('is agreed to by the table for a service that has not, with a reason', async () => {
    const { abbinamento } = await proposta(3);
    const { codice, versione } = abbinamento;
    expect(rifiuti(await banca.scrivi(tavolo, ACCETTA, { abbinamento: codice, versione }))).toEqual([
      ['INPUT_NON_VALIDO', ['motivo']],
    ]);
    const accettato = await banca.passo(tavolo, ACCETTA, abbinamento, { motivo: 'Accordi dati a voce nel tavolo' });
    expect(accettato).toMatchObject({ stato: 'ACCETTATO', accordoMotivo: 'Accordi dati a voce nel tavolo' });
  });

  test('is seen by the two services and the table, and by nobody else', async () => {
    const { abbinamento, famiglia, richiesta } = await proposta(4, affidi(1));
    for (const chi of [tavolo, affidi(4), affidi(1)]) {
      expect(await leggi(chi, abbinamento.codice)).toMatchObject({ codice: abbinamento.codice });
    }
    // Whose family is asked reads what is looked for; the request is of another ambito, and so is why others are not for it.
    expect([
      (await leggi(affidi(1), abbinamento.codice))!.richiesta,
      (await leggi(affidi(4), abbinamento.codice))!.richiesta,
    ]).toEqual([null, { codice: richiesta.codice }]);
    const PERCHE = 'query ($r: String!, $f: String!) { percheNo(richiesta: $r, famiglia: $f) { vincolo } }';
    const perche = async (chi: Chiamante) =>
      (await banca.subgraph.ask<{ percheNo: unknown }>(chi, PERCHE, { r: richiesta.codice, f: famiglia.codice })).data
        .percheNo;
    expect([await perche(affidi(1)), await perche(affidi(4)), await perche(tavolo)]).toEqual([
      null,
      [{ vincolo: 'GIA_PROPOSTA' }, { vincolo: 'POSTI' }],
      [{ vincolo: 'GIA_PROPOSTA' }, { vincolo: 'POSTI' }],
    ]);
    expect(await leggi(affidi(2), abbinamento.codice)).toBeNull();
    const { codice, versione } = abbinamento;
    expect(codici(await banca.scrivi(affidi(2), RIFIUTA, { abbinamento: codice, versione, motivo: 'No' }))).toEqual([
      'INPUT_NON_VALIDO',
    ]);
    const altrui = await banca.scrivi(affidi(2), RIFIUTA, { abbinamento: codice, versione, motivo: 'Non va' });
    expect(codici(altrui)).toEqual(['NON_TROVATO']);
    for (const chi of [tutela4, ets('ente-ignoto')]) {
      const answer = await banca.subgraph.ask<{ abbinamento: null }>(chi, LEGGI_ABBINAMENTO, { codice });
      expect(answer.data?.abbinamento ?? null).toBeNull();
    }
    const dietro = await banca.subgraph.database.read(identityOf(affidi(2), 'prova'), (tx) =>
      tx.query<object>(
        'SELECT id FROM abbinamento UNION ALL SELECT id FROM passo_abbinamento UNION ALL SELECT id FROM scheda_richiesta',
      ),
    );
    expect(dietro).toEqual([]);
  });

  test('for a request of another ambito is proposed by no service', async () => {
    const famiglia = await soloPer(5);
    const { codice: richiesta } = banca.ambito.richiesta({ eta: 5 });
    const input = { richiesta, famiglia: famiglia.codice };
    expect(codici(await banca.scrivi(affidi(1), PROPONI, input))).toEqual(['NON_TROVATO']);
    expect(codici(await banca.scrivi(tutela4, PROPONI, input))).toEqual(['NON_AUTORIZZATO']);
    expect(codici(await banca.scrivi(affidi(4), PROPONI, input))).toEqual([]);
  });

  test('is a candidate; one that a constraint keeps out is refused with every constraint', async () => {
    const famiglia = await soloPer(6, { tipi: ['DIURNO'] });
    const { codice: richiesta } = banca.ambito.richiesta({ eta: 9, parenti: [famiglia.codice] });
    const { errors } = await banca.scrivi(tavolo, PROPONI, { richiesta, famiglia: famiglia.codice });
    expect(errors[0]!.extensions).toMatchObject({
      ...{ code: 'INPUT_NON_VALIDO', campi: ['famiglia'] },
      vincoli: [
        { vincolo: 'TIPO_AFFIDO', chiede: 'residenziale', offre: 'diurno' },
        { vincolo: 'ETA' },
        { vincolo: 'INCOMPATIBILITA', articolo: 'art. 2 c. 1.1 L. 184/1983' },
      ],
    });
  });

  test('that is not the first candidate is proposed with a reason, which stays', async () => {
    const [prima, seconda] = [await soloPer(10, { posti: 2 }), await soloPer(10, { posti: 2, distanzaMaxKm: 200 })];
    const { codice: richiesta } = banca.ambito.richiesta({ eta: 10 });
    const nonPrima = [prima, seconda].sort((a, b) => (a.codice < b.codice ? -1 : 1))[1]!;
    const senza = await banca.scrivi(tavolo, PROPONI, { richiesta, famiglia: nonPrima.codice });
    expect(rifiuti(senza)).toEqual([['INPUT_NON_VALIDO', ['motivazione']]]);
    const motivazione = 'Frequenta già la stessa scuola';
    expect(await banca.proponi({ richiesta, famiglia: nonPrima.codice, motivazione })).toMatchObject({
      ...{ posizione: 2, motivazione },
    });
  });

  test('waits for an answer in three families at most, and in one family as often as it has places', async () => {
    const famiglie = await Promise.all([0, 1, 2, 3].map(() => soloPer(11)));
    const { codice: richiesta } = banca.ambito.richiesta({ eta: 11 });
    for (const { codice: famiglia } of famiglie.slice(0, 3)) {
      await banca.proponi({ richiesta, famiglia });
    }
    const quarta = await banca.scrivi(tavolo, PROPONI, {
      richiesta,
      famiglia: famiglie[3]!.codice,
      motivazione: 'Una in più',
    });
    expect(rifiuti(quarta)).toEqual([['TRANSIZIONE_NON_AMMESSA', ['richiesta']]]);
    const { codice: altra } = banca.ambito.richiesta({ eta: 11 });
    const piena = await banca.scrivi(tavolo, PROPONI, {
      richiesta: altra,
      famiglia: famiglie[0]!.codice,
      motivazione: 'Ha posto?',
    });
    expect(piena.errors[0]!.extensions).toMatchObject({ campi: ['famiglia'], vincoli: [{ vincolo: 'POSTI' }] });
    const ancora = await banca.scrivi(tavolo, PROPONI, {
      richiesta,
      famiglia: famiglie[0]!.codice,
      motivazione: 'Ancora',
    });
    expect(codici(ancora)).toEqual(['INPUT_NON_VALIDO']);
  });

  test('never takes a place twice, with fifty proposals at one moment', async () => {
    const famiglia = await soloPer(12, { posti: 3 });
    const richieste = Array.from({ length: 50 }, () => banca.ambito.richiesta({ eta: 12 }));
    const risposte = await Promise.all(
      richieste.map(({ codice: richiesta }) =>
        banca.scrivi(tavolo, PROPONI, { richiesta, famiglia: famiglia.codice, motivazione: 'Tutte insieme' }),
      ),
    );
    // The rows are the truth: a machine that is too slow may have written an answer that it did not give.
    expect(
      await scritti(`famiglia_id = (SELECT id FROM famiglia_affidataria WHERE codice = '${famiglia.codice}')`),
    ).toBe(3);
    expect(risposte.filter(({ errors }) => errors.length === 0).length).toBeLessThanOrEqual(3);
    expect(risposte.flatMap(codici).filter((codice) => !DETTI.includes(codice as string))).toEqual([]);
  }, 30_000);

  test('is one of three, with fifty proposals of one request at one moment', async () => {
    const famiglie = await Promise.all(Array.from({ length: 12 }, () => soloPer(13, { posti: 5 })));
    const { codice: richiesta } = banca.ambito.richiesta({ eta: 13 });
    const risposte = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        banca.scrivi(tavolo, PROPONI, { richiesta, famiglia: famiglie[i % 12]!.codice, motivazione: 'Tutte insieme' }),
      ),
    );
    expect(await scritti(`richiesta_codice = '${richiesta}'`)).toBe(3);
    expect(risposte.filter(({ errors }) => errors.length === 0).length).toBeLessThanOrEqual(3);
    expect(risposte.flatMap(codici).filter((codice) => !DETTI.includes(codice as string))).toEqual([]);
  }, 30_000);

  test('is of a request whose sheet many may read for the first time at one moment', async () => {
    const banco = { database: banca.subgraph.database, ambito: banca.ambito };
    for (let giro = 0; giro < 60; giro += 1) {
      const { codice } = banca.ambito.richiesta({ eta: 17 });
      await Promise.all([1, 2, 3, 4, 5].map(() => prendiSchede(banco, [codice])));
    }
  });

  test('begins while another proposal of the same minor is answered, and neither waits for the other for ever', async () => {
    const famiglie = await Promise.all([0, 1, 2].map(() => soloPer(1)));
    const { codice: richiesta } = banca.ambito.richiesta({ eta: 1 });
    const [scelta, ...altre] = [
      await banca.proponi({ richiesta, famiglia: famiglie[0]!.codice }),
      await banca.proponi({ richiesta, famiglia: famiglie[1]!.codice }),
      await banca.proponi({ richiesta, famiglia: famiglie[2]!.codice }),
    ];
    const accettato = await banca.passo(affidi(4), ACCETTA, scelta);
    const risposte = await Promise.all([
      banca.scrivi(affidi(4), AVVIA, { abbinamento: accettato.codice, versione: accettato.versione }),
      ...altre.map(({ codice: abbinamento, versione }) =>
        banca.scrivi(affidi(4), RIFIUTA, { abbinamento, versione, motivo: 'Non più' }),
      ),
    ]);
    expect(codici(risposte[0])).toEqual([]);
    expect(
      risposte
        .slice(1)
        .flatMap(codici)
        .filter((codice) => codice !== 'CONFLITTO_VERSIONE'),
    ).toEqual([]);
    for (const { codice } of altre) {
      expect((await leggi(affidi(4), codice))!.stato).toBe('RIFIUTATO');
    }
  });

  test('is chosen once: two families that are accepted at one moment are one', async () => {
    const [una, altra] = [await soloPer(14), await soloPer(14)];
    const { codice: richiesta } = banca.ambito.richiesta({ eta: 14 });
    const proposte = [
      await banca.proponi({ richiesta, famiglia: una.codice }),
      await banca.proponi({ richiesta, famiglia: altra.codice }),
    ];
    const risposte = await Promise.all(
      proposte.map(({ codice: abbinamento, versione }) => banca.scrivi(affidi(4), ACCETTA, { abbinamento, versione })),
    );
    expect(risposte.flatMap(codici)).toEqual(['TRANSIZIONE_NON_AMMESSA']);
  });

  test('comes to nothing when the ambito closes the request, and none is proposed for it any more', async () => {
    const { richiesta, abbinamento, famiglia } = await proposta(15);
    banca.ambito.cambia(richiesta.codice, { stato: StatoRichiestaAffido.CHIUSA });
    await prendiCambiate({ database: banca.subgraph.database, ambito: banca.ambito });
    expect(await leggi(affidi(4), abbinamento.codice)).toMatchObject({
      stato: 'RIFIUTATO',
      motivo: 'La richiesta è stata chiusa dal suo ambito.',
    });
    const dopo = await banca.scrivi(tavolo, PROPONI, { richiesta: richiesta.codice, famiglia: famiglia.codice });
    expect(rifiuti(dopo)).toEqual([['TRANSIZIONE_NON_AMMESSA', ['richiesta']]]);
  });

  test('who finds no sheet that is newer writes nothing, and so keeps nobody waiting', async () => {
    const { richiesta } = await proposta(15);
    const prendi = async () => {
      const banco = { database: banca.subgraph.database, ambito: banca.ambito };
      return namesOf((await statementsOf(() => prendiCambiate(banco))).statements).sort();
    };
    await prendi();
    expect(await prendi()).toEqual(['scheda.daRifiutare', 'scheda.lette', 'scheda.nuove']);
    banca.ambito.cambia(richiesta.codice, { stato: StatoRichiestaAffido.CHIUSA });
    expect(await prendi()).toEqual(expect.arrayContaining(['scheda.rifiutaChiuse', 'scheda.scrivi', 'scheda.segna']));
  });

  test('is not proposed while the ambito does not answer, and a step that was made is told later', async () => {
    const { richiesta, abbinamento } = await proposta(16);
    banca.ambito.risponde = false;
    const altra = await soloPer(16);
    const senza = await banca.scrivi(tavolo, PROPONI, { richiesta: richiesta.codice, famiglia: altra.codice });
    expect(senza.errors.map(({ extensions }) => extensions)).toMatchObject([
      { code: 'SERVIZIO_NON_DISPONIBILE', servizio: 'ambito' },
    ]);
    await banca.passo(affidi(4), RIFIUTA, abbinamento, { motivo: 'La famiglia non se la sente' });
    expect(statoRichiesta(richiesta.codice)).toBe('IN_ABBINAMENTO');
    banca.ambito.risponde = true;
    await schedePeriodico.giro({ database: banca.subgraph.database, ambito: banca.ambito });
    expect(statoRichiesta(richiesta.codice)).toBe('IN_ATTESA');
  });

  test('is reviewed every six months, and beyond twenty-four a judge is needed', async () => {
    const { abbinamento } = await proposta(17);
    const accettato = await banca.passo(affidi(4), ACCETTA, abbinamento);
    const prima = await banca.scrivi(affidi(4), AVVIA, {
      ...{ abbinamento: accettato.codice, versione: accettato.versione, data: piuGiorni(oggi, 1) },
    });
    expect(rifiuti(prima)).toEqual([['INPUT_NON_VALIDO', ['data']]]);
    const avviato = await banca.passo(affidi(4), AVVIA, accettato);
    await execute(
      banca.subgraph.clone.ownerUrl,
      `UPDATE abbinamento SET proposto_il = '2024-01-10', inizio = '2024-02-01' WHERE codice = '${abbinamento.codice}'`,
    );
    const inRitardo = (await leggi(affidi(4), avviato.codice))!;
    expect(inRitardo.termini).toMatchObject({
      ...{ prossimaVerifica: '2024-08-01', scadenza: '2026-02-01', serveProroga: true },
      ritardoGiorni: expect.any(Number),
    });
    expect(inRitardo.termini!.ritardoGiorni).toBeGreaterThan(800);
    const verificato = await banca.passo(affidi(4), VERIFICA, inRitardo, { data: piuGiorni(oggi, -10) });
    expect(verificato.termini).toMatchObject({ ritardoGiorni: 0, prossimaVerifica: piuMesi(piuGiorni(oggi, -10), 6) });
    const prorogato = await banca.passo(affidi(4), PROROGA, verificato, {
      ...{ mesi: 24, provvedimento: 'Decreto del Tribunale per i Minorenni del 10.1.2026' },
    });
    expect(prorogato.termini).toMatchObject({ scadenza: '2028-02-01', serveProroga: false });
    const meno = { abbinamento: prorogato.codice, versione: prorogato.versione, mesi: 12, provvedimento: 'Un altro' };
    expect(rifiuti(await banca.scrivi(affidi(4), PROROGA, meno))).toEqual([['INPUT_NON_VALIDO', ['mesi']]]);
  });

  test('keeps its family in the bank: who has a minor does not go', async () => {
    const { famiglia } = await proposta(0);
    const via = await banca.scrivi(affidi(4), CESSA, { famiglia: famiglia.codice, versione: 1, motivo: 'Trasferita' });
    expect(codici(via)).toEqual(['TRANSIZIONE_NON_AMMESSA']);
  });

  test('keeps what the judge granted when it ends, beside what there is to say of its end', async () => {
    const { abbinamento } = await proposta(2);
    const avviato = await banca.passo(affidi(4), AVVIA, await banca.passo(affidi(4), ACCETTA, abbinamento));
    const provvedimento = 'Decreto del Tribunale per i Minorenni del 10.1.2026';
    const prorogato = await banca.passo(affidi(4), PROROGA, avviato, { mesi: 6, provvedimento });
    const fine = { data: oggi, esito: 'RIENTRO' };
    const concluso = await banca.passo(affidi(4), CONCLUDI, prorogato, fine);
    expect(concluso).toMatchObject({ provvedimento, motivo: null, azioniPossibili: [] });
    const dopo = { abbinamento: concluso.codice, versione: concluso.versione, data: oggi };
    expect(codici(await banca.scrivi(affidi(4), VERIFICA, dopo))).toEqual(['TRANSIZIONE_NON_AMMESSA']);
  });

  test('that begins ends what else was proposed for the minor, and gives those places back', async () => {
    const famiglie = await Promise.all([soloPer(7), soloPer(7, {}, affidi(1)), soloPer(7)]);
    const { codice: richiesta } = banca.ambito.richiesta({ eta: 7 });
    const [scelta, altra] = [
      await banca.proponi({ richiesta, famiglia: famiglie[0].codice }),
      await banca.proponi({ richiesta, famiglia: famiglie[1].codice }),
    ];
    const accettato = await banca.passo(affidi(4), ACCETTA, scelta);
    // One is chosen: nobody else is asked any more.
    const terza = await banca.scrivi(tavolo, PROPONI, {
      richiesta,
      famiglia: famiglie[2].codice,
      motivazione: 'Di più',
    });
    expect(codici(terza)).toEqual(['TRANSIZIONE_NON_AMMESSA']);
    expect((await leggi(affidi(1), altra.codice))!.stato).toBe('PROPOSTO');
    await banca.passo(affidi(4), AVVIA, accettato);
    expect(await leggi(affidi(1), altra.codice)).toMatchObject({
      ...{ stato: 'RIFIUTATO', motivo: 'Il minore è stato accolto da un’altra famiglia.' },
    });
    const { codice: prossima } = banca.ambito.richiesta({ eta: 7 });
    expect((await banca.proponi({ richiesta: prossima, famiglia: famiglie[1].codice })).stato).toBe('PROPOSTO');
  });

  test('that goes on with another family takes over the months, and the report that is missing', async () => {
    const prima = await soloPer(9);
    const { codice: richiesta } = banca.ambito.richiesta({ eta: 9, durataMesi: 18, decretoData: '2024-01-05' });
    const proposto = await banca.proponi({ richiesta, famiglia: prima.codice });
    const avviato = await banca.passo(affidi(4), AVVIA, await banca.passo(affidi(4), ACCETTA, proposto));
    expect(avviato.termini).toMatchObject({ scadenza: piuMesi(oggi, 18) });
    const inizio = piuMesi(oggi, -10);
    await execute(
      banca.subgraph.clone.ownerUrl,
      `UPDATE abbinamento SET proposto_il = '${inizio}', inizio = '${inizio}' WHERE codice = '${avviato.codice}'`,
    );
    const finito = await banca.passo(affidi(4), CONCLUDI, avviato, { data: oggi, esito: 'ALTRO_AFFIDO' });
    expect(finito.azioniPossibili).toEqual(['VERIFICA', 'PROROGA']);
    const altra = await soloPer(9);
    const senza = await banca.scrivi(tavolo, PROPONI, { richiesta, famiglia: altra.codice });
    expect(senza.errors[0]!.extensions).toMatchObject({
      vincoli: [{ vincolo: 'RELAZIONE_SEMESTRALE', articolo: 'art. 4 c. 3 L. 184/1983' }],
    });
    await banca.passo(affidi(4), VERIFICA, finito, { data: oggi });
    const poi = await banca.proponi({ richiesta, famiglia: altra.codice });
    const prosegue = await banca.passo(affidi(4), AVVIA, await banca.passo(affidi(4), ACCETTA, poi));
    expect(prosegue).toMatchObject({ continuaDal: inizio, durataMesi: 18, inizio: oggi });
    expect(prosegue.termini).toMatchObject({ scadenza: piuMesi(inizio, 18), prossimaVerifica: piuMesi(oggi, 6) });
    const prorogato = await banca.passo(affidi(4), PROROGA, prosegue, {
      mesi: 6,
      provvedimento: 'Decreto del 3.3.2026',
    });
    expect(prorogato).toMatchObject({ durataMesi: null, termini: { scadenza: piuMesi(inizio, 30) } });
  });

  test('makes no step that the table of states has not, not even behind the door', async () => {
    const { abbinamento } = await proposta(8);
    const { codice, versione } = abbinamento;
    expect(codici(await banca.scrivi(affidi(4), AVVIA, { abbinamento: codice, versione }))).toEqual([
      'TRANSIZIONE_NON_AMMESSA',
    ]);
    const dietro = (chi: Chiamante, statement: string) =>
      banca.subgraph.database.write(identityOf(chi, 'prova'), (tx) => tx.query<object>(statement));
    await expect(
      dietro(
        affidi(4),
        `UPDATE abbinamento SET stato = 'IN_ESSERE', inizio = '2026-11-01' WHERE codice = '${codice}' RETURNING id`,
      ),
    ).rejects.toThrow();
    expect(
      await dietro(affidi(2), `UPDATE abbinamento SET motivo = 'altro' WHERE codice = '${codice}' RETURNING id`),
    ).toEqual([]);
    await expect(dietro(affidi(4), `DELETE FROM abbinamento WHERE codice = '${codice}'`)).rejects.toThrow(
      'permission denied',
    );
  });
});
