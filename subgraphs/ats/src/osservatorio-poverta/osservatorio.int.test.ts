import { Archivi } from '@trama/reference/archivi';
import { PUBBLICO } from '@trama/kernel/identity';
import { operatore, startSubgraph, type SubgraphUnderTest } from '@trama/test-kit/subgraph';
import { namesOf, statementsOf } from '@trama/test-kit/statements';
import { definizioni } from '../rilevazione/definizioni.service.js';
import { subgraph as ats } from '../subgraph.js';
import { INDICATORI, NOTE_SUI_TASSI } from './indicatore/indicatori.js';

interface Figura {
  ambito: { numero: number };
  valore: number | null;
  soppresso: boolean;
  per1000: number | null;
  origine: string | null;
  stato: string;
}
interface Totale {
  valore: number | null;
  soppresso: boolean;
  minimo: number | null;
  massimo: number | null;
  contributori: number;
}
interface Indicatore {
  codice: string;
  tema: string;
  descrizione: string;
  nonDice: string;
  calcolo: { numeratore: string; fonteNumeratore: string; denominatore: string | null };
  serie: Array<{ anno: number; perAmbito: Figura[]; totale: Totale }>;
}

const INDICATORI_DEL = `query($dal: Int!, $al: Int!) { osservatorioPoverta { codice indicatori(dal: $dal, al: $al) {
  codice etichetta unita tema descrizione nonDice calcolo { numeratore fonteNumeratore denominatore }
  serie { anno perAmbito { ambito { numero } valore soppresso per1000 origine stato } totale { valore soppresso minimo massimo contributori } } }
  copertura(anno: $al) { attesi pervenuti mancanti { numero } aggiornatoAl dimostrativo } } }`;

interface Osservatorio {
  osservatorioPoverta: {
    codice: string;
    indicatori: Indicatore[];
    copertura: { attesi: number; pervenuti: number; mancanti: Array<{ numero: number }>; dimostrativo: boolean };
  };
}

const cabina = operatore(null, 'CABINA_REGIA', 'cabina');

const leggi = async (subgraph: SubgraphUnderTest, dal: number, al: number, chi = cabina) => {
  const { data, errors } = await subgraph.ask<Osservatorio>(chi, INDICATORI_DEL, { dal, al });
  expect(errors).toEqual([]);
  return data.osservatorioPoverta;
};
const cella = (indicatori: readonly Indicatore[], codice: string, anno: number, ambito: number): Figura =>
  indicatori
    .find((uno) => uno.codice === codice)!
    .serie.find((una) => una.anno === anno)!
    .perAmbito.find((una) => una.ambito.numero === ambito)!;

/** Chapter and page as they are in the document; each is loaded once. */
const DEL_PIANO: ReadonlyArray<readonly [codice: string, anno: number, valore: number]> = [
  ['rdc_beneficiari', 2021, 316],
  ['rdc_casi_assegnati', 2020, 499],
  ['autonomia_disabili', 2020, 3],
  ['autonomia_anziani', 2020, 7],
  ['misura_unica_istanze', 2020, 886],
  ['misura_unica_ammesse', 2020, 722],
  ['housing_appartamenti', 2021, 46],
  ['alloggi_pubblici', 2021, 49],
  ['provvedimenti_affitto', 2020, 2],
  ['sil_utenti', 2020, 118],
  ['zeroottanta_segnalazioni', 2020, 29],
  ['zeroottanta_progetti', 2020, 16],
];

describe('the observatory on what the plan says', () => {
  let subgraph: SubgraphUnderTest;
  beforeAll(async () => void (subgraph = await startSubgraph(ats)));
  afterAll(() => subgraph.stop());

  test('gives the figures of ambito 4 as printed, and nothing else', async () => {
    const { codice, indicatori } = await leggi(subgraph, 2019, 2021);
    expect(codice).toBe('OSSERVATORIO-POVERTA');
    const dette = indicatori.flatMap(({ codice: indicatore, serie }) =>
      serie.flatMap(({ anno, perAmbito }) =>
        perAmbito.flatMap(({ ambito, valore, origine }) =>
          valore === null ? [] : [[indicatore, anno, valore, ambito.numero, origine]],
        ),
      ),
    );
    expect(dette.sort()).toEqual(DEL_PIANO.map((riga) => [...riga, 4, 'PIANO_DI_ZONA']).sort());
  });

  test('of one ambito alone gives no total of the province', async () => {
    const { indicatori, copertura } = await leggi(subgraph, 2020, 2020);
    const totale = indicatori.find(({ codice }) => codice === 'misura_unica_istanze')!.serie[0]!.totale;
    expect(totale).toEqual({ valore: null, soppresso: true, minimo: null, massimo: null, contributori: 1 });
    expect(copertura).toMatchObject({ attesi: 12, pervenuti: 1, dimostrativo: false });
  });

  test('is the same for everybody, and refuses years that are none or too many', async () => {
    expect(await leggi(subgraph, 2020, 2021, PUBBLICO)).toEqual(await leggi(subgraph, 2020, 2021));
    for (const [dal, al] of [
      [2021, 2020],
      [2000, 2020],
    ]) {
      const { errors } = await subgraph.ask(cabina, INDICATORI_DEL, { dal, al });
      expect(errors[0]!.extensions).toMatchObject({ code: 'INPUT_NON_VALIDO', campi: ['dal', 'al'] });
    }
  });
});

describe('the observatory with demonstration data', () => {
  let subgraph: SubgraphUnderTest;
  beforeAll(async () => void (subgraph = await startSubgraph(ats, { demo: true })));
  afterAll(() => subgraph.stop());

  test('rounds and suppresses what the plan did not print, and computes rates from what it tells', async () => {
    const { indicatori } = await leggi(subgraph, 2019, 2021);
    const persone = indicatori.filter(({ codice }) => INDICATORI.find((uno) => uno.codice === codice)!.persone);
    const figure = persone.flatMap(({ serie }) => serie.flatMap(({ perAmbito }) => perAmbito));
    const altrui = figure.filter(({ ambito }) => ambito.numero !== 4);
    expect(altrui.every(({ valore }) => valore === null || (valore % 5 === 0 && valore >= 5))).toBe(true);
    expect(altrui.some(({ soppresso }) => soppresso)).toBe(true);
    expect(
      figure.filter(({ soppresso }) => soppresso).every(({ valore, per1000 }) => valore === null && per1000 === null),
    ).toBe(true);
    expect(cella(indicatori, 'misura_unica_istanze', 2020, 4).per1000).toBe(8.08); // 886 of 109,632
    expect(cella(indicatori, 'misura_unica_istanze', 2021, 4)).toMatchObject({ valore: null, stato: 'NON_PERVENUTO' });
  });

  test('sums what it tells, and says how far the true sum may be', async () => {
    const { indicatori } = await leggi(subgraph, 2020, 2020);
    for (const { serie } of indicatori) {
      const { perAmbito, totale } = serie[0]!;
      const dette = perAmbito.filter(({ valore, soppresso }) => valore !== null || soppresso);
      expect(totale.contributori).toBe(dette.length);
      if (totale.valore !== null) {
        expect(totale.valore).toBe(dette.reduce((sum, { valore }) => sum + valore!, 0));
        expect(totale.minimo! <= totale.valore && totale.valore <= totale.massimo!).toBe(true);
      }
      expect(totale.soppresso).toBe(dette.some(({ soppresso }) => soppresso));
    }
  });

  test('knows who is missing', async () => {
    expect((await leggi(subgraph, 2019, 2019)).copertura.mancanti.map(({ numero }) => numero)).toEqual([4, 12]);
    expect((await leggi(subgraph, 2019, 2021)).copertura.mancanti.map(({ numero }) => numero)).toEqual([9]);
  });

  test('reads ten years of twelve ambiti in as many statements as one, of published figures and the register of ambiti', async () => {
    const conta = async (dal: number, al: number) => {
      const { statements } = await statementsOf(() => leggi(subgraph, dal, al));
      return namesOf(statements).sort();
    };
    const uno = await conta(2021, 2021);
    expect([...new Set(uno)]).toEqual([
      'pubblicazione.avvisiByAnno',
      'pubblicazione.celleByAnno',
      'pubblicazione.contributi',
      'territorio.listAmbiti',
      'territorio.listScambi',
    ]);
    expect(await conta(2012, 2021)).toEqual(uno);
  });
});

describe('what people must know of an indicator', () => {
  test('every voce of the collection is an indicator, once, with all its texts', () => {
    const voci = [...definizioni.per('poverta', 2021)!.modulo.voci.values()];
    expect(INDICATORI.map(({ codice }) => codice).sort()).toEqual(voci.map(({ codice }) => codice).sort());
    expect(INDICATORI.map(({ codice, persone }) => [codice, persone])).toEqual(
      INDICATORI.map(({ codice }) => [codice, voci.find((voce) => voce.codice === codice)!.contaPersone]),
    );
    for (const { nonDice, fonteNumeratore } of INDICATORI) {
      expect(Math.min(nonDice.length, fonteNumeratore.length)).toBeGreaterThan(3);
    }
  });

  test('an oddity of the source is told in the words of its record', () => {
    const note = [...INDICATORI.flatMap((scheda) => scheda.note), ...NOTE_SUI_TASSI];
    const archivio = new Archivi().get('incongruenze');
    const citate = note.filter(({ incongruenza }) => incongruenza !== undefined);
    expect(citate.length).toBeGreaterThan(3);
    for (const { testo, incongruenza } of citate) {
      expect([incongruenza, testo]).toEqual([
        incongruenza,
        archivio.find(({ id }) => id === incongruenza)!.descrizione,
      ]);
    }
  });
});
