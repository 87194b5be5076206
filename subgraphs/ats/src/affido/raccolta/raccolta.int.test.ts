import { oggiARoma } from '@trama/kernel/calendario';
import { definizionePer } from '@trama/regole/rilevazione';
import { caricaRilevazione } from '@trama/regole/node/cartella';
import { VOCI_DELLA_BANCA } from '@trama/regole/contabili';
import { verifica } from '@trama/regole/verifica';
import { type Chiamante, identityOf } from '@trama/kernel/identity';
import { execute } from '@trama/test-kit/database';
import { operatore } from '@trama/test-kit/subgraph';
import {
  ACCETTA,
  affidi,
  AVVIA,
  avviaBanca,
  type BancaDiProva,
  CESSA,
  CONCLUDI,
  famigliaNuova,
  rifiuti,
  tavolo,
} from '../affido.fixtures.js';

const oggi = oggiARoma();
const anno = Number(oggi.slice(0, 4));
const ufficio = (ambito: number): Chiamante => operatore(ambito, 'UFFICIO_DI_PIANO', `udp${ambito}`);
const coordinamento = operatore(null, 'COORDINAMENTO_UDP', 'coordinamento');

const APRI = `mutation($input: ApriCampagnaInput!) { apriCampagna(input: $input) { campagna {
  compilazioni { id destinatario { codice } } } } }`;
const LEGGI = `query($id: ID!) { compilazione(id: $id) { versione proposteBanca { voce valore come } } }`;
const ACCETTA_PROPOSTE = `mutation($input: AccettaProposteInput!) { accettaProposte(input: $input) { compilazione {
  violazioni { regola gravita } valori { voce { codice } valore provenienza } } } }`;

interface Proposta {
  voce: string;
  valore: number;
  come: string;
}
interface Scritta {
  violazioni: Array<{ regola: string; gravita: string }>;
  valori: Array<{ voce: { codice: string }; valore: number | null; provenienza: string }>;
}
interface Aperta {
  campagna: { compilazioni: Array<{ id: string; destinatario: { codice: string } }> };
}

describe('the yearly collection on fostering', () => {
  let banca: BancaDiProva;
  let di: Readonly<Record<string, string>>;

  beforeAll(async () => {
    banca = await avviaBanca();
    const input = { rilevazione: 'affido', anno, scadenza: '2099-12-31' };
    const { data, errors } = await banca.scrivi<Aperta>(coordinamento, APRI, input);
    expect(errors).toEqual([]);
    const { compilazioni } = data.apriCampagna!.campagna;
    di = Object.fromEntries(compilazioni.map(({ id, destinatario }) => [destinatario.codice, id]));
  });
  afterAll(() => banca.subgraph.stop());

  const proposte = async (chi: Chiamante, id: string) => {
    const { data, errors } = await banca.subgraph.ask<{
      compilazione: { versione: number; proposteBanca: Proposta[] };
    }>(chi, LEGGI, { id });
    expect(errors).toEqual([]);
    return data.compilazione;
  };
  const valori = async (chi: Chiamante, id: string) =>
    Object.fromEntries((await proposte(chi, id)).proposteBanca.map(({ voce, valore }) => [voce, valore]));
  const affido = async (eta: number, richiesta: object, famiglia: object = {}, casa = affidi(4)) => {
    const disponibilita = { ...famigliaNuova.disponibilita, etaMin: eta, etaMax: eta, posti: 2, fratelli: true };
    const accoglie = await banca.famiglia({ disponibilita, ...famiglia }, casa);
    const chiesta = banca.ambito.richiesta({ eta, decretoData: oggi, ...richiesta });
    const proposto = await banca.proponi({ richiesta: chiesta.codice, famiglia: accoglie.codice });
    const diUna = await banca.passo(affidi(4), ACCETTA, proposto);
    const accettato = diUna.stato === 'ACCETTATO' ? diUna : await banca.passo(casa, ACCETTA, diUna);
    return banca.passo(affidi(4), AVVIA, accettato);
  };
  const owner = <Row extends object>(statement: string) => execute<Row>(banca.subgraph.clone.ownerUrl, statement);

  test('is owed by the twelve ambiti', () => {
    expect(Object.keys(di)).toHaveLength(12);
  });

  test('begins with what the bank counts: every voce of it, each with how', async () => {
    await affido(3, { fratelli: 1, macrocategoria: 'RESIDUALE' });
    const finito = await affido(4, { natura: 'CONSENSUALE', decretoAutorita: 'Giudice Tutelare di Brescia' });
    await banca.passo(affidi(4), CONCLUDI, finito, { data: oggi, esito: 'RIENTRO' });
    // Brescia: the Piano of ambito 4 names no comune of another.
    await owner(`INSERT INTO comune (codice_istat, ambito_id) VALUES ('017029', 1) ON CONFLICT DO NOTHING`);
    await affido(5, {}, { comune: '017029' }, affidi(1));
    banca.ambito.richiesta({ eta: 9, fratelli: 2, decretoData: oggi });
    banca.ambito.richiesta({ eta: 9, ambito: 1, decretoData: oggi });
    const uscita = await banca.famiglia();
    await banca.scrivi(affidi(4), CESSA, { famiglia: uscita.codice, versione: uscita.versione, motivo: 'Trasferita' });
    await banca.subgraph.ask(tavolo, '{ bancaAffido { riepilogo { minoriInAttesa { valore } } } }');

    const { proposteBanca } = await proposte(ufficio(4), di.AMBITO_4!);
    expect(proposteBanca.every(({ come }) => come.length > 10)).toBe(true);
    expect(proposteBanca.map(({ voce }) => voce).sort()).toEqual([...VOCI_DELLA_BANCA].sort());
    const quattro = Object.fromEntries(proposteBanca.map(({ voce, valore }) => [voce, valore]));
    expect(quattro).toMatchObject({
      ...{ famiglie_31_12: 2, famiglie_nuove: 3, famiglie_cessate: 1, famiglie_con_affido_31_12: 1 },
      ...{ minori_richiesti: 7, minori_in_attesa_31_12: 3, attesa_mediana: 0 },
      ...{ affidi_1_1: 0, affidi_avviati: 4, affidi_conclusi: 1, affidi_31_12: 3, affidi_altro_ambito_31_12: 1 },
      ...{ affidi_residenziali: 3, affidi_diurni: 0, affidi_residuale: 2, affidi_recuperabile: 1 },
      ...{ affidi_consensuali: 0, affidi_giudiziali: 3, conclusi_rientro: 1, affidi_oltre_24_mesi_31_12: 0 },
    });
    expect(await valori(ufficio(1), di.AMBITO_1!)).toMatchObject({
      ...{ famiglie_31_12: 1, famiglie_con_affido_31_12: 1, minori_in_attesa_31_12: 1, affidi_31_12: 0 },
    });
  });

  test('counts nothing of an ambito for another, nor for who works with no ambito', async () => {
    expect(await valori(ufficio(4), di.AMBITO_1!).catch(() => ({}))).toEqual({});
    const conteggi = (chi: Chiamante) =>
      banca.subgraph.database.read(identityOf(chi, 'prova'), (tx) =>
        tx.query('SELECT * FROM trama.conteggi_affido($1)', [anno]),
      );
    for (const chi of [coordinamento, tavolo, affidi(4), operatore(null, 'UFFICIO_DI_PIANO', 'nessuno')]) {
      expect(await conteggi(chi)).toEqual([]);
    }
  });

  test('breaks none of its own rules, and what the bank cannot count is refused as a proposal', async () => {
    const { versione, proposteBanca } = await proposte(ufficio(4), di.AMBITO_4!);
    const definizione = definizionePer(caricaRilevazione('affido'), anno)!;
    const dati = proposteBanca.map(({ voce, valore }) => ({ voce, stato: 'VALORE' as const, valore }));
    expect(verifica(definizione, dati, null)).toEqual([]);
    const accetta = (lista: object[]) =>
      banca.scrivi<Scritta>(ufficio(4), ACCETTA_PROPOSTE, { compilazione: di.AMBITO_4, versione, proposte: lista });
    const no = await accetta([{ voce: 'minori_31_12', valore: 3 }]);
    expect(rifiuti(no)).toEqual([['INPUT_NON_VALIDO', ['proposte']]]);
    const { data, errors } = await accetta(proposteBanca.map(({ voce, valore }) => ({ voce, valore })));
    expect(errors).toEqual([]);
    const { compilazione } = data.accettaProposte as unknown as { compilazione: Scritta };
    expect(compilazione.violazioni).toEqual([]);
    const scritti = compilazione.valori.filter(({ provenienza }) => provenienza === 'PRECOMPILATO');
    expect(scritti).toHaveLength(VOCI_DELLA_BANCA.length);
  });

  test('balances whatever the days: what began before, within or after, and what ended on a border', async () => {
    const due = await owner<{ codice: string }>('SELECT codice FROM abbinamento ORDER BY codice');
    const giorni = [`${anno - 3}-05-01`, `${anno}-01-01`, `${anno - 1}-12-31`];
    for (const [i, { codice }] of due.entries()) {
      await owner(
        `UPDATE abbinamento SET proposto_il = '2020-01-01', inizio = '${giorni[i % 3]}' WHERE codice = '${codice}'`,
      );
    }
    for (const fine of [`${anno}-01-01`, `${anno}-12-31`, `${anno + 1}-01-01`]) {
      await owner(`UPDATE abbinamento SET fine = '${fine}' WHERE stato = 'CONCLUSO'`);
      const cifre = await valori(ufficio(4), di.AMBITO_4!);
      expect(cifre.affidi_31_12).toBe(cifre.affidi_1_1! + cifre.affidi_avviati! - cifre.affidi_conclusi!);
    }
  });
});
