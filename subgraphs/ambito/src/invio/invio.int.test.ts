import { type Chiamante, identityOf } from '@trama/kernel/identity';
import { execute } from '@trama/test-kit/database';
import { namesOf, statementsOf } from '@trama/test-kit/statements';
import { startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { randomUUID } from 'node:crypto';
import { apri, codiceDiNessuno, codici, sociale, tutela, ufficio } from '../cartella/cartella.fixtures.js';
import { cancellaPersona } from '../cartella/persona.service.js';
import { subgraph as ambito } from '../subgraph.js';
import {
  ACCETTA,
  ANTEPRIMA,
  CONCLUDI,
  CONFERMA,
  CONSEGNA,
  diAsst,
  DICHIARA,
  diEnte,
  ENTE,
  INVIA,
  type InvioLetto,
  LEGGI,
  MANDATI,
  PRENDI,
  RICEVUTI,
  richiestaSanitaria,
  RIFIUTA,
  RITIRA,
  trasferimento,
} from './invio.fixtures.js';

describe('what a team sends to another body', () => {
  let subgraph: SubgraphUnderTest;
  beforeAll(async () => void (subgraph = await startSubgraph(ambito)));
  afterAll(() => subgraph.stop());

  const chiedi = (chi: Chiamante, documento: string, input: object) =>
    subgraph.ask<Record<string, { invio: InvioLetto } | null>>(chi, documento, {
      input: { chiaveIdempotenza: randomUUID(), ...input },
    });
  const fai = async (chi: Chiamante, documento: string, input: object): Promise<InvioLetto> => {
    const { data, errors } = await chiedi(chi, documento, input);
    expect(errors).toEqual([]);
    return Object.values(data)[0]!.invio;
  };
  const invia = async (chi: Chiamante, altro: object) => {
    const caso = await apri(subgraph, chi);
    return { caso, invio: await fai(chi, INVIA, { caso: caso.codice, ...altro }) };
  };
  const passo = (chi: Chiamante, documento: string, { codice, versione }: InvioLetto, altro: object = {}) =>
    fai(chi, documento, { invio: codice, versione, ...altro });
  const leggi = async (chi: Chiamante, { codice }: Pick<InvioLetto, 'codice'>) => {
    const { data, errors } = await subgraph.ask<{ invio: InvioLetto | null }>(chi, LEGGI, { codice });
    expect(errors).toEqual([]);
    return data.invio;
  };
  const consegnato = async (chi: Chiamante, riceve: Chiamante, altro: object) => {
    const { caso, invio } = await invia(chi, altro);
    return { caso, invio: await passo(chi, CONSEGNA, await passo(riceve, ACCETTA, invio)) };
  };
  const rifiuto = async (chi: Chiamante, documento: string, input: object) => {
    const { errors } = await chiedi(chi, documento, input);
    return errors.map(({ extensions }) => [extensions?.code, ...(extensions?.campi ? [extensions.campi] : [])]);
  };

  test('to a hospital trust is asked, accepted, delivered, read and ended, and both sides see how', async () => {
    const [noi, loro] = [tutela(4), diAsst()];
    const { invio } = await invia(noi, richiestaSanitaria);
    const prima = await leggi(loro, invio);
    expect(prima).toMatchObject({
      ...{ stato: 'INVIATO', motivo: richiestaSanitaria.motivo, contenuto: null, mittente: { numero: 4 } },
      ...{ campi: [...richiestaSanitaria.campi].sort(), baseGiuridica: { codice: 'INTEGRAZIONE_SOCIOSANITARIA' } },
      ...{ azioniPossibili: ['ACCETTA', 'RIFIUTA'], inRitardo: false },
    });
    expect(JSON.stringify(prima)).not.toMatch(/Provaccini|Nino/);
    const accettato = await passo(loro, ACCETTA, invio);
    expect((await leggi(loro, invio))!.contenuto).toBeNull();
    const dato = await passo(noi, CONSEGNA, accettato);
    const letto = (await leggi(loro, invio))!;
    expect(letto.contenuto).toEqual({
      composizione: { comune: null, minori: 1, genitori: 1, altri: 0 },
      minori: [{ ruolo: 'MINORE', nome: 'Nino', cognome: 'Provaccini1', dataNascita: null, codiceFiscale: null }],
      ...{ adulti: null, provvedimenti: null, interventi: null },
      relazione: richiestaSanitaria.relazione,
    });
    await passo(loro, CONCLUDI, dato, { esito: 'PARZIALE', relazione: 'Visto due volte: si prosegue in autunno.' });
    for (const chi of [noi, loro]) {
      expect(await leggi(chi, invio)).toMatchObject({
        stato: 'CONCLUSO',
        esito: 'PARZIALE',
        relazioneFinale: 'Visto due volte: si prosegue in autunno.',
        contenuto: { minori: [{ nome: 'Nino' }] },
      });
    }
  });

  test('and refused says why, and nobody opens it any more', async () => {
    const { invio } = await invia(tutela(4), { ...richiestaSanitaria, destinatario: { ente: ENTE }, base: 'CONSENSO' });
    await passo(diEnte(), RIFIUTA, invio, { motivo: 'Non abbiamo posto fino a gennaio' });
    expect(await leggi(tutela(4), invio)).toMatchObject({
      ...{
        stato: 'RIFIUTATO',
        motivoRifiuto: 'Non abbiamo posto fino a gennaio',
        contenuto: null,
        azioniPossibili: [],
      },
      rispostoDa: 'ets',
    });
    expect((await leggi(diEnte(), invio))!.contenuto).toBeNull();
  });

  test('and taken back cannot be read by anybody at once, and the receiver answers for what it wrote down', async () => {
    const { invio } = await consegnato(tutela(4), diAsst(), richiestaSanitaria);
    expect((await leggi(diAsst(), invio))!.contenuto).not.toBeNull();
    await passo(tutela(4), RITIRA, invio, { motivo: 'Consenso revocato' });
    for (const chi of [tutela(4), diAsst()]) {
      expect(await leggi(chi, invio)).toMatchObject({
        stato: 'RITIRATO',
        contenuto: null,
        motivoRitiro: 'Consenso revocato',
      });
    }
    const [chiave] = await execute<{ vive: number; tutte: number }>(
      subgraph.clone.ownerUrl,
      `SELECT count(chiave_avvolta)::int AS vive, count(*)::int AS tutte FROM chiave_dati
       WHERE persona_id = (SELECT 'invio:contenuto/' || id FROM invio WHERE codice = $1)`,
      [invio.codice],
    );
    expect(chiave).toEqual({ vive: 0, tutte: 1 });
    expect((await leggi(diAsst(), invio))!.azioniPossibili).toEqual([
      'CONFERMA_CANCELLAZIONE',
      'DICHIARA_CONSERVAZIONE',
    ]);
    const ritirato = (await leggi(diAsst(), invio))!;
    expect(
      await rifiuto(diAsst(), DICHIARA, {
        invio: invio.codice,
        versione: ritirato.versione,
        base: 'PERCHE_SI',
        motivo: 'Referto',
      }),
    ).toEqual([['INPUT_NON_VALIDO', ['base']]]);
    await passo(diAsst(), DICHIARA, ritirato, {
      base: 'INTEGRAZIONE_SOCIOSANITARIA',
      motivo: 'Il referto è nella cartella clinica',
    });
    expect(await leggi(tutela(4), invio)).toMatchObject({
      ...{ stato: 'CONSERVATO', dichiarazione: 'Il referto è nella cartella clinica' },
      ...{ baseConservazione: 'INTEGRAZIONE_SOCIOSANITARIA', dichiaratoIl: expect.any(String) },
    });
  });

  test('cannot be opened any more once somebody in it is erased', async () => {
    const { caso, invio } = await consegnato(tutela(4), diAsst(), richiestaSanitaria);
    expect((await leggi(diAsst(), invio))!.contenuto).not.toBeNull();
    const chi = identityOf(tutela(4), 'prova');
    const { id } = caso.persone[0]!.persona;
    await subgraph.database.write(chi, (tx) =>
      cancellaPersona(tx, subgraph.cassaforte.per(chi), 'DIRITTI_INTERESSATO', id),
    );
    subgraph.cassaforte.dimenticaTutto();
    expect((await leggi(diAsst(), invio))!.contenuto).toBeNull();
    expect((await leggi(tutela(4), invio))!.contenuto).toBeNull();
  });

  test('and taken back before the delivery leaves nothing to answer for; confirmed, it is over', async () => {
    const { invio } = await invia(tutela(4), richiestaSanitaria);
    const ritirato = await passo(tutela(4), RITIRA, invio, { motivo: 'Non serve più' });
    expect((await leggi(diAsst(), ritirato))!.azioniPossibili).toEqual([]);
    expect(await rifiuto(diAsst(), CONFERMA, { invio: invio.codice, versione: ritirato.versione })).toEqual([
      ['TRANSIZIONE_NON_AMMESSA'],
    ]);
    const altro = await consegnato(tutela(4), diAsst(), richiestaSanitaria);
    const tolto = await passo(tutela(4), RITIRA, altro.invio, { motivo: 'Non serve più' });
    expect(await passo(diAsst(), CONFERMA, tolto)).toMatchObject({ stato: 'CANCELLATO', azioniPossibili: [] });
  });

  test('hands a family over to another ambito: the case ends here and begins there, with people of its own', async () => {
    const persone = [
      { ruolo: 'GENITORE', nome: 'Olga', cognome: 'Provaccini', codiceFiscale: codiceDiNessuno(77) },
      { ruolo: 'MINORE', nome: 'Nino', cognome: 'Provaccini', dataNascita: '2015-02-03' },
    ];
    const [noi, loro] = [tutela(4), tutela(1)];
    const caso = await apri(subgraph, noi, { persone });
    const ORDINA = `mutation ($input: RegistraProvvedimentoInput!) { registraProvvedimento(input: $input) { caso { versione } } }`;
    const ordine = {
      caso: caso.codice,
      versione: 1,
      autorita: 'TRIBUNALE_MINORENNI',
      tipo: 'INCARICO_VALUTAZIONE',
      data: '2025-05-06',
    };
    await chiedi(noi, ORDINA, ordine);
    const invio = await fai(noi, INVIA, { caso: caso.codice, ...trasferimento, base: 'PROVVEDIMENTO_GIUDIZIARIO' });
    const dato = await passo(noi, CONSEGNA, await passo(loro, ACCETTA, invio));
    const QUI = `query ($codice: String!) { caso(codice: $codice) { stato esito chiusoIl } }`;
    const { data } = await subgraph.ask<{ caso: object }>(noi, QUI, { codice: caso.codice });
    expect(data.caso).toMatchObject({ stato: 'CHIUSO', esito: 'TRASFERIMENTO' });
    const preso = await subgraph.ask<{ prendiInCarico: { caso: { codice: string; persone: unknown[] } } }>(
      loro,
      PRENDI,
      {
        input: { chiaveIdempotenza: 'presa', invio: dato.codice, versione: dato.versione },
      },
    );
    expect(preso.errors).toEqual([]);
    expect(preso.data.prendiInCarico).toMatchObject({
      caso: {
        ...{ codice: expect.stringMatching(/^01-C-/), servizio: 'TUTELA' },
        persone: [
          { ruolo: 'MINORE', persona: { nome: 'Nino', cognome: 'Provaccini', codiceFiscale: null } },
          { ruolo: 'GENITORE', persona: { nome: 'Olga', cognome: 'Provaccini', codiceFiscale: codiceDiNessuno(77) } },
        ],
      },
      invio: { caso: { codice: preso.data.prendiInCarico.caso.codice }, azioniPossibili: ['CONCLUDI'] },
    });
    const ripetuto = await subgraph.ask<typeof preso.data>(loro, PRENDI, {
      input: { chiaveIdempotenza: 'presa', invio: dato.codice, versione: dato.versione },
    });
    expect(ripetuto.data.prendiInCarico.caso.codice).toBe(preso.data.prendiInCarico.caso.codice);
    const MISURE = `query ($codice: String!) { caso(codice: $codice) { provvedimenti { autorita data } } }`;
    const misure = await subgraph.ask<{ caso: object }>(loro, MISURE, {
      codice: preso.data.prendiInCarico.caso.codice,
    });
    expect(misure.data.caso).toEqual({ provvedimenti: [{ autorita: 'TRIBUNALE_MINORENNI', data: '2025-05-06' }] });
    // What we see of it is that it was delivered, never their case.
    const NOSTRO = `query ($codice: String!) { invio(codice: $codice) { caso { codice } } }`;
    const nostro = await subgraph.ask<{ invio: { caso: { codice: string } } }>(noi, NOSTRO, { codice: dato.codice });
    expect(nostro.data.invio.caso.codice).toBe(caso.codice);
    // Withdrawn afterwards, the new case is theirs to answer for.
    const ultimo = (await leggi(noi, dato))!;
    await passo(noi, RITIRA, ultimo, { motivo: 'Inviato per errore' });
    expect((await leggi(loro, dato))!.contenuto).toBeNull();
  });

  test('is composed of the agreed fields alone, which the sender sees before', async () => {
    const caso = await apri(subgraph, tutela(4));
    const { data } = await subgraph.ask<{ anteprimaInvio: object }>(tutela(4), ANTEPRIMA, {
      caso: caso.codice,
      campi: ['ANAGRAFICA_ADULTI'],
    });
    expect(data.anteprimaInvio).toMatchObject({
      adulti: [{ nome: 'Olga', codiceFiscale: null }],
      minori: null,
      composizione: null,
      provvedimenti: null,
    });
    const altrui = await subgraph.ask(tutela(4, 'collega'), ANTEPRIMA, { caso: caso.codice, campi: ['RELAZIONE'] });
    expect([altrui.data, altrui.errors]).toEqual([{ anteprimaInvio: null }, []]);
  });

  test('is refused where the law that is named does not allow it, and the field is named', async () => {
    const caso = await apri(subgraph, tutela(4));
    const prova = (altro: object) => rifiuto(tutela(4), INVIA, { caso: caso.codice, ...richiestaSanitaria, ...altro });
    expect(await prova({ campi: ['PROVVEDIMENTI'], relazione: null })).toEqual([['INPUT_NON_VALIDO', ['campi']]]);
    expect(await prova({ base: 'COMPETENZA_TERRITORIALE' })).toEqual([['INPUT_NON_VALIDO', ['base']]]);
    expect(await prova({ base: 'PROVVEDIMENTO_GIUDIZIARIO' })).toEqual([['INPUT_NON_VALIDO', ['base']]]);
    expect(await prova({ base: 'PERCHE_SI' })).toEqual([['INPUT_NON_VALIDO', ['base']]]);
    expect(await prova({ relazione: null })).toEqual([['INPUT_NON_VALIDO', ['relazione']]]);
    expect(await prova({ campi: ['CODICI_FISCALI'], relazione: null })).toEqual([['INPUT_NON_VALIDO', ['campi']]]);
    expect(await prova({ entro: '2020-01-01' })).toEqual([['INPUT_NON_VALIDO', ['entro']]]);
    for (const destinatario of [
      {},
      { asst: 'ASST-X', ente: 'x-y' },
      { ambito: 1 },
      { ambito: 4, servizio: 'TUTELA' },
      { servizio: 'TUTELA' },
    ]) {
      expect(await prova({ destinatario })).toEqual([['INPUT_NON_VALIDO', ['destinatario']]]);
    }
    expect(await prova({ destinatario: { ambito: 99, servizio: 'TUTELA' }, base: 'CONSENSO' })).toEqual([
      ['INPUT_NON_VALIDO', ['destinatario']],
    ]);
  });

  test('is of its two sides: for everybody else it does not exist', async () => {
    const { caso, invio } = await consegnato(tutela(4, 'segue'), diAsst(), richiestaSanitaria);
    const estranei = [
      ...[tutela(4, 'collega'), sociale(4, 'segue'), tutela(1), sociale(1), diAsst('ASST-GARDA', 'asst3'), diEnte()],
      diEnte('altro-ente', 'ets-b'),
    ];
    for (const chi of estranei) {
      expect(await leggi(chi, invio)).toBeNull();
      expect(
        await rifiuto(chi, CONCLUDI, {
          invio: invio.codice,
          versione: invio.versione,
          esito: 'RAGGIUNTO',
          relazione: 'Fatto',
        }),
      ).toEqual([['NON_TROVATO']]);
    }
    expect(codici(await subgraph.ask(ufficio(4), LEGGI, { codice: invio.codice }))).toEqual(['NON_AUTORIZZATO']);
    expect(await rifiuto(tutela(4, 'collega'), INVIA, { caso: caso.codice, ...richiestaSanitaria })).toEqual([
      ['NON_TROVATO'],
    ]);
    expect(
      await rifiuto(diAsst(), RITIRA, { invio: invio.codice, versione: invio.versione, motivo: 'Non lo voglio' }),
    ).toEqual([['NON_AUTORIZZATO']]);
  });

  test('cannot be moved by the other side past the application either, and the keys are only read', async () => {
    const { invio } = await invia(tutela(4), richiestaSanitaria);
    const [{ id } = { id: '' }] = await execute<{ id: string }>(
      subgraph.clone.ownerUrl,
      'SELECT id FROM invio WHERE codice = $1',
      [invio.codice],
    );
    const come = (chi: Chiamante, sql: string, valori: unknown[] = [invio.codice]) =>
      subgraph.database.write(identityOf(chi, 'prova'), (tx) => tx.query(sql, valori));
    const muovi = (stato: string) => `UPDATE invio SET stato = '${stato}' WHERE codice = $1 RETURNING stato`;
    for (const [chi, stato] of [
      [tutela(4), 'ACCETTATO'],
      [tutela(4), 'CONSEGNATO'],
      [diAsst(), 'CONSEGNATO'],
      [diAsst(), 'RITIRATO'],
    ] as const) {
      await expect(come(chi, muovi(stato))).rejects.toMatchObject({ code: '42501' });
    }
    expect(await come(tutela(1), muovi('ACCETTATO'))).toEqual([]);
    const chiavi = 'SELECT persona_id FROM chiave_dati';
    const viste = (await come(diAsst(), chiavi, [])) as Array<{ persona_id: string }>;
    expect(viste.length).toBeGreaterThan(0);
    expect(viste.every(({ persona_id }) => persona_id.startsWith('invio:'))).toBe(true);
    // Not delivered, and so not openable: what the two sides say to each other is.
    const sue = viste.filter(({ persona_id }) => persona_id.endsWith(id));
    expect(sue).toEqual([{ persona_id: `invio:dialogo/${id}` }]);
    expect(await come(diAsst('ASST-GARDA', 'asst3'), chiavi, [])).toEqual([]);
    expect(
      await come(diAsst(), 'UPDATE chiave_dati SET chiave_avvolta = NULL, distrutta_il = now() RETURNING id', []),
    ).toEqual([]);
    await expect(
      come(
        diAsst(),
        `INSERT INTO chiave_dati (ambito_id, id, persona_id, versione, kek, distrutta_il) VALUES (4, gen_random_uuid(), 'invio:contenuto/x', 0, '', now())`,
        [],
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('is late once the day has passed without an answer, and what is due first comes first', async () => {
    const { invio } = await invia(tutela(4, 'scadenze'), { ...richiestaSanitaria, urgente: true });
    await execute(subgraph.clone.ownerUrl, `ALTER TABLE invio DISABLE TRIGGER invio_passo`);
    await execute(
      subgraph.clone.ownerUrl,
      `UPDATE invio SET entro = (now() AT TIME ZONE 'Europe/Rome')::date - 3 WHERE codice = $1`,
      [invio.codice],
    );
    await execute(subgraph.clone.ownerUrl, `ALTER TABLE invio ENABLE TRIGGER invio_passo`);
    expect(await leggi(diAsst(), invio)).toMatchObject({ inRitardo: true, giorniDiRitardo: 3 });
    const { data } = await subgraph.ask<{ inviiRicevuti: { edges: Array<{ node: { codice: string } }> } }>(
      diAsst(),
      RICEVUTI,
      {},
    );
    expect(data.inviiRicevuti.edges[0]!.node.codice).toBe(invio.codice);
    const mandati = await subgraph.ask<{ inviiMandati: { totalCount: number } }>(tutela(4, 'scadenze'), MANDATI, {});
    expect(mandati.data.inviiMandati.totalCount).toBe(1);
    expect((await passo(diAsst(), ACCETTA, (await leggi(diAsst(), invio))!)).giorniDiRitardo).toBe(0);
  });

  test('when one side accepts while the other takes it back, one of them wins', async () => {
    const { invio } = await invia(tutela(4), richiestaSanitaria);
    const esiti = await Promise.all([
      chiedi(diAsst(), ACCETTA, { invio: invio.codice, versione: 1 }),
      chiedi(tutela(4), RITIRA, { invio: invio.codice, versione: 1, motivo: 'Ripensato' }),
    ]);
    expect(esiti.map((esito) => codici(esito)[0] ?? 'fatto').sort()).toEqual(['CONFLITTO_VERSIONE', 'fatto']);
  });

  test('a case with something still being done is not handed over, and nothing of it changes', async () => {
    const { caso, invio } = await invia(tutela(4), trasferimento);
    const AVVIA = `mutation ($input: AvviaInterventoInput!) { avviaIntervento(input: $input) { caso { versione } } }`;
    await chiedi(tutela(4), AVVIA, {
      caso: caso.codice,
      versione: 1,
      tipo: 'EDUCATIVA_DOMICILIARE',
      dal: caso.assegnazioni[0]!.dal.slice(0, 10),
    });
    const accettato = await passo(tutela(1), ACCETTA, invio);
    expect(await rifiuto(tutela(4), CONSEGNA, { invio: invio.codice, versione: accettato.versione })).toEqual([
      ['TRANSIZIONE_NON_AMMESSA'],
    ]);
    expect((await leggi(tutela(4), invio))!.stato).toBe('ACCETTATO');
  });

  test('shows in the case what the health side reads now', async () => {
    const { caso, invio } = await consegnato(tutela(4), diAsst(), richiestaSanitaria);
    const CASO = `query ($codice: String!) { caso(codice: $codice) { invii { codice stato } condivisioneSanitaria { asst campi base dal invio } } }`;
    const condivisione = async () => {
      const { data, errors } = await subgraph.ask<{ caso: { condivisioneSanitaria: unknown[] } }>(tutela(4), CASO, {
        codice: caso.codice,
      });
      expect(errors).toEqual([]);
      return data.caso.condivisioneSanitaria;
    };
    expect(await condivisione()).toEqual([
      {
        asst: 'ASST-SPEDALI-CIVILI',
        campi: [...richiestaSanitaria.campi].sort(),
        base: 'INTEGRAZIONE_SOCIOSANITARIA',
        dal: expect.any(String),
        invio: invio.codice,
      },
    ]);
    await passo(tutela(4), RITIRA, invio, { motivo: 'Consenso revocato' });
    expect(await condivisione()).toEqual([]);
  });

  test('is in the access log of the ambito that sent it, with who read it and for what purpose', async () => {
    const { invio } = await consegnato(tutela(4), diAsst(), richiestaSanitaria);
    await leggi(diAsst('ASST-SPEDALI-CIVILI', 'medico'), invio);
    const righe = await execute(
      subgraph.clone.ownerUrl,
      `SELECT a.ambito_id, a.ruolo, a.scopo, a.operazione, a.esito FROM registro.accesso a JOIN invio i ON i.id = a.oggetto
       WHERE i.codice = $1 AND a.soggetto = 'medico'`,
      [invio.codice],
    );
    expect(righe).toEqual([
      {
        ambito_id: 4,
        ruolo: 'OPERATORE_ASST',
        scopo: 'VALUTAZIONE_MULTIDIMENSIONALE',
        operazione: 'LETTURA',
        esito: 'CONCESSO',
      },
    ]);
  });

  test('the lists take a fixed number of statements, and a dump shows nothing of what was sent', async () => {
    for (let n = 0; n < 4; n += 1) {
      await invia(tutela(4, 'elenchi'), richiestaSanitaria);
    }
    const nomi = async (first: number) => {
      const { statements } = await statementsOf(() => subgraph.ask(tutela(4, 'elenchi'), MANDATI, { first }));
      return namesOf(statements).filter((nome) => nome.startsWith('invio.') || nome.startsWith('chiavi.'));
    };
    await nomi(4);
    expect((await nomi(4)).length).toBe((await nomi(1)).length);
    const [riga] = await execute<{ testo: string }>(
      subgraph.clone.ownerUrl,
      `SELECT string_agg(to_jsonb(i)::text || encode(contenuto, 'escape') || encode(motivo, 'escape'), ' ') AS testo FROM invio i`,
    );
    expect(riga!.testo).not.toMatch(/Provaccini|neuropsichiatrica|fatica/);
  });
});
