import { oggiARoma } from '@trama/kernel/calendario';
import { type Chiamante, identityOf } from '@trama/kernel/identity';
import { execute } from '@trama/test-kit/database';
import {
  ABILITA,
  affidi,
  AGGIORNA,
  avviaBanca,
  type BancaDiProva,
  CESSA,
  ets,
  type FamigliaLetta,
  famigliaNuova,
  GARDONE,
  IDENTITA,
  LEGGI_FAMIGLIA,
  LUMEZZANE,
  REGISTRA,
  RIATTIVA,
  RICONFERMA,
  rifiuti,
  SOSPENDI,
  tavolo,
  tutela4,
} from '../affido.fixtures.js';

const AMMETTI = `mutation ($input: AmmettiServizioInput!) { ammettiServizioAffidi(input: $input) { servizio { codice ente } } }`;
const LISTA = `query ($filtro: FiltroFamiglieAffidatarie, $first: Int! = 100) {
  bancaAffido { famiglie(filtro: $filtro, first: $first) { totalCount edges { node { codice stato } } } } }`;
const CHI_E = `query ($codice: String!) { famigliaAffidataria(codice: $codice) { codice identita { nomi recapiti versione } } }`;

interface Lista {
  bancaAffido: { famiglie: { totalCount: number; edges: Array<{ node: { codice: string } }> } };
}
interface ChiE {
  famigliaAffidataria: { identita: { nomi: string | null; recapiti: string | null; versione: number } | null } | null;
}

describe('a foster family', () => {
  let banca: BancaDiProva;
  beforeAll(async () => void (banca = await avviaBanca()));
  afterAll(() => banca.subgraph.stop());

  const leggi = async (chi: Chiamante, codice: string) =>
    (await banca.subgraph.ask<{ famigliaAffidataria: FamigliaLetta | null }>(chi, LEGGI_FAMIGLIA, { codice })).data
      .famigliaAffidataria;
  const elenco = async (chi: Chiamante, filtro: object = {}) => {
    const { data, errors } = await banca.subgraph.ask<Lista>(chi, LISTA, { filtro });
    expect(errors).toEqual([]);
    return data.bancaAffido.famiglie.edges.map(({ node }) => node.codice);
  };
  const sulla = ({ codice: famiglia, versione }: FamigliaLetta, more: object = {}) => ({ famiglia, versione, ...more });

  test('is registered by its code, with what it offers', async () => {
    const nuova = await banca.famiglia({ figli: 2, affidiPrecedenti: 1, nomi: 'Tizia e Caio' });
    expect(nuova).toEqual({
      codice: expect.stringMatching(/^04-F-[0-9A-HJKMNP-TV-Z]{8}$/),
      versione: 1,
      stato: 'DISPONIBILE',
      comune: { codiceIstat: GARDONE },
      servizioAffidi: { codice: 'AMBITO-4', denominazione: expect.stringContaining('ambito 4') },
      ...{ componenti: 4, figli: 2, affidiPrecedenti: 1, motivoStato: null, origine: 'RILEVATO' },
      azioniPossibili: ['AGGIORNA', 'RICONFERMA', 'SOSPENDI', 'CESSA'],
      disponibilita: {
        ...{ tipi: ['RESIDENZIALE'], etaMin: 0, etaMax: 17, posti: 1, fratelli: false, bisogniSpeciali: false },
        ...{ distanzaMaxKm: null, lingue: [], dal: oggiARoma(), al: null, riconfermataIl: oggiARoma() },
      },
    });
    const inValutazione = await banca.famiglia({ inValutazione: true });
    expect(inValutazione).toMatchObject({ stato: 'IN_VALUTAZIONE', azioniPossibili: ['AGGIORNA', 'ABILITA', 'CESSA'] });
  });

  test('with something upside down or a comune that does not exist is refused by name, and nothing is written', async () => {
    const prima = (await elenco(affidi(4))).length;
    const { disponibilita } = famigliaNuova;
    const prove: Array<[object, string]> = [
      [{ disponibilita: { ...disponibilita, etaMin: 12, etaMax: 6 } }, 'disponibilita'],
      [{ disponibilita: { ...disponibilita, dal: '2026-05-01', al: '2026-04-30' } }, 'disponibilita'],
      [{ comune: '999999' }, 'comune'],
    ];
    for (const [more, campo] of prove) {
      const answer = await banca.scrivi(affidi(4), REGISTRA, { ...famigliaNuova, ...more });
      expect(rifiuti(answer)).toEqual([['INPUT_NON_VALIDO', [campo]]]);
    }
    for (const more of [
      { comune: 'Gardone' },
      { componenti: 0 },
      { disponibilita: { ...disponibilita, posti: 7 } },
      { disponibilita: { ...disponibilita, tipi: [] } },
      { disponibilita: { ...disponibilita, etaMax: 18 } },
    ]) {
      const answer = await banca.scrivi(affidi(4), REGISTRA, { ...famigliaNuova, ...more });
      expect(rifiuti(answer).map(([codice]) => codice)).toEqual(['INPUT_NON_VALIDO']);
    }
    expect(await elenco(affidi(4))).toHaveLength(prima);
  });

  test('is who it is for the service that registered it alone, and each reading is in the access log', async () => {
    const { codice } = await banca.famiglia({ nomi: 'Sempronia Livia', recapiti: '030 0000001' });
    const chiE = (chi: Chiamante) => banca.subgraph.ask<ChiE>(chi, CHI_E, { codice });
    const mia = await chiE(affidi(4));
    expect(mia.data.famigliaAffidataria?.identita).toEqual({
      nomi: 'Sempronia Livia',
      recapiti: '030 0000001',
      versione: 1,
    });
    // Of another service it is a candidate, and of the table a code: neither learns who it is.
    expect((await chiE(affidi(1))).data.famigliaAffidataria).toEqual({ codice, identita: null });
    const alTavolo = await chiE(tavolo);
    expect(rifiuti(alTavolo).map(([errore]) => errore)).toEqual(['NON_AUTORIZZATO']);
    const dietro = (chi: Chiamante) =>
      banca.subgraph.database.read(identityOf(chi, 'prova'), (tx) =>
        tx.query<object>('SELECT famiglia_id FROM famiglia_identita UNION ALL SELECT id FROM chiave_dati'),
      );
    for (const chi of [affidi(1), tavolo, tutela4, ets('altro')]) {
      expect(await dietro(chi)).toEqual([]);
    }
    const righe = await execute<{ nomi: Buffer }>(
      banca.subgraph.clone.ownerUrl,
      'SELECT nomi FROM famiglia_identita WHERE nomi IS NOT NULL',
    );
    expect(righe.every(({ nomi }) => !nomi.toString('latin1').includes('Livia'))).toBe(true);
    const letture = await execute<{ soggetto: string; esito: string }>(
      banca.subgraph.clone.ownerUrl,
      `SELECT a.soggetto, a.esito FROM registro.accesso a JOIN famiglia_affidataria f ON f.id = a.oggetto
       WHERE f.codice = '${codice}' AND a.operazione = 'LETTURA' ORDER BY a.soggetto`,
    );
    expect(letture).toEqual([
      { soggetto: 'affidi1', esito: 'NESSUNO' },
      { soggetto: 'affidi4', esito: 'CONCESSO' },
    ]);
  });

  test('of another service is seen as a candidate only, while it is available', async () => {
    const sua = await banca.famiglia({ figli: 1 });
    expect(await leggi(affidi(1), sua.codice)).toMatchObject({
      ...{ codice: sua.codice, componenti: null, figli: null, affidiPrecedenti: null, motivoStato: null },
      azioniPossibili: [],
    });
    expect(await elenco(affidi(1))).not.toContain(sua.codice);
    expect(await elenco(tavolo)).toContain(sua.codice);
    expect(await leggi(tavolo, sua.codice)).toMatchObject({ componenti: 4, azioniPossibili: [] });
    await banca.scrivi(affidi(4), SOSPENDI, sulla(sua, { motivo: 'In pausa' }));
    expect(await leggi(affidi(1), sua.codice)).toBeNull();
    expect(rifiuti(await banca.subgraph.ask(tutela4, LEGGI_FAMIGLIA, { codice: sua.codice }))[0]![0]).toBe(
      'NON_AUTORIZZATO',
    );
  });

  test('goes from state to state as its service says, and nobody else’s service can', async () => {
    const fa = async (documento: string, famiglia: FamigliaLetta, more: object = {}, chi = affidi(4)) => {
      const { data, errors } = await banca.scrivi<{ famiglia: FamigliaLetta }>(chi, documento, sulla(famiglia, more));
      return errors[0] ? errors[0].extensions?.code : Object.values(data)[0]!.famiglia;
    };
    const nuova = await banca.famiglia({ inValutazione: true });
    expect(await fa(RICONFERMA, nuova)).toBe('TRANSIZIONE_NON_AMMESSA');
    const abilitata = (await fa(ABILITA, nuova)) as FamigliaLetta;
    expect(abilitata.stato).toBe('DISPONIBILE');
    expect(await fa(AGGIORNA, nuova, { componenti: 5 })).toBe('CONFLITTO_VERSIONE');
    const altrove = (await fa(AGGIORNA, abilitata, { comune: LUMEZZANE, componenti: 5 })) as FamigliaLetta;
    expect(altrove).toMatchObject({ comune: { codiceIstat: LUMEZZANE }, componenti: 5 });
    expect(await fa(CESSA, altrove, { motivo: 'Non più' }, affidi(1))).toBe('NON_TROVATO');
    expect(await fa(CESSA, altrove, { motivo: 'Non più' }, tavolo)).toBe('NON_AUTORIZZATO');
    const ferma = (await fa(SOSPENDI, altrove, { motivo: 'Trasloco' })) as FamigliaLetta;
    expect(ferma).toMatchObject({ stato: 'SOSPESA', motivoStato: 'Trasloco' });
    const ripresa = (await fa(RIATTIVA, ferma)) as FamigliaLetta;
    expect(ripresa).toMatchObject({ stato: 'DISPONIBILE', motivoStato: null });
    const via = (await fa(CESSA, ripresa, { motivo: 'Si è trasferita' })) as FamigliaLetta;
    expect(via).toMatchObject({ stato: 'CESSATA', azioniPossibili: [] });
  });

  test('is registered by a body of the Terzo Settore once the table lets it in', async () => {
    const chi = ets('associazione-di-prova');
    expect(rifiuti(await banca.scrivi(chi, REGISTRA, famigliaNuova))).toEqual([['NON_AUTORIZZATO', undefined]]);
    const input = { ente: 'associazione-di-prova', denominazione: 'Associazione di prova' };
    expect(rifiuti(await banca.scrivi(affidi(4), AMMETTI, input))[0]![0]).toBe('NON_AUTORIZZATO');
    const { data } = await banca.scrivi<{ servizio: object }>(tavolo, AMMETTI, input);
    expect(data.ammettiServizioAffidi?.servizio).toEqual({
      codice: 'ETS-ASSOCIAZIONE-DI-PROVA',
      ente: 'associazione-di-prova',
    });
    expect(rifiuti(await banca.scrivi(tavolo, AMMETTI, input))).toEqual([['INPUT_NON_VALIDO', ['ente']]]);
    const sua = await banca.famiglia({ nomi: 'Mevia' }, chi);
    expect(await elenco(chi)).toEqual([sua.codice]);
    const suoNome = await banca.subgraph.ask<ChiE>(chi, CHI_E, { codice: sua.codice });
    expect(suoNome.data.famigliaAffidataria?.identita?.nomi).toBe('Mevia');
    expect((await banca.subgraph.ask<ChiE>(affidi(4), CHI_E, { codice: sua.codice })).data.famigliaAffidataria).toEqual(
      {
        codice: sua.codice,
        identita: null,
      },
    );
    // It looks for no family: others' are nothing to it.
    expect(await leggi(chi, (await banca.famiglia()).codice)).toBeNull();
  });

  test('has its identity written anew from the version that was read', async () => {
    const { codice } = await banca.famiglia({ nomi: 'Prima' });
    const input = { famiglia: codice, versione: 1, nomi: 'Seconda', recapiti: null };
    expect(rifiuti(await banca.scrivi(affidi(4), IDENTITA, input))).toEqual([]);
    expect(rifiuti(await banca.scrivi(affidi(4), IDENTITA, input))[0]![0]).toBe('CONFLITTO_VERSIONE');
    const { data } = await banca.subgraph.ask<ChiE>(affidi(4), CHI_E, { codice });
    expect(data.famigliaAffidataria?.identita).toEqual({ nomi: 'Seconda', recapiti: null, versione: 2 });
  });

  test('is found by what one looks for', async () => {
    const { codice } = await banca.famiglia({
      comune: LUMEZZANE,
      disponibilita: { ...famigliaNuova.disponibilita, tipi: ['DIURNO'] },
    });
    expect(await elenco(tavolo, { tipo: 'DIURNO', comune: LUMEZZANE, ambito: 4, stato: 'DISPONIBILE' })).toEqual([
      codice,
    ]);
    expect(await elenco(tavolo, { tipo: 'DIURNO', ambito: 1 })).toEqual([]);
  });
});
