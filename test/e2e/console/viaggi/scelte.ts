import type { NomePersona } from '@trama/idp/persone';
import type { ConsoleUnderTest } from '@trama/test-kit/console';
import type { Locator, Page } from 'playwright-core';
import { trattieni } from './mosse.js';
import type { Viaggio } from './viaggio.js';

interface Scelta {
  readonly dove: string;
  readonly path: string;
  readonly persona?: NomePersona;
  /** The choice that changes, what it changes to, and what is asked then. */
  readonly etichetta: string;
  readonly opzione: string;
  readonly domanda: string;
  /** The answer of before. */
  readonly cifre: (page: Page) => Locator;
  /** What stays where it is, and says the same. */
  readonly resta: (page: Page) => readonly Locator[];
  /** What only the new answer has. */
  readonly nuovo: (page: Page) => Locator;
}

const titolo = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const scelto = (page: Page, label: string, option: string) =>
  page.getByLabel(label, { exact: true }).locator('option:checked', { hasText: option });

const SCELTE: readonly Scelta[] = [
  {
    dove: 'the list of units',
    path: '/rete-servizi?ambito=4&comune=Lumezzane',
    etichetta: 'Tipo',
    opzione: 'Residenza sanitaria assistenziale (RSA)',
    domanda: 'query ConsoleRete(',
    cifre: (page) => page.locator('.t-tabella tbody tr, p.lead'),
    resta: (page) => [titolo(page, 'Rete dei servizi'), scelto(page, 'Comune', 'Lumezzane')],
    nuovo: (page) => page.getByRole('link', { name: 'RSA di Lumezzane' }),
  },
  {
    dove: 'the figures of an ambito',
    path: '/cabina-di-regia/ambiti/4',
    etichetta: 'Anno',
    opzione: '2019',
    domanda: 'query ConsoleAmbito(',
    cifre: (page) => page.locator('.t-carta, .t-tabella tbody tr, .t-copertura'),
    resta: (page) => [titolo(page, 'Valle Trompia'), scelto(page, 'Confini', 'Di allora')],
    nuovo: (page) => page.getByText('I comuni di Valle Trompia nel 2019').first(),
  },
  {
    dove: 'the trend of another indicator',
    path: '/cabina-di-regia',
    etichetta: 'Indicatore',
    opzione: 'Residenti',
    domanda: 'query ConsoleAndamentoPopolazione(',
    cifre: (page) =>
      page.getByRole('figure', { name: /negli anni/ }).or(page.getByRole('img', { name: /: da .* nel / })),
    resta: (page) => [titolo(page, 'Cabina di Regia'), page.getByText('I dodici ambiti nel 2020').first()],
    nuovo: (page) => page.getByRole('figure', { name: /^Residenti negli anni/ }),
  },
  {
    dove: 'an indicator of an edition',
    path: '/osservatorio-poverta/indicatori/rdc_beneficiari?edizione=OPP-2001-9',
    etichetta: 'Edizione',
    opzione: 'I dati di oggi',
    domanda: 'query ConsoleIndicatorePoverta(',
    cifre: (page) => page.getByText('Non c’è un indicatore con questo codice'),
    resta: (page) => [titolo(page, 'Indicatore'), scelto(page, 'Dal', '2019')],
    nuovo: (page) => page.getByRole('heading', { name: 'Ambito per ambito' }),
  },
  {
    dove: 'an indicator of other years',
    path: '/osservatorio-poverta/indicatori/rdc_beneficiari',
    etichetta: 'Dal',
    opzione: '2020',
    domanda: 'query ConsoleIndicatorePoverta(',
    cifre: (page) => page.locator('.t-tessera, .t-tabella tbody tr'),
    resta: (page) => [titolo(page, /^(?!Indicatore$)/), scelto(page, 'Al', '2021')],
    nuovo: (page) => page.locator('.t-tessera').first(),
  },
  {
    dove: 'the comparison of a voce',
    path: '/tavolo-tutela-minori/confronto?voce=nuclei_31_12&misura=tasso',
    persona: 'udp4',
    etichetta: 'Anno dei dati',
    opzione: '2019',
    domanda: 'query ConsoleConfronto(',
    cifre: (page) => page.locator('figure, .t-tabella tbody tr, .t-copertura'),
    resta: (page) => [titolo(page, 'Confronto tra ambiti'), scelto(page, 'Misura', 'Ogni 1.000 minori residenti')],
    nuovo: (page) => page.getByRole('figure', { name: /, 2019/ }),
  },
  {
    dove: 'the requests in one state',
    path: '/banca-affido/richieste',
    persona: 'affido-coord',
    etichetta: 'Stato',
    opzione: 'Tutte',
    domanda: 'query ConsoleRichieste(',
    cifre: (page) => page.locator('.t-tabella tbody tr, .t-altre'),
    resta: (page) => [titolo(page, 'Richieste di affido')],
    nuovo: (page) => page.getByRole('table', { name: 'Richieste, dalla più urgente' }),
  },
];

/** Between a choice and its answer: nothing of the choice before is left to be read under it, and the hand stays where it was. */
export const viaggiScelte: readonly Viaggio[] = [
  ...SCELTE.map((scelta) => ({
    nome: `another choice takes what the one before brought away at once, and nothing else: ${scelta.dove}`,
    percorri: (console: ConsoleUnderTest) => cambia(console, scelta),
  })),
  { nome: 'more rows come below those that are there, and never below another choice', percorri: altre },
];

async function cambia(console: ConsoleUnderTest, scelta: Scelta): Promise<void> {
  const opened = await console.open(scelta.path, { persona: scelta.persona });
  const { page } = opened;
  const old = scelta.cifre(page);
  await old.first().waitFor();
  const { lascia } = await trattieni(opened, scelta.domanda);
  const select = page.getByLabel(scelta.etichetta, { exact: true });
  const isFocused = () => select.evaluate((element) => element === element.ownerDocument.activeElement);
  await select.focus();
  await select.selectOption(scelta.opzione);
  await page.locator('.t-caricamento').first().waitFor();
  expect(await old.count()).toBe(0);
  const stays = scelta.resta(page);
  expect(await Promise.all(stays.map((one) => one.count()))).toEqual(stays.map(() => 1));
  expect([await isFocused(), await opened.violations()]).toEqual([true, []]);
  lascia();
  await scelta.nuovo(page).waitFor();
  await opened.settled();
  expect([await isFocused(), opened.faults]).toEqual([true, []]);
  await opened.close();
}

async function altre(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/rete-servizi');
  const { page } = opened;
  const righe = page.getByRole('table', { name: /^Unità d’offerta/ }).locator('tbody tr');
  const more = async () => {
    const held = await trattieni(opened, 'query ConsoleRete(');
    await page.getByRole('button', { name: 'Mostra altre' }).click();
    await page.getByRole('button', { name: 'Caricamento…' }).waitFor();
    return held;
  };
  const first = await righe.count();
  const second = await more();
  expect(await righe.count()).toBe(first);
  second.lascia();
  await page.getByRole('button', { name: 'Mostra altre' }).waitFor();
  expect(await righe.count()).toBe(2 * first);

  const third = await more();
  await page.getByLabel('Tipo', { exact: true }).selectOption('Asilo nido');
  await page.locator('.t-caricamento').first().waitFor();
  expect(await righe.count()).toBe(0);
  third.lascia();
  await righe.first().waitFor();
  await page.waitForLoadState('networkidle');
  expect(new Set(await righe.locator('td:nth-child(2)').allInnerTexts())).toEqual(new Set(['Asilo nido']));
  expect(opened.faults).toEqual([]);
  await opened.close();
}
