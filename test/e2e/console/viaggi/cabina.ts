import { readFile } from 'node:fs/promises';
import type { ConsoleUnderTest, OpenPage } from '@trama/test-kit/console';
import type { Viaggio } from './viaggio.js';

/** The Cabina di Regia looks at the province, an ambito and a comune, and takes figures away. */
export const viaggiCabina: readonly Viaggio[] = [
  { nome: 'the Cabina di Regia goes from the province to a comune in two steps', percorri: daProvinciaAComune },
  { nome: 'what was counted on borders that have changed is told on those of then and of today', percorri: confini },
  { nome: 'any view is a link, and any table a file', percorri: vistaEFile },
  { nome: 'the source of a figure opens, closes and gives the focus back by keyboard', percorri: fonteDaTastiera },
  { nome: 'who plans finds an objective, and what came before it', percorri: obiettivo },
  { nome: 'who looks for a service finds it by type and ambito', percorri: servizio },
];

async function daProvinciaAComune(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/', { persona: 'cabina' });
  const { page } = opened;
  expect(await page.getByText('Cabina di Regia').first().isVisible()).toBe(true);
  await page.locator('.t-tessera', { hasText: 'Valle Trompia' }).click();
  await page.getByRole('heading', { level: 1, name: 'Valle Trompia' }).waitFor();
  // Piano di Zona, chapter 5, page 81: as published there.
  expect(await page.locator('.t-carta', { hasText: 'Minori in carico' }).first().innerText()).toMatch(/746/);
  await page.getByRole('link', { name: 'Lumezzane' }).click();
  await page.getByRole('heading', { level: 1, name: 'Lumezzane' }).waitFor();
  expect(await isFocusedOnTitle(opened)).toBe(true);
  await page.getByRole('link', { name: 'Valle Trompia' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Valle Trompia' }).waitFor();
  expect(opened.faults).toEqual([]);
  await opened.close();
}

/** Zone as if it had flowed into Marone, while something is looked at: of the years with data no two comuni have. */
async function conFusione({ graph }: ConsoleUnderTest, look: () => Promise<void>): Promise<void> {
  const set = (values: string) => graph.rows('ambito', `UPDATE comune SET ${values} WHERE codice_istat = '017205'`);
  await set(`valido_al = '2021-12-31', confluito_in = '017106'`);
  await look().finally(() => set('valido_al = NULL, confluito_in = NULL'));
}

async function confini(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/cabina-di-regia');
  const { page } = opened;
  const residenti = async () => {
    const card = page.locator('.t-carta', { hasText: 'Residenti' }).first();
    return Number((await card.locator('.t-cifra').innerText()).replaceAll('.', ''));
  };
  await conFusione(console, async () => {
    await opened.go('/cabina-di-regia/comuni/017205');
    await page.getByText('Zone non c’è più: l’ultimo giorno è stato il 31 dicembre 2021').waitFor();
    const zone = await residenti();
    expect(await opened.violations()).toEqual([]);
    await page.getByRole('main').getByRole('link', { name: 'Marone' }).click();
    await page.getByText('ne fa parte da dopo il 31 dicembre 2021').waitFor();
    const allora = await residenti();
    await page.getByLabel('Confini', { exact: true }).selectOption('OGGI');
    await page.getByText('somma di 2 comuni di allora').waitFor();
    expect(await residenti()).toBe(allora + zone);
  });
  await opened.go('/cabina-di-regia/ambiti/4?anno=2020');
  const chart = page.getByRole('figure', { name: /^Residenti di Valle Trompia negli anni/ });
  await chart.getByText('Sui confini dell’anno').waitFor();
  await page.getByLabel('Confini', { exact: true }).selectOption('OGGI');
  await chart.getByText('Sui confini di oggi').waitFor();
  expect(new URL(page.url()).searchParams.get('confini')).toBe('OGGI');
  await chart.getByRole('button', { name: /^Tabella/ }).click();
  expect(await chart.locator('thead th').allInnerTexts()).toEqual([
    'Anno',
    'Residenti',
    'Da 0 a 17 anni',
    'Da 18 a 64 anni',
    'Da 65 anni',
  ]);
  expect(await opened.violations()).toEqual([]);
  expect(opened.faults).toEqual([]);
  await opened.close();
}

const isFocusedOnTitle = ({ page }: OpenPage): Promise<boolean> =>
  page.locator('h1').evaluate((title) => title === title.ownerDocument.activeElement);

async function vistaEFile(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/cabina-di-regia');
  const { page } = opened;
  await page.getByLabel('Indicatore').selectOption({ label: 'Residenti' });
  await page.getByRole('columnheader', { name: 'Minori in carico' }).getByRole('button').click();
  const address = new URL(page.url());
  expect(Object.fromEntries(address.searchParams)).toEqual({ indicatore: 'residenti', ordine: '-minori' });
  const names = () => page.locator('.t-tabella tbody th').allInnerTexts();
  const sorted = await names();
  await opened.go(address.pathname + address.search);
  expect(await names()).toEqual(sorted);

  const table = await fileOf(opened, () =>
    page.getByRole('button', { name: 'CSV di I dodici ambiti nel 2020' }).click(),
  );
  expect(table.split('\r\n')[0]).toMatch(/^\uFEFFAmbito;N\.;Residenti;/);
  expect(table.trim().split('\r\n')).toHaveLength(13);
  const picture = page.waitForEvent('download');
  await page.getByRole('button', { name: /^PNG di Residenti, 2020/ }).click();
  expect((await picture).suggestedFilename()).toBe('residenti-2020.png');
  await page.getByRole('button', { name: 'Tabella di Residenti, 2020' }).click();
  expect(await page.getByRole('region', { name: 'Dati: Residenti, 2020' }).locator('tbody tr').count()).toBe(12);
  await opened.close();
}

async function fileOf({ page }: OpenPage, press: () => Promise<void>): Promise<string> {
  const download = page.waitForEvent('download');
  await press();
  return readFile(await (await download).path(), 'utf8');
}

async function fonteDaTastiera(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/cabina-di-regia/ambiti/4');
  const { page } = opened;
  const button = page.getByRole('button', { name: 'Fonte di Residenti', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Da dove viene' });
  await dialog.waitFor();
  expect(await dialog.innerText()).toContain('Piano di Zona');
  expect(await opened.violations()).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await button.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  await opened.close();
}

async function obiettivo(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/piano-di-zona', { persona: 'udp4' });
  const { page } = opened;
  await page.getByRole('link', { name: 'Valle Trompia' }).click();
  await page.getByRole('link', { name: 'Legami per crescere' }).click();
  await page.getByRole('heading', { level: 2, name: 'Dal triennio precedente' }).waitFor();
  expect(await page.locator('#prima + ul, #prima ~ ul').innerText()).toContain('Legami per crescere');
  expect(await opened.violations()).toEqual([]);
  await opened.close();
}

async function servizio(console: ConsoleUnderTest): Promise<void> {
  const opened = await console.open('/rete-servizi');
  const { page } = opened;
  await page.getByLabel('Ambito').selectOption({ label: '4. Valle Trompia' });
  await page.getByLabel('Tipo').selectOption({ label: 'Residenza sanitaria assistenziale (RSA)' });
  await page.getByLabel('Comune').selectOption('Lumezzane');
  await page.getByRole('link', { name: 'RSA di Lumezzane' }).click();
  await page.getByRole('heading', { level: 1, name: 'RSA di Lumezzane' }).waitFor();
  expect(await page.locator('.t-carta', { hasText: 'Posti accreditati' }).innerText()).toMatch(/\d/);
  await opened.close();
}
