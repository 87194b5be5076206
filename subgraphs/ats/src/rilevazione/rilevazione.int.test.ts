import type { Chiamante } from '@trama/kernel/identity';
import { identityOf } from '@trama/kernel/identity';
import { esamina } from '@trama/regole/verifica';
import { execute } from '@trama/test-kit/database';
import { operatore, startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { namesOf, statementsOf } from '@trama/test-kit/statements';
import { verificaFile } from '@trama/regole/node/verifica-file';
import { serializzaViolazioni, type Violazione } from '@trama/regole/violazione';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compilazioneId } from '../../seed/rilevazioni.js';
import { tutelaMinori } from '../confronto/confronto.pubblico.js';
import { subgraph as ats } from '../subgraph.js';
import { datiDi, fascicoloByCompilazione } from './compilazione.loader.js';
import { definizioni } from './definizioni.service.js';

const coordinamento = operatore(null, 'COORDINAMENTO_UDP', 'coordinamento');
const cabina = operatore(null, 'CABINA_REGIA', 'cabina');
const ufficio = (n: number, nome = `udp${n}`): Chiamante => operatore(n, 'UFFICIO_DI_PIANO', nome);

const COMPILAZIONE = `id versione stato edizione motivo azioniPossibili destinatario { nome }`;
const APRI = `mutation($input: ApriCampagnaInput!) { apriCampagna(input: $input) { campagna { id versione anno compilazioni { ${COMPILAZIONE} } } } }`;
const SALVA = `mutation($input: SalvaCompilazioneInput!) { salvaCompilazione(input: $input) {
  compilazione { ${COMPILAZIONE} } violazioni { regola voce messaggio gravita } } }`;
const passo = (nome: string) =>
  `mutation($input: TransizioneCompilazioneInput!) { ${nome}(input: $input) { compilazione { ${COMPILAZIONE} } violazioni { regola voce } } }`;
const LEGGI = `query($id: ID!) { compilazione(id: $id) { ${COMPILAZIONE}
  valori { voce { codice } stato valore testo nota provenienza inVerifica storia { stato valore provenienza soggetto } }
  passaggi { da a motivo soggetto ruolo }
  domande { id versione voce stato messaggi { testo ruolo } } violazioni { regola } } }`;

interface Compilazione {
  id: string;
  versione: number;
  stato: string;
  edizione: number;
  azioniPossibili: string[];
}
interface Letta extends Compilazione {
  valori: Array<{
    voce: { codice: string };
    stato: string;
    valore: number | null;
    testo: string | null;
    nota: string | null;
    provenienza: string | null;
    inVerifica: boolean;
    storia: Array<Record<string, unknown>>;
  }>;
  passaggi: Array<Record<string, unknown>>;
  domande: Array<{ id: string; versione: number; voce: string; stato: string; messaggi: unknown[] }>;
  violazioni: Array<{ regola: string }>;
}

const BUONE = { minori_31_12: 100, nuclei_31_12: 60, minori_prevenzione: 50, minori_tutela: 60 };
const valori = (cosa: Record<string, number>) =>
  Object.entries(cosa).map(([voce, valore]) => (valore === 0 ? { voce, stato: 'ZERO' } : { voce, valore }));

describe('the answers to a collection', () => {
  let subgraph: SubgraphUnderTest;
  let anno = 2022;

  beforeAll(async () => void (subgraph = await startSubgraph(ats, { demo: true })));
  afterAll(() => subgraph.stop());

  const chiedi = <T = Record<string, never>>(chi: Chiamante, query: string, variables = {}) =>
    subgraph.ask<T>(chi, query, variables);
  const cambia = (chi: Chiamante, mutation: string, input: object) =>
    chiedi<Record<string, { compilazione: Compilazione; violazioni: Array<{ regola: string }> }>>(chi, mutation, {
      input: { chiaveIdempotenza: randomUUID(), ...input },
    });
  const leggi = async (chi: Chiamante, id: string) =>
    (await chiedi<{ compilazione: Letta | null }>(chi, LEGGI, { id })).data.compilazione;
  const errori = ({ errors }: { errors: ReadonlyArray<{ extensions?: Record<string, unknown> }> }) =>
    errors.map(({ extensions }) => extensions?.code);

  /** A campaign of its own for each test, and the answer of one contributor. */
  async function campagna(n = 4): Promise<{ id: string; compilazione: Compilazione }> {
    const input = { rilevazione: 'tutela-minori', anno: (anno += 1), scadenza: '2099-12-31' };
    const { data, errors } = await chiedi<{ apriCampagna: { campagna: { id: string; compilazioni: Compilazione[] } } }>(
      coordinamento,
      APRI,
      { input: { chiaveIdempotenza: randomUUID(), ...input } },
    );
    expect(errors).toEqual([]);
    const { id, compilazioni } = data.apriCampagna.campagna;
    return { id, compilazione: compilazioni[n - 1]! };
  }
  const salva = async (compilazione: Compilazione, cosa: Record<string, number>, n = 4) => {
    const { data, errors } = await cambia(ufficio(n), SALVA, {
      compilazione: compilazione.id,
      versione: compilazione.versione,
      valori: valori(cosa),
    });
    expect(errors).toEqual([]);
    return data.salvaCompilazione!.compilazione;
  };
  const muovi = async (chi: Chiamante, nome: string, { id, versione }: Compilazione, motivo?: string) => {
    const { data, errors } = await cambia(chi, passo(nome), { compilazione: id, versione, motivo });
    expect(errors).toEqual([]);
    return data[nome]!.compilazione;
  };
  const approvata = async () => {
    const { compilazione } = await campagna();
    const inviata = await muovi(ufficio(4), 'inviaCompilazione', await salva(compilazione, BUONE));
    return muovi(coordinamento, 'approvaCompilazione', inviata);
  };

  describe('values', () => {
    test.each([
      ['a voce that is not asked', { voce: 'minori_marziani', valore: 3 }, 'minori_marziani'],
      ['a voce that is calculated', { voce: 'minori_seguiti', valore: 3 }, 'minori_seguiti'],
      ['a number out of range', { voce: 'minori_tutela', valore: -1 }, 'minori_tutela'],
      ['half a child', { voce: 'minori_tutela', valore: 1.5 }, 'minori_tutela'],
      [
        'a value that is said to be missing',
        { voce: 'minori_tutela', stato: 'NON_DOVUTO', valore: 7 },
        'minori_tutela',
      ],
      ['no value where one is said to be', { voce: 'minori_tutela' }, 'minori_tutela'],
      ['words where a number goes', { voce: 'minori_tutela', valore: 3, testo: 'tre' }, 'minori_tutela'],
      ['a number where words go', { voce: 'criticita', valore: 3, testo: 'x' }, 'criticita'],
    ])('refuse %s, name it, and write nothing of the rest', async (_cosa, sbagliato, voce) => {
      const { compilazione } = await campagna();
      const answer = await cambia(ufficio(4), SALVA, {
        compilazione: compilazione.id,
        versione: 1,
        valori: [{ voce: 'nuclei_31_12', valore: 9 }, sbagliato],
      });
      expect(errori(answer)).toEqual(['INPUT_NON_VALIDO']);
      expect(answer.errors[0]!.extensions).toMatchObject({ campi: ['valori'], voci: [voce] });
      const letta = (await leggi(ufficio(4), compilazione.id))!;
      expect([letta.versione, letta.valori.every(({ valore }) => valore === null)]).toEqual([1, true]);
    });

    test('keep how they came in and every value they had', async () => {
      const { compilazione } = await campagna();
      const prima = await salva(compilazione, { minori_tutela: 60 });
      await salva(await salva(prima, { minori_tutela: 0 }), { minori_tutela: 0 });
      const { valori: letti } = (await leggi(ufficio(4), compilazione.id))!;
      expect(letti.find(({ voce }) => voce.codice === 'minori_tutela')).toEqual({
        voce: { codice: 'minori_tutela' },
        stato: 'ZERO',
        valore: 0,
        testo: null,
        nota: null,
        provenienza: 'MANUALE',
        inVerifica: false,
        storia: [
          { stato: 'VALORE', valore: 60, provenienza: 'MANUALE', soggetto: 'udp4' },
          { stato: 'ZERO', valore: 0, provenienza: 'MANUALE', soggetto: 'udp4' },
        ],
      });
    });

    test('of a calculated voce come out of the others', async () => {
      const { compilazione } = await campagna();
      await salva(compilazione, BUONE);
      const { valori: letti } = (await leggi(ufficio(4), compilazione.id))!;
      const di = (codice: string) => letti.find(({ voce }) => voce.codice === codice)!;
      expect([di('minori_seguiti').valore, di('minori_seguiti').provenienza]).toEqual([110, null]);
      expect(di('comunita_minori')).toMatchObject({ stato: 'NON_PERVENUTO', valore: null });
    });
  });

  describe('two people at once', () => {
    test('write the same answer: one wins, the other is told and loses nothing of what it typed', async () => {
      const { compilazione } = await campagna();
      const insieme = await Promise.all(
        [61, 62, 63].map((valore, i) =>
          cambia(ufficio(4, `collega-${i}`), SALVA, {
            compilazione: compilazione.id,
            versione: 1,
            valori: valori({ minori_tutela: valore }),
          }),
        ),
      );
      expect(insieme.flatMap(errori).sort()).toEqual(['CONFLITTO_VERSIONE', 'CONFLITTO_VERSIONE']);
      const letta = (await leggi(ufficio(4), compilazione.id))!;
      expect(letta.versione).toBe(2);
      const vinto = insieme.findIndex((answer) => answer.errors.length === 0);
      expect(letta.valori.find(({ voce }) => voce.codice === 'minori_tutela')!.valore).toBe(61 + vinto);
    });

    test('save and send: whichever is second sees that the answer moved on', async () => {
      const { compilazione } = await campagna();
      const { id, versione } = await salva(compilazione, BUONE);
      const [salvata, inviata] = await Promise.all([
        cambia(ufficio(4), SALVA, { compilazione: id, versione, valori: valori({ minori_tutela: 61 }) }),
        cambia(ufficio(4), passo('inviaCompilazione'), { compilazione: id, versione }),
      ]);
      expect([...errori(salvata), ...errori(inviata)]).toEqual(['CONFLITTO_VERSIONE']);
    });

    test('are one, when the same request comes twice', async () => {
      const { compilazione } = await campagna();
      const input = {
        chiaveIdempotenza: randomUUID(),
        compilazione: compilazione.id,
        versione: 1,
        valori: valori({ minori_tutela: 60 }),
      };
      const [prima, seconda] = await Promise.all([1, 2].map(() => chiedi(ufficio(4), SALVA, { input })));
      expect(prima).toEqual(seconda);
      const altra = { ...input, valori: valori({ minori_tutela: 70 }) };
      expect(errori(await chiedi(ufficio(4), SALVA, { input: altra }))).toEqual(['CHIAVE_IDEMPOTENZA_RIUSATA']);
    });
  });

  describe('who sees an answer', () => {
    test('is its contributor and the coordination; the coordination no value before it is sent', async () => {
      const { compilazione } = await campagna();
      const bozza = await salva(compilazione, BUONE);
      expect(await leggi(ufficio(1), compilazione.id)).toBeNull();
      expect(await leggi(cabina, compilazione.id)).toBeNull();
      expect(await leggi(coordinamento, compilazione.id)).toMatchObject({ stato: 'BOZZA', valori: [], violazioni: [] });
      await muovi(ufficio(4), 'inviaCompilazione', bozza);
      const letta = (await leggi(coordinamento, compilazione.id))!;
      expect(letta.valori.find(({ voce }) => voce.codice === 'minori_31_12')!.valore).toBe(100);
    });

    test('keeps what was typed and taken back before the sending to the contributor', async () => {
      const { compilazione } = await campagna();
      const prima = await salva(compilazione, { ...BUONE, minori_tutela: 999 });
      const inviata = await muovi(ufficio(4), 'inviaCompilazione', await salva(prima, BUONE));
      const rimandata = await muovi(coordinamento, 'rimandaCompilazione', inviata, 'Ricontare');
      const seconda = await salva(await salva(rimandata, { minori_tutela: 888 }), { minori_tutela: 61 });
      await muovi(ufficio(4), 'inviaCompilazione', seconda);
      const storia = async (chi: Chiamante) =>
        (await leggi(chi, compilazione.id))!.valori.find(({ voce }) => voce.codice === 'minori_tutela')!.storia;
      expect((await storia(ufficio(4))).map(({ valore }) => valore)).toEqual([999, 60, 888, 61]);
      expect((await storia(coordinamento)).map(({ valore }) => valore)).toEqual([60, 61]);
    });

    test('decides who may write it: a neighbour finds none, and nobody writes what was sent', async () => {
      const { compilazione } = await campagna();
      const scrivi = (chi: Chiamante, versione: number) =>
        cambia(chi, SALVA, { compilazione: compilazione.id, versione, valori: valori(BUONE) });
      expect(errori(await scrivi(ufficio(1), 1))).toEqual(['NON_TROVATO']);
      expect(errori(await scrivi(coordinamento, 1))).toEqual(['NON_AUTORIZZATO']);
      const inviata = await muovi(ufficio(4), 'inviaCompilazione', await salva(compilazione, BUONE));
      expect(errori(await scrivi(ufficio(4), inviata.versione))).toEqual(['TRANSIZIONE_NON_AMMESSA']);
    });

    test('holds in PostgreSQL itself, past all of our code', async () => {
      const { id } = await approvata();
      const come = (chi: Chiamante) => identityOf(chi, 'prova');
      const prova = (chi: Chiamante, statement: string) =>
        subgraph.database.write(come(chi), (tx) => tx.query(`${statement} RETURNING ambito_id`, [id]));
      const SCRIVI = 'UPDATE valore SET valore = 1 WHERE compilazione_id = $1';
      const RIAPRI = `UPDATE compilazione SET stato = 'BOZZA' WHERE id = $1`;
      for (const chi of [ufficio(4), coordinamento, ufficio(1), cabina]) {
        expect([chi.subject, await prova(chi, SCRIVI)]).toEqual([chi.subject, []]);
        expect([chi.subject, await prova(chi, RIAPRI)]).toEqual([chi.subject, []]);
      }
      await expect(prova(coordinamento, 'DELETE FROM compilazione WHERE id = $1')).rejects.toThrow(/permission denied/);
      await expect(prova(ufficio(4), 'UPDATE modifica SET valore = 1 WHERE compilazione_id = $1')).rejects.toThrow(
        /permission denied/,
      );
    });
  });

  describe('the life of an answer', () => {
    test('is told step by step, with who did it and why', async () => {
      const { compilazione } = await campagna();
      const inviata = await muovi(ufficio(4), 'inviaCompilazione', await salva(compilazione, BUONE));
      const presa = await muovi(coordinamento, 'prendiInRevisioneCompilazione', inviata);
      expect(presa.azioniPossibili).toEqual(['RIMANDA', 'RESPINGI', 'APPROVA']);
      const ritiro = await cambia(ufficio(4), passo('ritiraCompilazione'), {
        compilazione: presa.id,
        versione: presa.versione,
      });
      expect(errori(ritiro)).toEqual(['TRANSIZIONE_NON_AMMESSA']);
      await muovi(coordinamento, 'rimandaCompilazione', presa, 'Ricontare i nuclei');
      const { passaggi } = (await leggi(ufficio(4), compilazione.id))!;
      expect(passaggi).toEqual([
        { da: null, a: 'BOZZA', motivo: null, soggetto: 'coordinamento', ruolo: 'COORDINAMENTO_UDP' },
        { da: 'BOZZA', a: 'INVIATA', motivo: null, soggetto: 'udp4', ruolo: 'UFFICIO_DI_PIANO' },
        { da: 'INVIATA', a: 'IN_REVISIONE', motivo: null, soggetto: 'coordinamento', ruolo: 'COORDINAMENTO_UDP' },
        {
          da: 'IN_REVISIONE',
          a: 'BOZZA',
          motivo: 'Ricontare i nuclei',
          soggetto: 'coordinamento',
          ruolo: 'COORDINAMENTO_UDP',
        },
      ]);
    });

    test('asks for a note against a warning, and is content with one', async () => {
      const { compilazione } = await campagna();
      const conAvviso = await salva(compilazione, { ...BUONE, eta_media: 2 });
      const trattenuta = await cambia(ufficio(4), passo('inviaCompilazione'), {
        compilazione: conAvviso.id,
        versione: conAvviso.versione,
      });
      expect(trattenuta.data.inviaCompilazione).toMatchObject({
        compilazione: { stato: 'BOZZA' },
        violazioni: [{ regola: 'TM-07' }],
      });
      const { data } = await cambia(ufficio(4), SALVA, {
        compilazione: conAvviso.id,
        versione: conAvviso.versione,
        valori: [{ voce: 'eta_media', valore: 2, nota: 'Sono quasi tutti neonati' }],
      });
      const annotata = data.salvaCompilazione!.compilazione;
      expect((await muovi(ufficio(4), 'inviaCompilazione', annotata)).stato).toBe('INVIATA');
    });

    test('names in each step who said what: a rejection is not the contributor’s word', async () => {
      const { compilazione } = await campagna();
      const inviata = await muovi(ufficio(4), 'inviaCompilazione', await salva(compilazione, BUONE));
      const respinta = await muovi(coordinamento, 'respingiCompilazione', inviata, 'Cifre dell’anno prima');
      await muovi(ufficio(4), 'riprendiCompilazione', respinta);
      const { passaggi } = (await leggi(ufficio(4), compilazione.id))!;
      expect(passaggi.slice(-2).map(({ a, motivo, soggetto }) => [a, motivo, soggetto])).toEqual([
        ['RESPINTA', 'Cifre dell’anno prima', 'coordinamento'],
        ['BOZZA', null, 'udp4'],
      ]);
    });

    test('takes a figure back: the one that was approved before is not found again', async () => {
      const vecchia = await approvata();
      const nuova = await muovi(ufficio(4), 'correggiCompilazione', vecchia, 'Non si può sapere');
      const tolta = await cambia(ufficio(4), SALVA, {
        compilazione: nuova.id,
        versione: nuova.versione,
        valori: [{ voce: 'minori_31_12', stato: 'NON_PERVENUTO', nota: 'Archivio perso' }],
      });
      const inviata = await muovi(ufficio(4), 'inviaCompilazione', tolta.data.salvaCompilazione!.compilazione);
      await muovi(coordinamento, 'approvaCompilazione', inviata);
      const [row] = await execute<{ quante: number }>(
        subgraph.clone.ownerUrl,
        `SELECT count(*)::int AS quante FROM (${tutelaMinori.statement}) c WHERE ambito_id = 4 AND anno = ${anno} AND codice = 'minori_31_12'`,
      );
      expect(row!.quante).toBe(0);
    });

    test('corrected keeps where each untouched figure comes from, and lends no source to a changed one', async () => {
      const id = compilazioneId(4, 2020);
      const nuova = await muovi(ufficio(4), 'correggiCompilazione', { id, versione: 1 } as Compilazione, 'Ricontati');
      await salva(nuova, { minori_31_12: 750 });
      const righe = await execute<{ voce: string; origine: string; provenienza: string; fonte: unknown }>(
        subgraph.clone.ownerUrl,
        `SELECT voce, origine, provenienza, fonte IS NOT NULL AS fonte FROM valore WHERE compilazione_id = '${nuova.id}'
         AND voce IN ('minori_31_12', 'nuclei_31_12') ORDER BY voce`,
      );
      expect(righe).toEqual([
        { voce: 'minori_31_12', origine: 'RILEVATO', provenienza: 'MANUALE', fonte: false },
        { voce: 'nuclei_31_12', origine: 'PIANO_DI_ZONA', provenienza: 'PIANO_DI_ZONA', fonte: true },
      ]);
    });

    test('is closed together with the campaign: what is sent at that moment is seen, or refused', async () => {
      const { id, compilazione } = await campagna();
      const salvata = await salva(compilazione, BUONE);
      const chiudi = `mutation($input: TransizioneCampagnaInput!) { chiudiCampagna(input: $input) { campagna { stato } } }`;
      const [invio, chiusura] = await Promise.all([
        cambia(ufficio(4), passo('inviaCompilazione'), { compilazione: salvata.id, versione: salvata.versione }),
        chiedi(coordinamento, chiudi, { input: { chiaveIdempotenza: randomUUID(), campagna: id, versione: 1 } }),
      ]);
      expect(chiusura.errors).toEqual([]);
      const stato = (await leggi(ufficio(4), compilazione.id))!.stato;
      expect([stato, errori(invio)]).toEqual(
        stato === 'INVIATA' ? ['INVIATA', []] : ['BOZZA', ['TRANSIZIONE_NON_AMMESSA']],
      );
    });

    test('has one correction at a time, begun from the approved figures', async () => {
      const vecchia = await approvata();
      const nuova = await muovi(ufficio(4), 'correggiCompilazione', vecchia, 'Contati due volte');
      expect(nuova).toMatchObject({ edizione: 2, stato: 'BOZZA' });
      expect(
        (await leggi(ufficio(4), nuova.id))!.valori.find(({ voce }) => voce.codice === 'minori_tutela'),
      ).toMatchObject({
        valore: 60,
        provenienza: 'MANUALE',
      });
      const ancora = await cambia(ufficio(4), passo('correggiCompilazione'), {
        compilazione: vecchia.id,
        versione: vecchia.versione,
        motivo: 'Di nuovo',
      });
      expect(errori(ancora)).toEqual(['INPUT_NON_VALIDO']);
    });
  });

  test('a BOZZA is the office’s: the child-protection service of the same ambito reads what was sent, through any door', async () => {
    const tutela = operatore(4, 'SERVIZIO_TUTELA', 'tutela4');
    const { compilazione } = await campagna();
    const scritti = async (chi: Chiamante) => {
      const [valori, modifiche] = await subgraph.database.read(identityOf(chi, 'prova'), async (tx) => [
        await tx.query('SELECT voce FROM valore WHERE compilazione_id = $1', [compilazione.id]),
        await tx.query('SELECT voce FROM modifica WHERE compilazione_id = $1', [compilazione.id]),
      ]);
      return [valori.length, modifiche.length];
    };
    const salvata = await salva(await salva(compilazione, BUONE), { minori_tutela: 61 });
    expect(await scritti(ufficio(4))).toEqual([4, 5]);
    expect(await scritti(tutela)).toEqual([0, 0]);
    expect((await leggi(tutela, compilazione.id))!.valori).toEqual([]);
    const inviata = await muovi(ufficio(4), 'inviaCompilazione', salvata);
    expect(await scritti(tutela)).toEqual([4, 4]); // what was typed and taken back before is the office's own
    const dopo = (await leggi(tutela, compilazione.id))!;
    expect(dopo.valori.find(({ voce }) => voce.codice === 'minori_tutela')!.valore).toBe(61);
    expect(dopo.azioniPossibili).toEqual([]);
    await muovi(ufficio(4), 'ritiraCompilazione', inviata);
    expect(await scritti(tutela)).toEqual([0, 0]);
    expect(await scritti(operatore(1, 'SERVIZIO_TUTELA', 'tutela1'))).toEqual([0, 0]);
  });

  test('a question on a figure travels with it until it is closed', async () => {
    const APRI_DOMANDA = `mutation($input: ApriDomandaInput!) { apriDomanda(input: $input) { domanda { id versione } } }`;
    const battuta = (nome: string) =>
      `mutation($input: RispondiDomandaInput!) { ${nome}(input: $input) { domanda { id versione stato } } }`;
    const { id: compilazione } = await approvata();
    const apri = await chiedi<{ apriDomanda: { domanda: { id: string; versione: number } } }>(
      coordinamento,
      APRI_DOMANDA,
      {
        input: { chiaveIdempotenza: randomUUID(), compilazione, voce: 'minori_tutela', testo: 'Anche i maggiorenni?' },
      },
    );
    const { id: domanda, versione } = apri.data.apriDomanda.domanda;
    const inVerifica = async () =>
      (await leggi(ufficio(4), compilazione))!.valori
        .filter((valore) => valore.inVerifica)
        .map(({ voce }) => voce.codice);
    expect(await inVerifica()).toEqual(['minori_tutela', 'minori_seguiti']);
    const di = (chi: Chiamante, nome: string, testo: string) =>
      chiedi(chi, battuta(nome), { input: { chiaveIdempotenza: randomUUID(), domanda, versione, testo } });
    expect(errori(await di(ufficio(1), 'rispondiDomanda', 'Non mia'))).toEqual(['NON_TROVATO']);
    expect(errori(await di(ufficio(4), 'rispondiDomanda', 'Solo i minori'))).toEqual([]);
    expect(errori(await di(ufficio(4), 'chiudiDomanda', 'Chiusa'))).toEqual(['NON_AUTORIZZATO']);
    expect(errori(await di(coordinamento, 'chiudiDomanda', 'Grazie'))).toEqual([]);
    expect(await inVerifica()).toEqual([]);
    expect((await leggi(coordinamento, compilazione))!.domande).toMatchObject([
      {
        stato: 'CHIUSA',
        messaggi: [
          { testo: 'Anche i maggiorenni?', ruolo: 'COORDINAMENTO_UDP' },
          { testo: 'Solo i minori', ruolo: 'UFFICIO_DI_PIANO' },
          { testo: 'Grazie', ruolo: 'COORDINAMENTO_UDP' },
        ],
      },
    ]);
  });

  test('a campaign that is closed takes no first answer any more', async () => {
    const { id, compilazione } = await campagna();
    const chiudi = `mutation($input: TransizioneCampagnaInput!) { chiudiCampagna(input: $input) { campagna { stato } } }`;
    await chiedi(coordinamento, chiudi, { input: { chiaveIdempotenza: randomUUID(), campagna: id, versione: 1 } });
    const tardi = await cambia(ufficio(4), SALVA, {
      compilazione: compilazione.id,
      versione: 1,
      valori: valori(BUONE),
    });
    expect(errori(tardi)).toEqual(['TRANSIZIONE_NON_AMMESSA']);
    expect(tardi.errors[0]!.message).toContain('la campagna è chiusa');
  });

  test.each([
    ['a zero character', 'a\u0000b'],
    ['half a letter', 'a\ud83d'],
  ])('%s in a note is refused, and is no fault of ours', async (_cosa, nota) => {
    const { compilazione } = await campagna();
    const answer = await cambia(ufficio(4), SALVA, {
      compilazione: compilazione.id,
      versione: 1,
      valori: [{ voce: 'minori_tutela', valore: 3, nota }],
    });
    expect(errori(answer)).toEqual(['INPUT_NON_VALIDO']);
  });

  test.each(['0', '99999', '-5'])('a year like %s is refused, or has nothing', async (di) => {
    const query = `{ tavoloTutelaMinori { campagna(anno: ${di}) { id } confronto(anno: ${di}) { mediana } } }`;
    const codici = errori(await chiedi(coordinamento, query));
    expect(codici.filter((codice) => codice !== 'INPUT_NON_VALIDO')).toEqual([]);
  });

  test('a year has one campaign, and an unknown collection none', async () => {
    await campagna();
    const apri = (altro: object) =>
      chiedi(coordinamento, APRI, {
        input: {
          chiaveIdempotenza: randomUUID(),
          rilevazione: 'tutela-minori',
          anno,
          scadenza: '2099-12-31',
          ...altro,
        },
      });
    expect(errori(await apri({}))).toEqual(['INPUT_NON_VALIDO']);
    expect(errori(await apri({ rilevazione: 'gatti' }))).toEqual(['INPUT_NON_VALIDO']);
    expect(errori(await apri({ anno: 2010 }))).toEqual(['INPUT_NON_VALIDO']);
    expect(errori(await apri({ anno: 2099, scadenza: '2020-01-01' }))).toEqual(['INPUT_NON_VALIDO']);
  });

  test('who is late is told with the days, also to the neighbours', async () => {
    const { id, compilazione } = await campagna();
    const inviata = await muovi(ufficio(4), 'inviaCompilazione', await salva(compilazione, BUONE));
    await muovi(coordinamento, 'rimandaCompilazione', inviata, 'Ricontare'); // in time, and not late for that
    const ieri = `UPDATE campagna SET scadenza = (now() AT TIME ZONE 'Europe/Rome')::date - 3 WHERE id = '${id}'`;
    await execute(subgraph.clone.ownerUrl, ieri);
    const RITARDI = `query($r: String!, $a: Int!) { campagna(rilevazione: $r, anno: $a) { ritardi { giorni destinatario { nome ambito { numero } } } } }`;
    const { data } = await chiedi<{
      campagna: { ritardi: Array<{ giorni: number; destinatario: { ambito: unknown } }> };
    }>(ufficio(1), RITARDI, { r: 'tutela-minori', a: anno });
    expect(data.campagna.ritardi).toHaveLength(12);
    expect(data.campagna.ritardi.every(({ giorni }) => giorni === 3)).toBe(true);
    expect(data.campagna.ritardi.at(-1)!.destinatario).toEqual({ nome: 'Valle Camonica', ambito: null });
  });

  test('the demonstration answers keep every rule, and those of the plan say where they were printed', async () => {
    const ids = Array.from({ length: 13 }, (_, i) => i + 1)
      .filter((n) => n !== 4)
      .flatMap((n) => [2019, 2020, 2021].map((di) => compilazioneId(n, di)));
    const fascicoli = await subgraph.database.read(identityOf(coordinamento, 'prova'), (tx) =>
      fascicoloByCompilazione(tx, ids),
    );
    const sbagli = fascicoli.flatMap((fascicolo) =>
      esamina(definizioni.di(fascicolo!), datiDi(fascicolo!.scritti), fascicolo!.precedenti).violazioni.filter(
        ({ gravita }) => gravita === 'ERRORE',
      ),
    );
    expect(sbagli).toEqual([]);
    const FONTI = `query($id: ID!) { compilazione(id: $id) { valori { voce { codice } valore provenienza fonte { pagina } } } }`;
    const { data } = await chiedi<{ compilazione: Letta }>(ufficio(4), FONTI, { id: compilazioneId(4, 2020) });
    expect(
      data.compilazione.valori
        .filter(({ provenienza }) => provenienza === 'PIANO_DI_ZONA')
        .map(({ voce, valore }) => [voce.codice, valore]),
    ).toEqual([
      ['minori_31_12', 746],
      ['nuclei_31_12', 511],
      ['eta_media', 11.5],
      ['minori_prevenzione', 266],
      ['minori_tutela', 480],
      ['educativa_nuclei', 59],
      ['educativa_minori', 93],
      ['educativa_ore', 8158],
      ['genitori_condivisi', 75],
      ['consultori_utenti', 5755],
      ['supporto_psicologico', 353],
      ['territorio_contatti', 4608],
    ]);
  });

  test('is judged in the same bytes by the server, and offline on the file that it gives', async () => {
    const { compilazione } = await campagna(1);
    await salva(compilazione, { ...BUONE, minori_31_12: 200, nuclei_31_12: 450, eta_media: 2, educativa_minori: 4 }, 1);
    const TUTTO = `query($id: ID!) { compilazione(id: $id) { anno file(formato: CSV) { contenuto }
      violazioni { regola voce messaggio gravita visti { voce anno stato valore } } } }`;
    const { data } = await chiedi<{
      compilazione: { anno: number; file: { contenuto: string }; violazioni: Violazione[] };
    }>(ufficio(1), TUTTO, { id: compilazione.id });
    const { anno: di, file, violazioni } = data.compilazione;
    expect(new Set(violazioni.map(({ gravita }) => gravita))).toEqual(new Set(['ERRORE', 'AVVISO']));
    const cartella = mkdtempSync(join(tmpdir(), 'trama-stessi-byte-'));
    const percorso = join(cartella, 'risposta.csv');
    writeFileSync(percorso, Buffer.from(file.contenuto, 'base64'));
    const { testo } = verificaFile([percorso, '--anno', String(di), '--json']);
    rmSync(cartella, { recursive: true });
    expect(testo).toBe(serializzaViolazioni(violazioni));
  });

  test('a collection tells all that it ever asked, and of each rule what it needs to be trusted', async () => {
    const RILEVAZIONI = `{ rilevazioni { codice versioni { versione dal al voci { codice minimo massimo decimali formula fonte { pagina } } }
      regole { codice responsabile fonte { documento } gravita mancanti esempi { passa viola } } } }`;
    interface Voce {
      codice: string;
    }
    interface Detta {
      codice: string;
      versioni: Array<{ versione: number; dal: number; al: number | null; voci: Voce[] }>;
      regole: Array<{ mancanti: string; responsabile: string; esempi: { passa: object; viola: object } }>;
    }
    const { data, errors } = await chiedi<{ rilevazioni: Detta[] }>(ufficio(4), RILEVAZIONI);
    expect(errors).toEqual([]);
    const tutela = data.rilevazioni.find(({ codice }) => codice === 'tutela-minori')!;
    expect(tutela.versioni.map(({ versione, dal, al }) => [versione, dal, al])).toEqual([[1, 2019, null]]);
    const di = (codice: string) => tutela.versioni[0]!.voci.find((voce) => voce.codice === codice);
    expect(di('eta_media')).toEqual({
      codice: 'eta_media',
      minimo: 0,
      massimo: 21,
      decimali: 1,
      formula: null,
      fonte: { pagina: 81 },
    });
    expect(di('minori_seguiti')).toMatchObject({ formula: 'minori_prevenzione + minori_tutela', decimali: 0 });
    for (const { regole } of data.rilevazioni) {
      expect(regole.every(({ responsabile, esempi }) => responsabile && esempi.passa && esempi.viola)).toBe(true);
    }
    expect(new Set(tutela.regole.map(({ mancanti }) => mancanti)).size).toBeGreaterThan(1);
    // Of a campaign the same: what a form must refuse before it asks.
    const CAMPAGNA = `{ campagna(rilevazione: "tutela-minori", anno: 2020) { voci { codice minimo massimo decimali formula fonte { pagina } } } }`;
    const campagna2020 = await chiedi<{ campagna: { voci: Voce[] } }>(ufficio(4), CAMPAGNA);
    expect(campagna2020.data.campagna.voci).toEqual(tutela.versioni[0]!.voci);
  });

  test('any collection is compared, with the table that asks it; nothing of it leaves that nobody reviewed', async () => {
    const APERTA = `mutation($input: ApriCampagnaInput!) { apriCampagna(input: $input) { campagna { compilazioni { id versione stato } } } }`;
    const input = { chiaveIdempotenza: randomUUID(), rilevazione: 'affido', anno: 2022, scadenza: '2099-12-31' };
    const aperta = await chiedi<{ apriCampagna: { campagna: { compilazioni: Compilazione[] } } }>(
      coordinamento,
      APERTA,
      {
        input,
      },
    );
    const [prima, seconda] = aperta.data.apriCampagna.campagna.compilazioni;
    for (const [compilazione, n, affidi] of [
      [prima!, 1, 20],
      [seconda!, 2, 30],
    ] as const) {
      const cifre = { famiglie_31_12: 40, minori_in_attesa_31_12: 5, affidi_31_12: affidi };
      const inviata = await muovi(ufficio(n), 'inviaCompilazione', await salva(compilazione, cifre, n));
      expect(inviata.stato).toBe('INVIATA');
      await muovi(coordinamento, 'approvaCompilazione', inviata);
    }
    interface Riga {
      voce: { codice: string };
      perAmbito: Array<{ valore: number | null; per1000Minori: number | null }>;
      totale: { valore: number };
      copertura: { attesi: number; pervenuti: number };
    }
    const CONFRONTO = `{ campagna(rilevazione: "affido", anno: 2022) { confronto { voce { codice } perAmbito { valore per1000Minori } totale { valore } copertura { attesi pervenuti } } } }`;
    const righe = async (chi: Chiamante) =>
      (await chiedi<{ campagna: { confronto: Riga[] } }>(chi, CONFRONTO)).data.campagna.confronto;
    const riga = (await righe(coordinamento)).find(({ voce }) => voce.codice === 'affidi_31_12')!;
    expect(riga.perAmbito.slice(0, 3).map(({ valore }) => valore)).toEqual([20, 30, null]);
    expect([riga.totale.valore, riga.copertura]).toEqual([50, { attesi: 12, pervenuti: 2 }]);
    for (const chi of [cabina, ufficio(1), ufficio(3)]) {
      expect(await righe(chi)).toEqual([]);
    }
    const TAVOLO =
      '{ tavoloTutelaMinori { confronto(anno: 2020) { voce { codice } totale { valore } } } campagna(rilevazione: "tutela-minori", anno: 2020) { confronto { voce { codice } totale { valore } } } }';
    const { data } = await chiedi<{ tavoloTutelaMinori: { confronto: unknown }; campagna: { confronto: unknown } }>(
      cabina,
      TAVOLO,
    );
    expect(data.campagna.confronto).toEqual(data.tavoloTutelaMinori.confronto);
  });

  test('ten years of thirteen contributors and sixty voci are compared in a fixed number of statements', async () => {
    const anni = Array.from({ length: 10 }, (_, i) => 2020 + i);
    const RIGA = 'voce { codice } perAmbito { valore per1000Minori ambito { numero } } totale { valore } mediana';
    const ANNI = (list: readonly number[]) =>
      `{ tavoloTutelaMinori { ${list.map((di) => `a${di}: confronto(anno: ${di}) { ${RIGA} }`).join(' ')} } }`;
    const conta = async (chi: Chiamante, list: readonly number[]) => {
      const { result, statements } = await statementsOf(() => chiedi(chi, ANNI(list)));
      expect(result.errors).toEqual([]);
      return namesOf(statements).sort();
    };
    const uno = await conta(coordinamento, [2020]);
    expect(uno).toEqual([
      'confronto.approvate',
      'confronto.attesi',
      'confronto.domandeAperte',
      'rilevazione.campagnaByAnno',
      'rilevazione.vociByCampagna',
      'territorio.ambitoByNumero',
    ]);
    expect(await conta(coordinamento, anni)).toEqual(uno);
    expect(await conta(cabina, anni)).toEqual(
      [...uno, 'pubblicazione.avvisiByAnno', 'pubblicazione.celleByAnno'].sort(),
    );
  });
});
